import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImagingError } from "../errors.ts";
import type { FrameOptions } from "./options.ts";
import type { Plane } from "./plane.ts";
import { renderFrame } from "./render.ts";
import { renderColor, renderColorInTurn } from "./render-color.ts";
import { pictureOf, pictureSky } from "./sky.ts";

/** Brighter to the right and to the top. */
function slope(width: number, height: number): Plane {
  const data = Float32Array.from({ length: width * height }, (_, i) => {
    return (i % width) + 2 * Math.floor(i / width);
  });
  return { data, width, height };
}

describe("renderFrame", () => {
  it("has the file's first row at the bottom", () => {
    for (const shrink of ["fine", "upstream"] as const) {
      const { data } = renderFrame(slope(30, 20), {
        shrink,
        interval: "minmax",
        stretch: "linear",
      });
      expect(data[0]).toBeGreaterThan(data[19 * 30] as number);
      expect(data[29]).toBe(255);
      expect(data[19 * 30]).toBe(0);
    }
  });

  it("shows what cannot be shown well all the same", () => {
    const planes: Plane[] = [
      { data: Uint8Array.of(7), width: 1, height: 1 },
      { data: new Int16Array(35).fill(-3), width: 5, height: 7 },
      { data: new Float64Array(35).fill(Number.NaN), width: 35, height: 1 },
      { data: Float32Array.of(Number.POSITIVE_INFINITY, 1, 2, Number.NaN), width: 1, height: 4 },
    ];
    const ways = fc.record({
      shrink: fc.constantFrom("fine", "upstream"),
      interval: fc.constantFrom("zscale", "upstream", "minmax", "99.5%"),
      stretch: fc.constantFrom("linear", "asinh", "midtone", "histogram", "log"),
      median: fc.boolean(),
      width: fc.integer({ min: 1, max: 20 }),
      magnify: fc.constantFrom(undefined, "nearest", "linear"),
      orient: fc.constantFrom("file", "snap", "exact"),
    });
    fc.assert(
      fc.property(fc.constantFrom(...planes), ways, (plane, options) => {
        const { width, height, channels, data } = renderFrame(plane, options as FrameOptions);
        expect(data.length).toBe(width * height * channels);
      }),
    );
  });

  it("leaves holes open, or fills them", () => {
    const plane = { data: Float32Array.of(Number.NaN, 1, 2, 3), width: 4, height: 1 };
    const open = renderFrame(plane, { nan: "transparent" });
    expect(open.channels).toBe(2);
    expect([1, 3, 5, 7].map((at) => open.data[at])).toEqual([0, 255, 255, 255]);
    const filled = renderFrame(plane, { nan: "#204080", cmap: "magma" });
    expect([...filled.data.subarray(0, 3)]).toEqual([0x20, 0x40, 0x80]);
  });

  it("shows one saturated pixel, however small the picture", () => {
    const plane = { data: new Uint16Array(10_000).fill(100), width: 100, height: 100 };
    plane.data[5050] = 65_535;
    const { channels, data } = renderFrame(plane, { width: 10, height: 10, saturation: 65_000 });
    expect(channels).toBe(3);
    const red = Array.from({ length: 100 }, (_, i) => i).filter(
      (i) => data[3 * i] === 255 && data[3 * i + 1] === 0,
    );
    expect(red).toEqual([45]);
  });

  it("puts north up and east left exactly, and says where its pixels are", () => {
    const angle = (25 * Math.PI) / 180;
    const [s, c] = [Math.sin(angle) / 3600, Math.cos(angle) / 3600];
    const data = new Float32Array(101 * 81);
    data[70 * 101 + 20] = 1000;
    const plane: Plane = { data, width: 101, height: 81, cd: [-c, s, s, c] };
    const drawn = renderFrame(plane, { orient: "exact", interval: "minmax" });
    const sky = pictureSky(plane.cd, drawn.toPlane);
    expect(sky?.north.y).toBeCloseTo(-1, 12);
    expect(sky?.east.x).toBeCloseTo(-1, 12);
    const star = pictureOf(drawn.toPlane, 20, 70);
    const brightest = drawn.data.indexOf(Math.max(...drawn.data));
    expect(Math.abs((brightest % drawn.width) - star.x)).toBeLessThan(1);
    expect(Math.abs(Math.floor(brightest / drawn.width) - star.y)).toBeLessThan(1);
  });

  it("refuses what it does not understand, and sizes beyond reason", () => {
    const plane = slope(4, 4);
    const wrong: FrameOptions[] = [
      { width: 0 },
      { width: -1 },
      { width: 1e9, magnify: "linear" },
      { height: 1.5 },
      { interval: "1..2..3" },
      { min_cut: "120%" },
      { stretch: "asinh:0" },
      { stretch: "linear:2" },
      { cmap: "__proto__" },
      { nan: "mauve" },
      { percentile: 101 },
    ];
    for (const options of wrong) expect(() => renderFrame(plane, options)).toThrow(ImagingError);
    expect(() => renderFrame({ ...plane, width: 5 })).toThrow(ImagingError);
    expect(() => renderFrame({ ...plane, scale: 0 })).toThrow(ImagingError);
  });
});

describe("renderColor", () => {
  const planes = [slope(20, 20), slope(24, 20), slope(20, 22)];

  it("shows the middle that all frames have", () => {
    const { width, height, channels } = renderColor(planes, { blend: "lupton" });
    expect([width, height, channels]).toEqual([20, 20, 3]);
  });

  it("wants three frames for red, green, blue, and a colour for each otherwise", () => {
    expect(() => renderColor(planes.slice(1))).toThrow(ImagingError);
    expect(() => renderColor(planes, { blend: "screen", colors: [[1, 0, 0]] })).toThrow(
      ImagingError,
    );
    expect(() => renderColor([])).toThrow(ImagingError);
  });

  it("is grey where all frames are the same", () => {
    const same = [planes[0], planes[0], planes[0]] as Plane[];
    for (const shrink of ["fine", "upstream"] as const) {
      const { data } = renderColor(same, { shrink, width: 7, height: 7 });
      for (let i = 0; i < data.length; i += 3) {
        expect([data[i + 1], data[i + 2]]).toEqual([data[i], data[i]]);
      }
    }
  });
});

describe("renderColorInTurn", () => {
  const frames = [
    { width: 31, height: 24 },
    { width: 29, height: 26, cd: [0, 1e-4, 1e-4, 0] as const },
    { width: 31, height: 24 },
  ].map((frame, k) => {
    const data = Float32Array.from(
      { length: frame.width * frame.height },
      (_, i) => (i * 7 + k * i) % 90,
    );
    const plane = { ...frame, data };
    return { ...frame, plane, read: async () => plane };
  });
  const options = { shrink: "upstream", orient: "snap", width: 12, height: 12 } as const;

  it("draws what is drawn of all at once", async () => {
    const planes = frames.map(({ plane }) => plane);
    expect(await renderColorInTurn(frames, options)).toEqual(renderColor(planes, options));
  });

  it("is not for what wants all frames at once", async () => {
    await expect(renderColorInTurn(frames, { ...options, blend: "screen" })).rejects.toThrow(
      ImagingError,
    );
    await expect(renderColorInTurn(frames.slice(1), options)).rejects.toThrow(ImagingError);
  });
});
