import { SkyPolygon } from "../footprints/index.ts";
import { cross, dot, normalize, type Vector } from "../footprints/sphere.ts";

/** How a field relates to caps and cells of the sky. */
export interface Outline {
  /** A cap: apart from the field, inside it, or perhaps across its edge. */
  relation(centre: Vector, radius: number): "apart" | "inside" | "across";
  /** Whether the field has a point in a cell, whose sides are treated as great circles. */
  touches(corners: readonly Vector[]): boolean;
}

export function outlineOf(field: SkyPolygon): Outline {
  const normals = inwardNormals(field.corners);
  return normals === undefined ? generalOutline(field) : convexOutline(field, normals);
}

/**
 * Poles of the edges, each on the field's side, if the field is convex: it is then the intersection of their half
 * spaces.
 */
function inwardNormals(corners: readonly Vector[]): Vector[] | undefined {
  const count = corners.length;
  const normals = corners.map((corner, i) => normalize(cross(corner, corners[(i + 1) % count]!)));
  const turns = normals.map((normal, i) => dot(normal, corners[(i + 2) % count]!));
  if (turns.every((turn) => turn > 0)) return normals;
  if (turns.every((turn) => turn < 0)) return normals.map(([x, y, z]): Vector => [-x, -y, -z]);
  return undefined;
}

function convexOutline({ corners }: SkyPolygon, normals: readonly Vector[]): Outline {
  return {
    relation(centre, radius) {
      const reach = Math.sin(radius);
      let inside = true;
      for (let i = 0; i < normals.length; i++) {
        const height = dot(normals[i]!, centre);
        if (height < -reach) return "apart";
        if (height < reach) inside = false;
      }
      return inside ? "inside" : "across";
    },
    touches: (cell) =>
      // Both are convex: they are disjoint if all of one lies on the far side of an edge of the other.
      !normals.some((normal) => cell.every((corner) => dot(normal, corner) < 0)) &&
      !cell.some((corner, i) => {
        const normal = cross(corner, cell[(i + 1) % cell.length]!);
        return corners.every((one) => dot(normal, one) < 0);
      }),
  };
}

function generalOutline(field: SkyPolygon): Outline {
  return {
    relation(centre, radius) {
      if (field.edgeDistance(centre) <= radius) return "across";
      return field.contains(centre) ? "inside" : "apart";
    },
    touches: (cell) =>
      cell.some((corner) => field.contains(corner)) ||
      field.meets(new SkyPolygon(cell.map(degrees))),
  };
}

function degrees([x, y, z]: Vector): [number, number] {
  return [(Math.atan2(y, x) * 180) / Math.PI, (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI];
}
