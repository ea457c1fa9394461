import fc from "fast-check";
import { expect, it } from "vitest";
import { sixDecimals } from "./six-decimals.ts";

const odd = [
  ..."0 1 -0 -0.0 -0.000000 007.5 00.5 0.5 -0.5 1. .5 -.5 1e1 1.5e-3 +2.50 1.23456789 359.9999999".split(
    " ",
  ),
  ...["-0.0000001", " 3.25", "3.25 ", "1.2.3", "-", "--1.5", ""],
];
const number = fc.oneof(
  fc.integer({ min: -90e6, max: 360e6 }).map((n) => String(n / 1e6)),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }).map(String),
  fc.constantFrom(...odd),
);

it("writes what Number's toFixed does", () => {
  const corners = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(corners, (corners) => {
      const fov = corners.map((corner) => corner.join(":")).join();
      const expected = fov.replace(/[^:,]+/g, (text) => Number(text).toFixed(6));
      expect(sixDecimals(fov)).toBe(expected);
    }),
    { numRuns: Number(process.env["WELKIN_FUZZ_RUNS"] ?? 2000) },
  );
});
