import type { SkyPolygon } from "./polygon.ts";
import { angle, type Vector } from "./sphere.ts";

/** The required relation of an image and an area, in CATCH's terms. */
export const intersections = [
  "ImageIntersectsArea",
  "ImageContainsArea",
  "AreaContainsImage",
] as const;

export type Intersection = (typeof intersections)[number];

/** A fixed region of the sky: a cap around it, and how a field relates to it. */
export interface Region {
  readonly centre: Vector;
  readonly radius: number;
  test(field: SkyPolygon, kind: Intersection): boolean;
}

/** A circle, or a point if `radius` (radians, at most a quarter turn) is 0; a point cannot contain an image. */
export function circle(centre: Vector, radius: number): Region {
  return {
    centre,
    radius,
    test(field, kind) {
      if (radius === 0) return kind !== "AreaContainsImage" && field.contains(centre);
      if (kind === "AreaContainsImage") {
        return field.corners.every((corner) => angle(corner, centre) < radius);
      }
      const inside = field.contains(centre);
      const edge = field.edgeDistance(centre);
      return kind === "ImageContainsArea" ? inside && edge > radius : inside || edge < radius;
    },
  };
}

export function polygonRegion(area: SkyPolygon): Region {
  return {
    centre: area.centre,
    radius: area.radius,
    test(field, kind) {
      if (kind === "ImageContainsArea") return field.holds(area);
      return kind === "AreaContainsImage" ? area.holds(field) : area.meets(field);
    },
  };
}
