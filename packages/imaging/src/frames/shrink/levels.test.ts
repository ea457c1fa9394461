import fc from "fast-check";
import { expect, test } from "vitest";
import type { Plane } from "../plane.ts";
import { renderFrame } from "../render.ts";

/** Of doubles levels are found one by one, of floats by vectors. */
test("vectors find the levels that plain arithmetic does, whatever the numbers", () => {
  const number = fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: -50, max: 300, noNaN: true }) },
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e30),
    fc.integer({ min: 0, max: 510 }).map((n) => n / 2),
  );
  const frames = fc.record({
    width: fc.integer({ min: 1, max: 37 }),
    values: fc.array(number, { minLength: 1, maxLength: 200 }),
    scale: fc.constantFrom(1, 0.1, -2.5),
    zero: fc.constantFrom(0, 7.3),
    low: fc.double({ min: -20, max: 20, noNaN: true }),
    bigEndian: fc.boolean(),
  });
  fc.assert(
    fc.property(frames, ({ width, values, scale, zero, low, bigEndian }) => {
      const height = Math.ceil(values.length / width);
      const data = Float32Array.from({ length: width * height }, (_, i) => values[i] ?? 3);
      const plain: Plane = { data: Float64Array.from(data), width, height, scale, zero };
      const stored = bigEndian ? turnedRound(data) : data;
      const options = { shrink: "upstream", min_cut: low, max_cut: low + 255 } as const;
      for (const side of [width, Math.ceil(width / 5)]) {
        const size = { ...options, width: side, height: side };
        const found = renderFrame({ ...plain, data: stored, bigEndian }, size);
        expect(found).toEqual(renderFrame(plain, size));
      }
    }),
  );
});

function turnedRound(data: Float32Array): Float32Array {
  const bytes = new Uint8Array(data.slice().buffer);
  for (let at = 0; at < bytes.length; at += 4) bytes.subarray(at, at + 4).reverse();
  return new Float32Array(bytes.buffer);
}
