import { expect, it } from "vitest";
import { unwrapLine, unwrapRing } from "./unwrap.ts";

it("runs on past the date line, both ways", () => {
  const across = [
    [170, 60],
    [179, 61],
    [-179, 62],
    [-170, 63],
    [178, 64],
  ];
  expect(unwrapLine(across).map(([lon]) => lon)).toEqual([170, 179, 181, 190, 178]);
});

it("leaves alone what does not cross", () => {
  const ring = [
    [-90, 40],
    [90, 40],
    [-90, 50],
    [-90, 40],
  ];
  expect(unwrapRing(ring)).toEqual(ring);
});

it("closes a ring round a pole along it", () => {
  const ring = [0, 90, 180, -90, 0].map((lon) => [lon, -70]);
  expect(unwrapRing(ring)).toEqual([
    [0, -70],
    [90, -70],
    [180, -70],
    [270, -70],
    [360, -70],
    [360, -90],
    [0, -90],
    [0, -70],
  ]);
});
