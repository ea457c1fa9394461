import fc from "fast-check";
import { expect, test } from "vitest";
import { FUZZ } from "../../test/fuzz.ts";
import { type Quantisation, unquantise } from "./quantise.ts";

const SPECIAL = [-2147483648, -2147483647, -2147483646, 2147483647, 0];

test("vectors give the floats that plain arithmetic does", () => {
  const integer = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -100_000, max: 100_000 }) },
    fc.integer(),
    fc.constantFrom(...SPECIAL),
  );
  const list = fc.array(integer, { minLength: 1, maxLength: 300 });
  const quantisations: fc.Arbitrary<Quantisation> = fc.record(
    {
      scale: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      zero: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      blank: fc.constantFrom(-2147483647, -2147483648, -1, 2 ** 31),
      dither: fc.constantFrom("NO_DITHER", "SUBTRACTIVE_DITHER_1", "SUBTRACTIVE_DITHER_2"),
      seed: fc.integer({ min: 1, max: 10_000 }),
    },
    { requiredKeys: ["scale", "zero", "dither", "seed"] },
  );
  fc.assert(
    fc.property(list, fc.nat(30_000), fc.nat(20_000), quantisations, (some, more, tile, how) => {
      // Longer than the table of random numbers now and then, so that the walk begins again.
      const count = some.length + more;
      const integers = Int32Array.from(
        { length: count },
        (_, i) => some[i % some.length] as number,
      );
      const found = new Float32Array(count);
      unquantise(integers, count, how, tile, found);
      const doubles = new Float64Array(count);
      unquantise(integers, count, how, tile, doubles);
      expect(found).toEqual(Float32Array.from(doubles));
    }),
    FUZZ,
  );
});
