import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Plane, planeOfBytes } from "../plane.ts";
import { shrinkArea } from "./area.ts";
import { pixelMemory } from "./simd.ts";

/** The definition, pixel by pixel. */
function average(plane: Plane, values: ArrayLike<number>, width: number, height: number): number[] {
  const means: number[] = [];
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      let [sum, weight] = [0, 0];
      for (let y = 0; y < plane.height; y++) {
        for (let x = 0; x < plane.width; x++) {
          const value = values[y * plane.width + x] as number;
          const part = overlap(x, i, plane.width / width) * overlap(y, j, plane.height / height);
          if (part <= 0 || !Number.isFinite(value)) continue;
          sum += part * value;
          weight += part;
        }
      }
      means.push(sum / weight);
    }
  }
  return means;
}

function overlap(pixel: number, area: number, step: number): number {
  return Math.max(0, Math.min(pixel + 1, (area + 1) * step) - Math.max(pixel, area * step));
}

function expectClose(found: ArrayLike<number>, wanted: readonly number[]): void {
  wanted.forEach((value, i) => {
    if (Number.isNaN(value)) expect(found[i]).toBeNaN();
    else expect(found[i]).toBeCloseTo(value, 1 - Math.ceil(Math.log10(1 + Math.abs(value)) - 4));
  });
}

const sizes = fc.tuple(
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 45 }),
  fc.integer({ min: 1, max: 14 }),
);
const types = [
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
] as const;

describe("shrinkArea", () => {
  it("averages areas, whatever the type", () => {
    fc.assert(
      fc.property(sizes, fc.integer(), fc.constantFrom(...types), ([w, h, tw, th], seed, Type) => {
        const data = new Type(w * h);
        for (let i = 0; i < data.length; i++) data[i] = Math.imul(i + 1, seed | 1) >> 7;
        const plane = { data, width: w, height: h };
        const { data: shrunk } = shrinkArea(plane, { width: tw, height: th });
        expectClose(shrunk, average(plane, data, tw, th));
      }),
      { numRuns: 60 },
    );
  });

  it("passes over what is no value, and is NaN where nothing else is", () => {
    const data = Float32Array.from({ length: 160 }, (_, i) => (i % 7 === 0 ? Number.NaN : i));
    data.fill(Number.NaN, 0, 36);
    data[90] = Number.POSITIVE_INFINITY;
    const plane = { data, width: 16, height: 10 };
    const { data: shrunk } = shrinkArea(plane, { width: 8, height: 5 });
    expectClose(shrunk, average(plane, data, 8, 5));
    expect(shrunk[0]).toBeNaN();
  });

  it("takes blanks for no value, and scales", () => {
    const data = Int16Array.from([1, -99, 3, 5]);
    const plane = { data, width: 2, height: 2, blank: -99, scale: 2, zero: 10 };
    expect([...shrinkArea(plane, { width: 1, height: 1 }).data]).toEqual([16]);
  });

  it("reads a file's bytes where they lie, copied or in a kernel's own memory", () => {
    const numbers = Int16Array.from({ length: 600 }, (_, i) => ((i * 7919) % 3000) - 900);
    const wanted = shrinkArea({ data: numbers, width: 30, height: 20 }, { width: 7, height: 6 });
    for (const bytes of [new Uint8Array(1200), pixelMemory(1200)]) {
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      numbers.forEach((n, i) => {
        view.setInt16(2 * i, n);
      });
      const plane = planeOfBytes(bytes, 16, { width: 30, height: 20 });
      expect(shrinkArea(plane, { width: 7, height: 6 }).data).toEqual(wanted.data);
    }
    for (const [bitpix, Type] of [
      [32, Int32Array],
      [-32, Float32Array],
      [-64, Float64Array],
    ] as const) {
      const bytes = new Uint8Array(numbers.length * Type.BYTES_PER_ELEMENT);
      bytes.set(new Uint8Array(Type.from(numbers).buffer));
      for (let at = 0; at < bytes.length; at += Type.BYTES_PER_ELEMENT) {
        bytes.subarray(at, at + Type.BYTES_PER_ELEMENT).reverse();
      }
      const plane = planeOfBytes(bytes, bitpix, { width: 30, height: 20 });
      expect(shrinkArea(plane, { width: 7, height: 6 }).data).toEqual(wanted.data);
    }
  });
});
