import { describe, expect, it } from "vitest";
import { barOf, compassOf, turnOf } from "./turn.ts";

const wcs = (northAngle: number, parity: string) =>
  ({ northAngle, parity }) as Parameters<typeof turnOf>[0] & { northAngle: number };

describe("how a frame lies on the screen", () => {
  it.each([
    [3, "east-left", undefined, { degrees: 0, flip: false }],
    [-88, "east-left", undefined, { degrees: 270, flip: false }],
    [179, "east-right", undefined, { degrees: 180, flip: true }],
    [3, "east-left", "up", { degrees: 3, flip: false }],
    [3, "east-right", "none", { degrees: 0, flip: false }],
  ])("north at %d°, %s, turned %s", (north, parity, orient, turn) =>
    expect(turnOf(wcs(north, parity), orient)).toEqual(turn),
  );

  it("is as in the file where nothing is known", () =>
    expect(turnOf(undefined, "up")).toEqual({ degrees: 0, flip: false }));

  it.each(["east-left", "east-right"])(
    "has north up and east left, turned exactly, %s",
    (parity) => {
      for (const north of [0, 12, 90, 200, -45]) {
        const facts = wcs(north, parity);
        const { north: up, east } = compassOf(facts, turnOf(facts, "up"));
        expect([((up % 360) + 360) % 360, ((east % 360) + 360) % 360]).toEqual([0, 90]);
      }
    },
  );
});

describe("a bar for the scale", () => {
  it.each([
    [0.39, 100, "30″"],
    [0.05, 100, "5″"],
    [1, 130, "2′"],
    [60, 100, "1°"],
    [0.0005, 100, "0.05″"],
  ])("%d″ a pixel, at most %d pixels: %s", (scale, most, name) =>
    expect(barOf(scale, most)?.name).toBe(name),
  );
});
