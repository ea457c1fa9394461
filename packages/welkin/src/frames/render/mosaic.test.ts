import { type Card, openFits, writeFits } from "@welkin/fits";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openImage } from "./image.ts";
import { planMosaic, readMosaic } from "./mosaic.ts";

const [width, height, overscan] = [20, 16, 4];
const truth = (x: number, y: number) => 10 * x + 1000 * y;

/** The four quarters of a detector, binned by 2, as read by their amplifiers: outwards, followed by an overscan. */
async function rawFrame(cards: (i: number) => Record<string, string | number> = () => ({})) {
  const quarters = [0, 1, 2, 3].map((i) => {
    const [right, upper] = [i % 2 === 1, i > 1];
    const bias = 300 + 7 * i;
    const gain = [1, 2, 0.5, 4][i] as number;
    const data = new Float32Array((width + overscan) * height).fill(bias);
    for (let v = 0; v < height; v++) {
      for (let u = 0; u < width; u++) {
        const x = right ? 2 * width - 1 - u : u;
        const y = upper ? 2 * height - 1 - v : v;
        data[v * (width + overscan) + u] = truth(x, y) / gain + bias;
      }
    }
    const across = right ? `${4 * width}:${2 * width + 1}` : `1:${2 * width}`;
    const up = upper ? `${4 * height}:${2 * height + 1}` : `1:${2 * height}`;
    const said = {
      ...{ DETSEC: `[${across},${up}]`, DATASEC: `[1:${width},1:${height}]`, CCDSUM: "2 2" },
      ...{ BIASSEC: `[${width + 1}:${width + overscan},1:${height}]`, GAIN: gain },
      ...cards(i),
    };
    const header = Object.entries(said).map(
      ([keyword, value]): Card => ({ keyword, value, comment: "" }),
    );
    return { name: `Q${i}`, data, axes: [width + overscan, height], header };
  });
  return openFits(await writeFits(quarters));
}

const whole = { x: 0, y: 0, width: 2 * width, height: 2 * height };

describe("amplifiers of a detector", () => {
  it("are put together: bias off, flipped, times gain", async () => {
    const file = await rawFrame();
    const image = await openImage(file, {});
    expect([image.mosaic, image.width, image.height]).toEqual([true, 40, 32]);
    const { data } = await image.read(whole);
    for (let y = 0; y < 32; y++) {
      for (let x = 0; x < 40; x++) expect(data[y * 40 + x]).toBeCloseTo(truth(x, y), 2);
    }
  });

  it("are read as far as a box needs them", async () => {
    const file = await rawFrame();
    const plan = planMosaic(file);
    if (!plan) throw new Error("no mosaic");
    const place = fc.integer({ min: -10, max: 45 });
    const side = fc.integer({ min: 1, max: 60 });
    await fc.assert(
      fc.asyncProperty(place, place, side, side, async (x, y, across, up) => {
        const data = await readMosaic(plan, { x, y, width: across, height: up });
        for (let v = 0; v < up; v++) {
          for (let u = 0; u < across; u++) {
            const [i, j] = [x + u, y + v];
            const inside = i >= 0 && j >= 0 && i < 40 && j < 32;
            const value = data[v * across + u] as number;
            if (inside) expect(Math.abs(value - truth(i, j))).toBeLessThan(0.01);
            else expect(value).toBeNaN();
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("are images of their own where one is asked for, or where they do not say where they belong", async () => {
    const file = await rawFrame();
    expect((await openImage(file, { hdu: "Q2" })).mosaic).toBe(false);
    const lost = await rawFrame(() => ({ DETSEC: "UNKNOWN" }));
    expect((await openImage(lost, {})).mosaic).toBe(false);
    const beyond = await rawFrame(() => ({ DATASEC: "[1:500,1:500]" }));
    expect((await openImage(beyond, {})).mosaic).toBe(false);
    const same = await rawFrame(() => ({ DETSEC: "[1:40,1:32]" }));
    expect((await openImage(same, {})).mosaic).toBe(false);
  });

  it("are refused where they would make more than memory holds", async () => {
    const far = await rawFrame((i) =>
      i === 3 ? { DETSEC: "[999999901:999999940,999999901:999999932]" } : {},
    );
    expect(() => planMosaic(far)).toThrow(expect.objectContaining({ code: "FRAME_TOO_LARGE" }));
  });
});
