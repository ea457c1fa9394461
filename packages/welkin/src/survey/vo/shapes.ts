import type { Shape } from "../../frames/index.ts";
import {
  circle,
  DEGREE,
  polygonRegion,
  type Region,
  SkyPolygon,
  vectorOf,
} from "../footprints/index.ts";
import { angle, type Vector } from "../footprints/sphere.ts";

/** Steps along each side of a range, if a field is near it. */
const STEPS = 128;

/** The region of a shape; fields are tested for overlap with it. */
export function regionOfShape(shape: Shape): Region {
  if (shape.kind === "polygon") return polygonRegion(new SkyPolygon(shape.corners));
  if (shape.kind === "range") return rangeRegion(shape.ra, shape.dec);
  const centre = vectorOf(shape.ra, shape.dec);
  const radius = shape.radius * DEGREE;
  if (shape.radius <= 90) return circle(centre, radius);
  // Beyond a quarter turn, a field touches the circle unless it lies entirely in the rest of the sky.
  return { centre, radius, test: (field) => angle(field.centre, centre) <= radius + field.radius };
}

/** Between meridians and parallels; the latter are not great circles. */
function rangeRegion(ra: readonly [number, number], dec: readonly [number, number]): Region {
  const [west, south] = [ra[0], dec[0]];
  const width = Math.min(360, ra[1] - ra[0]);
  const isIn = (v: Vector) => {
    const [place, height] = degreesOf(v);
    const along = (((place - west) % 360) + 360) % 360;
    return height >= south && height <= dec[1] && (along <= width || along - 360 > -1e-12);
  };
  const sides = (field: SkyPolygon): Vector[] => {
    const [middle, height] = degreesOf(field.centre);
    const reach = field.radius / DEGREE;
    const near = Math.cos(Math.min(90, Math.abs(height) + reach) * DEGREE);
    const turn = near * 180 > reach ? reach / near : 180;
    const points: Vector[] = [];
    for (let i = 0; i <= STEPS; i++) {
      const part = (2 * i) / STEPS - 1;
      const up = Math.min(dec[1], Math.max(south, height + reach * part));
      points.push(vectorOf(west, up), vectorOf(west + width, up));
      const at = middle + turn * part;
      for (const side of dec) {
        const point = vectorOf(at, side);
        if (isIn(vectorOf(at, (south + dec[1]) / 2))) points.push(point);
      }
    }
    return points;
  };
  return {
    centre: [0, 0, 1],
    radius: Math.PI,
    test: (field) =>
      isIn(field.centre) ||
      field.corners.some(isIn) ||
      sides(field).some((point) => field.contains(point)),
  };
}

function degreesOf([x, y, z]: Vector): [number, number] {
  const ra = Math.atan2(y, x) / DEGREE;
  return [ra < 0 ? ra + 360 : ra, Math.atan2(z, Math.hypot(x, y)) / DEGREE];
}
