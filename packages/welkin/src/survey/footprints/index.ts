export { FootprintError } from "./errors.ts";
export { FootprintIndex } from "./footprint-index.ts";
export { TargetPath } from "./path.ts";
export { cornerVectors, parseField, SkyPolygon } from "./polygon.ts";
export { circle, type Intersection, intersections, polygonRegion, type Region } from "./regions.ts";
export type { Footprint } from "./segment.ts";
export { readSnapshot, snapshotParts } from "./snapshot.ts";
export {
  angle,
  arcDistance,
  cross,
  DEGREE,
  dot,
  normalize,
  type Vector,
  vectorOf,
} from "./sphere.ts";
export { type Arc, type Look, lookAlong, Trail } from "./trail.ts";
