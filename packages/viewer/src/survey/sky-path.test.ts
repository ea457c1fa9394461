import { describe, expect, it } from "vitest";
import { skyPath } from "./sky-path.ts";

describe("a way over the sky", () => {
  it("is in order of right ascension, each with its declination", () => {
    expect(skyPath({ ra: [12, 10, 11], dec: [2, 0, 1] })).toEqual([
      [10, 11, 12],
      [0, 1, 2],
    ]);
  });

  it("is not cut where right ascension begins anew", () => {
    expect(skyPath({ ra: [359, 1], dec: [5, 6] })).toEqual([
      [359, 361],
      [5, 6],
    ]);
    expect(skyPath({ ra: [1, 359], dec: [6, 5] })).toEqual([
      [-1, 1],
      [5, 6],
    ]);
  });

  it("may be none", () => expect(skyPath({ ra: [], dec: [] })).toEqual([[], []]));
});
