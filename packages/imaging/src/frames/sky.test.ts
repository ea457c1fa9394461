import { describe, expect, it } from "vitest";
import { formatSky, pictureSky, roundAngle } from "./sky.ts";

describe("formatSky", () => {
  it("writes hours and degrees", () => {
    expect(formatSky(186.2656, 12.887)).toBe("12:25:03.74 +12:53:13.2");
    expect(formatSky(0, -0.5, 0)).toBe("00:00:00.0 −00:30:00");
  });

  it("does not round up to sixty, nor to a full turn", () => {
    expect(formatSky(359.999999999, 59.999999999)).toBe("00:00:00.00 +60:00:00.0");
    expect(formatSky(-15, 0)).toBe("23:00:00.00 +00:00:00.0");
  });
});

describe("roundAngle", () => {
  it("is the longest round angle that fits", () => {
    const texts = [100, 25, 0.9, 1 / 60, 0.012, 1.5 / 3600, 0.3 / 3600, 0.02 / 3600].map(
      (degrees) => roundAngle(degrees)?.text,
    );
    expect(texts).toEqual(["90°", "20°", "30′", "1′", "30″", "1″", "0.2″", "0.02″"]);
    expect(roundAngle(0)).toBeUndefined();
    expect(roundAngle(Number.NaN)).toBeUndefined();
  });
});

describe("pictureSky", () => {
  it("knows nothing of a matrix that is singular", () => {
    expect(pictureSky([1, 1, 1, 1], [1, 0, 0, 0, -1, 9])).toBeUndefined();
    expect(pictureSky(undefined, [1, 0, 0, 0, -1, 9])).toBeUndefined();
  });
});
