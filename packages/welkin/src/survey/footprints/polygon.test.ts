import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseField, SkyPolygon } from "./polygon.ts";
import { circle, polygonRegion, type Region } from "./regions.ts";
import { angle, cross, DEGREE, dot, normalize, type Vector, vectorOf } from "./sphere.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 200);

const square = (ra: number, dec: number, half: number) =>
  new SkyPolygon([
    [ra - half, dec - half],
    [ra + half, dec - half],
    [ra + half, dec + half],
    [ra - half, dec + half],
  ]);

/** Independent of the projection: seen from a point inside, the angles subtended by the edges add up to a full turn. */
function winding(p: Vector, corners: readonly Vector[]): number {
  let sum = 0;
  for (const [i, a] of corners.entries()) {
    const b = corners[(i + 1) % corners.length]!;
    const toA = normalize(cross(p, a));
    const toB = normalize(cross(p, b));
    sum += Math.atan2(dot(cross(toA, toB), p), dot(toA, toB));
  }
  return Math.round(sum / (2 * Math.PI));
}

describe("a field on the sky", () => {
  it("lies over RA 0, whichever way its corners are written", () => {
    for (const field of [
      square(0, 0, 1),
      square(360, 0, 1),
      new SkyPolygon([
        [359, -1],
        [359, 1],
        [1, 1],
        [1, -1],
      ]),
    ]) {
      expect(field.contains(vectorOf(359.5, 0.5))).toBe(true);
      expect(field.contains(vectorOf(0.5, -0.5))).toBe(true);
      expect(field.contains(vectorOf(1.01, 0))).toBe(false);
      expect(field.contains(vectorOf(180, 0))).toBe(false);
    }
  });

  it("lies over a pole", () => {
    for (const pole of [1, -1]) {
      const field = new SkyPolygon([10, 100, 190, 280].map((ra) => [ra, 88 * pole]));
      expect(field.contains(vectorOf(77, 90 * pole))).toBe(true);
      expect(field.contains(vectorOf(10, 88.1 * pole))).toBe(true);
      // Half-way along an edge the great circle lies nearer the pole than its corners do.
      expect(field.contains(vectorOf(55, 88.1 * pole))).toBe(false);
      expect(field.contains(vectorOf(55, -89 * pole))).toBe(false);
    }
  });

  it("may be concave", () => {
    const field = new SkyPolygon([
      [0, 0],
      [4, 0],
      [4, 4],
      [2, 1],
      [0, 4],
    ]);
    expect(field.contains(vectorOf(0.5, 3))).toBe(true);
    expect(field.contains(vectorOf(2, 3))).toBe(false);
    expect(field.contains(vectorOf(2, 0.5))).toBe(true);
    // Straight through the notch: both ends outside, two edges crossed.
    expect(field.meetsArc(vectorOf(-1, 2.5), vectorOf(5, 2.5))).toBe(true);
    expect(field.meetsArc(vectorOf(1.9, 3), vectorOf(2.1, 3))).toBe(false);
  });

  it("has its corners and edges", () => {
    const field = square(120, -40, 0.5);
    for (const corner of field.corners) expect(field.contains(corner)).toBe(true);
    expect(field.edgeDistance(field.centre)).toBeGreaterThan(0.35 * DEGREE);
  });

  it("tells how far a trail passes by", () => {
    const field = new SkyPolygon([
      [10, -1],
      [12, -1],
      [12, 1],
      [10, 1],
    ]);
    const distance = field.arcDistance(vectorOf(13, 0.2), vectorOf(13, -0.2));
    expect(distance / DEGREE).toBeCloseTo(1, 3);
    const corner = field.arcDistance(vectorOf(9, -2), vectorOf(8, -1.5));
    expect(corner / DEGREE).toBeCloseTo(Math.SQRT2, 3);
    expect(field.arcDistance(vectorOf(9, 0), vectorOf(13, 0))).toBe(0);
  });

  it("agrees with the angles under which its edges are seen", () => {
    const star = fc.record({
      ra: fc.double({ min: 0, max: 360, noNaN: true }),
      dec: fc.double({ min: -90, max: 90, noNaN: true }),
      spokes: fc.array(fc.double({ min: 0.2, max: 6, noNaN: true }), {
        minLength: 3,
        maxLength: 12,
      }),
      point: fc.tuple(
        fc.double({ min: 0, max: 8, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
      ),
    });
    fc.assert(
      fc.property(star, ({ ra, dec, spokes, point }) => {
        const centre = vectorOf(ra, dec);
        const east = normalize(cross(Math.abs(dec) > 89 ? [1, 0, 0] : [0, 0, 1], centre));
        const north = cross(centre, east);
        const away = (distance: number, turn: number): Vector => {
          const [s, c] = [Math.sin(distance * DEGREE), Math.cos(distance * DEGREE)];
          const [e, n] = [s * Math.cos(turn), s * Math.sin(turn)];
          return [0, 1, 2].map(
            (k) => centre[k]! * c + east[k]! * e + north[k]! * n,
          ) as unknown as Vector;
        };
        const degrees = ([x, y, z]: Vector): [number, number] => [
          Math.atan2(y, x) / DEGREE,
          Math.asin(Math.max(-1, Math.min(1, z))) / DEGREE,
        ];
        const corners = spokes.map((spoke, i) => away(spoke, (2 * Math.PI * i) / spokes.length));
        const field = new SkyPolygon(corners.map(degrees));
        const p = away(point[0], point[1] * DEGREE);
        fc.pre(field.edgeDistance(p) > 1e-9);
        expect(field.contains(p)).toBe(winding(p, field.corners) !== 0);
      }),
      { numRuns: runs },
    );
  });

  it("refuses what is no field", () => {
    const code = (make: () => unknown) => {
      try {
        make();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return undefined;
    };
    expect(
      code(
        () =>
          new SkyPolygon([
            [0, 0],
            [1, 1],
            [1, 0],
            [0, 1],
          ]),
      ),
    ).toBe("FIELD_CROSSES_ITSELF");
    expect(
      code(
        () =>
          new SkyPolygon([
            [0, 0],
            [0, 0],
            [1, 1],
            [0, 0],
          ]),
      ),
    ).toBe("FIELD_TOO_FEW_CORNERS");
    expect(
      code(
        () =>
          new SkyPolygon([
            [0, 0],
            [120, 0],
            [240, 0],
          ]),
      ),
    ).toBe("FIELD_TOO_LARGE");
    expect(
      code(
        () =>
          new SkyPolygon([
            [0, 0],
            [179, 0],
            [90, 60],
          ]),
      ),
    ).toBe("FIELD_TOO_LARGE");
    expect(
      code(
        () =>
          new SkyPolygon([
            [0, 0],
            [1, 91],
            [1, 0],
          ]),
      ),
    ).toBe("FIELD_UNREADABLE");
    expect(
      code(
        () =>
          new SkyPolygon([
            [0, 0],
            [Number.NaN, 1],
            [1, 0],
          ]),
      ),
    ).toBe("FIELD_UNREADABLE");
    expect(code(() => new SkyPolygon(Array.from({ length: 10_000 }, (_, i) => [i / 100, 0])))).toBe(
      "FIELD_TOO_MANY_CORNERS",
    );
    for (const text of ["", "1:2,", "1,2,3", "a:b", "1:2:3", "0x10:2", "1e:1"]) {
      expect(code(() => parseField(text))).toBe("FIELD_UNREADABLE");
    }
    expect(parseField("10.5:-2, 11:+2e0 ,12:3.")).toEqual([
      [10.5, -2],
      [11, 2],
      [12, 3],
    ]);
  });
});

describe("a fixed piece of sky", () => {
  const field = square(50, 20, 1);
  const kinds = ["ImageIntersectsArea", "ImageContainsArea", "AreaContainsImage"] as const;
  const told = (region: Region) => kinds.map((kind) => region.test(field, kind));

  it("may be a circle, in three ways", () => {
    expect(told(circle(vectorOf(50, 20), 0.2 * DEGREE))).toEqual([true, true, false]);
    expect(told(circle(vectorOf(50, 20.9), 0.2 * DEGREE))).toEqual([true, false, false]);
    expect(told(circle(vectorOf(50, 21.1), 0.2 * DEGREE))).toEqual([true, false, false]);
    expect(told(circle(vectorOf(50, 21.3), 0.2 * DEGREE))).toEqual([false, false, false]);
    expect(told(circle(vectorOf(50, 20), 2 * DEGREE))).toEqual([true, false, true]);
  });

  it("may be a point", () => {
    expect(told(circle(vectorOf(50.5, 20), 0))).toEqual([true, true, false]);
    expect(told(circle(vectorOf(51.5, 20), 0))).toEqual([false, false, false]);
  });

  it("may be a polygon", () => {
    expect(told(polygonRegion(square(50, 20, 0.3)))).toEqual([true, true, false]);
    expect(told(polygonRegion(square(51, 20, 0.3)))).toEqual([true, false, false]);
    expect(told(polygonRegion(square(50, 20, 3)))).toEqual([true, false, true]);
    expect(told(polygonRegion(square(55, 20, 1)))).toEqual([false, false, false]);
    // A cross: edges meet, no corner of one lies in the other.
    const bar = new SkyPolygon([
      [45, 19.9],
      [55, 19.9],
      [55, 20.1],
      [45, 20.1],
    ]);
    expect(told(polygonRegion(bar))).toEqual([true, false, false]);
    expect(angle(bar.centre, field.centre)).toBeLessThan(0.1 * DEGREE);
  });
});
