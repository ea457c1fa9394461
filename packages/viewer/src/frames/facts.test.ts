import { describe, expect, it } from "vitest";
import { degrees, hours, placeWords, valueWords } from "./facts.ts";

describe("positions in words", () => {
  it.each([
    [0, "00:00:00.0"],
    [202.469629, "13:29:52.7"],
    [359.99999, "00:00:00.0"],
    [-15, "23:00:00.0"],
  ])("right ascension %d is %s", (ra, text) => expect(hours(ra)).toBe(text));

  it.each([
    [47.195278, "+47:11:43"],
    [-0.0001, "−00:00:00"],
    [-32.99999, "−33:00:00"],
    [90, "+90:00:00"],
  ])("declination %d is %s", (dec, text) => expect(degrees(dec)).toBe(text));
});

describe("what is under the pointer", () => {
  it.each([
    [202.469629, 47.195278, 0.4, "13:29:52.711 +47:11:43.00", "202.469629° +47.195278°"],
    [10, -0.5, 2, "00:40:00.00 −00:30:00.0", "10.00000° −0.50000°"],
    [10, -0.5, 60, "00:40:00.0 −00:30:00", "10.0000° −0.5000°"],
    [359.9999999, 0, 2, "00:00:00.00 +00:00:00.0", "360.00000° +0.00000°"],
  ])("%d %d at %d″ a pixel", (ra, dec, scale, sexagesimal, inDegrees) =>
    expect(placeWords({ ra, dec }, scale)).toEqual({ sexagesimal, degrees: inDegrees }),
  );

  it("has a value, or none", () => {
    expect(valueWords(-1234.56789)).toBe("−1234.568");
    expect(valueWords(Number.NaN)).toBe("no value");
  });
});
