import { describe, expect, it } from "vitest";
import { degrees, hours } from "./facts.ts";

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
