import { expect, it } from "vitest";
import { around, circle } from "./circle.ts";
import { bearing, kilometres, metres, position } from "./position.ts";

it("tells positions with hemispheres, also across the date line", () => {
  expect(position(-88.0843, 41.6044)).toBe("41.604°N 88.084°W");
  expect(position(190, -13.5)).toBe("13.500°S 170.000°W");
});

it("tells bearings, ranges and heights", () => {
  expect(bearing(359.7)).toBe("0°");
  expect(kilometres(84_230)).toBe("84.2 km");
  expect(kilometres(233_400)).toBe("233 km");
  expect(metres(1239.6)).toBe("1,240 m");
});

it("circle closes, and each point has its distance", () => {
  const ring = circle(-88, 41.6, 100_000, 8);
  expect(ring).toHaveLength(9);
  expect(ring[8]![0]).toBeCloseTo(ring[0]![0], 9);
  // One degree of a meridian is 111.195 km on a sphere of the mean radius.
  expect(ring[0]![1] - 41.6).toBeCloseTo(100 / 111.195, 4);
  const [west, south, east, north] = around(-88, 41.6, 100_000);
  expect(north - south).toBeCloseTo(200 / 111.195, 3);
  expect((east - west) * Math.cos((41.6 * Math.PI) / 180)).toBeCloseTo(200 / 111.195, 2);
});
