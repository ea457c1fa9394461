import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  defaultEphemeris,
  makeCovariance,
  type Orbit,
  observer,
  parseOrbitJson,
  propagate,
  type SolarSystem,
} from "@welkin/orbits";
import { beforeAll, describe, expect, it } from "vitest";
import { DEGREE, FootprintIndex, lookAlong, SkyPolygon } from "../src/survey/footprints/index.ts";
import { placeOf } from "../src/survey/search/hit.ts";
import { around } from "../src/survey/search/hull.ts";
import { Region } from "../src/survey/search/region.ts";
import { type Way, wayOf } from "../src/survey/search/way.ts";

const DATA =
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const truthFile = `${DATA}/catch/ephemeris/adam_core_14.json`;
const ARCSEC = DEGREE / 3600;

interface Point {
  readonly obs: string;
  readonly mjd_utc: number;
  readonly ra: number;
  readonly dec: number;
  readonly smaa_3s: number | null;
  readonly smia_3s: number | null;
  readonly theta_3s: number | null;
}

const breathe = async () => {};
const open = async (orbit: Orbit, from: number, to: number) => {
  const way = (await wayOf(
    { name: orbit.name, orbit, source: "test" },
    { from, to },
    breathe,
  )) as Way;
  return { way, region: await Region.of(way, way.spread!, breathe) };
};

/** A tiny field around a position that lies `east` and `north` (radians) of another. */
function dot(ra: number, dec: number, east: number, north: number, half: number): SkyPolygon {
  const at = [ra + east / DEGREE / Math.cos(dec * DEGREE), dec + north / DEGREE] as const;
  const wide = half / DEGREE / Math.cos(at[1] * DEGREE);
  const high = half / DEGREE;
  return new SkyPolygon([
    [at[0] - wide, at[1] - high],
    [at[0] + wide, at[1] - high],
    [at[0] + wide, at[1] + high],
    [at[0] - wide, at[1] + high],
  ]);
}

const there = existsSync(truthFile);
if (!there)
  console.warn("No truths of ephemerides: tests of the region against Horizons are skipped.");

describe.skipIf(!there)("the 3σ region against Horizons' ellipses", () => {
  const { objects } = there
    ? (JSON.parse(readFileSync(truthFile, "utf8")) as { objects: Record<string, unknown>[] })
    : { objects: [] };
  const usable = objects.flatMap((object) => {
    const points = (object["points"] as Point[]).filter(
      (p) => (p.smia_3s ?? 0) > 0.02 && p.smaa_3s! > 1.2 * p.smia_3s! && p.smaa_3s! < 60,
    );
    const epoch = object["epoch_mjd_tdb"] as number;
    const near = points.filter((p) => Math.abs(p.mjd_utc - epoch) < 200);
    return near.length === 0 ? [] : [{ name: String(object["object"]), object, points: near }];
  });

  it("has truths", () => expect(usable.length).toBeGreaterThan(4));

  it.each(usable)("$name: is as long, as wide and as it lies", async ({ object, points }) => {
    const orbit = parseOrbitJson({ ...object, name: object["object"] });
    const times = points.map(({ mjd_utc }) => mjd_utc);
    const { way, region } = await open(orbit, Math.min(...times), Math.max(...times));
    for (const point of points.filter((_, i) => i % 25 === 0)) {
      const from = observer(point.obs);
      const [a, b] = [point.smaa_3s! * ARCSEC, point.smia_3s! * ARCSEC];
      const theta = point.theta_3s! * DEGREE;
      const { ra, dec } = placeOf(way.look(from, point.mjd_utc));
      const meets = (along: number, across: number) => {
        const east = along * Math.cos(theta) - across * Math.sin(theta);
        const north = along * Math.sin(theta) + across * Math.cos(theta);
        const field = dot(ra, dec, east, north, b / 1000);
        return region.meets(from, point.mjd_utc, point.mjd_utc, field, 0);
      };
      expect([meets(0.96 * a, 0), meets(-0.96 * a, 0)]).toEqual([true, true]);
      expect([meets(1.04 * a, 0), meets(-1.04 * a, 0)]).toEqual([false, false]);
      expect([meets(0, 0.96 * b), meets(0, -0.96 * b)]).toEqual([true, true]);
      expect([meets(0, 1.04 * b), meets(0, -1.04 * b)]).toEqual([false, false]);
      // At 45 degrees of the ellipse's own angle; a box of max(|aR|, |bR|) or a Theta from north would fail here.
      const [u, v] = [a * Math.SQRT1_2, b * Math.SQRT1_2];
      expect([meets(0.96 * u, 0.96 * v), meets(1.04 * u, -1.04 * v)]).toEqual([true, false]);
      const beyond = dot(ra, dec, 1.1 * a * Math.cos(theta), 1.1 * a * Math.sin(theta), b / 1000);
      expect(region.meets(from, point.mjd_utc, point.mjd_utc, beyond, 0.12 * a)).toBe(true);
    }
  });
});

/** Numbers from 0 to 1 that are the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Discovered two weeks ago: half a year later, its position along the orbit is uncertain by many degrees. */
const state = [
  1.964475957465263, 0.1988552574051933, -0.2311659011230044, 0.001062848008089317,
  0.01213473568501525, 0.005306982813329122,
];
function vague(sigma: number): Orbit {
  const [vx, vy, vz] = state.slice(3) as [number, number, number];
  const along = [vx, vy, vz].map((v) => v / Math.hypot(vx, vy, vz));
  const matrix = Array.from({ length: 36 }, (_, i) => {
    const [row, column] = [Math.floor(i / 6), i % 6];
    const own = row === column ? (row < 3 ? 1e-13 : 1e-18) : 0;
    return row < 3 || column < 3 ? own : own + sigma ** 2 * along[row - 3]! * along[column - 3]!;
  });
  return { name: "vague", epoch: 57914, state, covariance: makeCovariance(matrix) };
}

describe("a region of degrees", () => {
  let system: SolarSystem;
  beforeAll(async () => {
    system = await defaultEphemeris();
  });
  const site = observer("F51");
  const [from, to] = [58090, 58100];

  it.each([
    ["minutes", 2e-7],
    ["a degree", 3e-6],
    ["ten degrees", 4e-5],
    ["forty degrees", 1.5e-4],
  ])("of %s follows the orbits it is made of, and keeps its width", async (_name, sigma) => {
    const orbit = vague(sigma);
    const { way, region } = await open(orbit, from, to);
    const mjd = 58095.3;
    const { a } = way.spread!.ellipse(site, mjd);
    const [vx, vy, vz] = state.slice(3) as [number, number, number];
    const speed = Math.hypot(vx, vy, vz);
    let farthest = 0;
    for (const s of [-2.97, -2.6, -1.7, -0.31, 0.55, 1.37, 2.2, 2.95]) {
      const moved = state.map((v, i) => (i < 3 ? v : v * (1 + (s * sigma) / speed)));
      const path = propagate({ ...orbit, state: moved }, system, { from, to });
      const { ra, dec } = placeOf(lookAlong(path, system)(site, mjd));
      const here = placeOf(way.look(site, mjd));
      farthest = Math.max(
        farthest,
        Math.hypot((ra - here.ra) * Math.cos(dec * DEGREE), dec - here.dec),
      );
      const on = dot(ra, dec, 0, 0, 0.1 * ARCSEC);
      expect([s, region.meets(site, mjd, mjd, on, 0)]).toEqual([s, true]);
      expect(region.reach(mjd, mjd)).toBeGreaterThan(0);
      // Across the line it is narrow: three arcminutes aside is out of it, with and without a little padding.
      const ahead = state.map((v, i) => (i < 3 ? v : v * (1 + ((s + 0.01) * sigma) / speed)));
      const next = propagate({ ...orbit, state: ahead }, system, { from, to });
      const two = placeOf(lookAlong(next, system)(site, mjd));
      const turn = Math.atan2(two.dec - dec, (two.ra - ra) * Math.cos(dec * DEGREE));
      const aside = (sign: number) =>
        dot(
          ra,
          dec,
          -sign * Math.sin(turn) * 180 * ARCSEC,
          sign * Math.cos(turn) * 180 * ARCSEC,
          ARCSEC,
        );
      for (const sign of [-1, 1]) {
        expect(region.meets(site, mjd, mjd, aside(sign), 0)).toBe(false);
        expect(region.meets(site, mjd, mjd, aside(sign), 30 * ARCSEC)).toBe(false);
        expect(region.meets(site, mjd, mjd, aside(sign), 190 * ARCSEC)).toBe(true);
      }
    }
    expect(farthest * 3600).toBeGreaterThan(a / 3);
    const bent = a > 120;
    expect(region.notes.map(({ code }) => code)).toEqual(bent ? ["REGION_CURVED"] : []);
    // The ends: nothing is hit beyond 3σ.
    for (const s of [-3.3, 3.3]) {
      const moved = state.map((v, i) => (i < 3 ? v : v * (1 + (s * sigma) / speed)));
      const path = propagate({ ...orbit, state: moved }, system, { from, to });
      const { ra, dec } = placeOf(lookAlong(path, system)(site, mjd));
      expect(region.meets(site, mjd, mjd, dot(ra, dec, 0, 0, 0.1 * ARCSEC), 0)).toBe(false);
    }
  });

  it.each([
    ["a small one", 2e-7],
    ["one of ten degrees", 4e-5],
  ])("is met by no field that the index leaves out: %s", async (_name, sigma) => {
    const { way, region } = await open(vague(sigma), from, to);
    const random = numbers(3);
    const fields = Array.from({ length: 300 }, (_, id) => {
      const start = from + random() * 9;
      const { ra, dec } = placeOf(way.look(site, start));
      const field = dot(ra, dec, (random() - 0.5) * 0.2, (random() - 0.5) * 0.05, 0.3 * DEGREE);
      return { id, start, stop: start + 0.2 * random() ** 6, field };
    });
    const index = new FootprintIndex().extended(
      fields.map(({ id, start, stop, field: { centre, radius } }) => ({
        ...{ id, source: 0, observatory: 0, start, stop, radius },
        centre: [...centre] as [number, number, number],
      })),
    );
    const met = fields
      .filter(({ start, stop, field }) =>
        region.meets(site, start, Math.min(stop, to), field, 0.001),
      )
      .map(({ id }) => id);
    const candidates = new Set(index.moving(way.coarse, (a, b) => region.reach(a, b) + 0.001));
    expect(met.length).toBeGreaterThan(3);
    expect(met.filter((id) => !candidates.has(id))).toEqual([]);
  });

  it("says where it is too large to be looked for", async () => {
    const { region } = await open(vague(3e-3), from, to);
    expect(region.notes.map(({ code }) => code)).toContain("REGION_TOO_LARGE");
    expect(region.reach(58095, 58096)).toBeNaN();
  });

  it("moves with the trail of a long exposure", async () => {
    const { way, region } = await open(vague(2e-7), from, to);
    const middle = placeOf(way.look(site, 58094));
    const spread = way.spread!.ellipse(site, 58094);
    const across = (spread.theta + 90) * DEGREE;
    const off = 0.9 * spread.b * ARCSEC;
    const field = dot(middle.ra, middle.dec, off * Math.cos(across), off * Math.sin(across), 1e-9);
    expect(region.meets(site, 58091, 58097, field, 0)).toBe(true);
    expect(region.meets(site, 58097, 58098, field, 0)).toBe(false);
  });
});

describe("the polygon about an ellipse", () => {
  it("holds it, and little more", () => {
    const centre = [0.6, 0, 0.8] as const;
    const points = around(centre, { a: 1e-3, b: 1e-4, theta: 0.4 }, 48);
    const corner = placeOf(points[0]!);
    const here = placeOf(centre);
    const east = (corner.ra - here.ra) * DEGREE * Math.cos(here.dec * DEGREE);
    const wrapped = Math.atan2(Math.sin(east), Math.cos(east));
    expect(Math.atan2((corner.dec - here.dec) * DEGREE, wrapped)).toBeCloseTo(0.4, 2);
    expect(Math.hypot(wrapped, (corner.dec - here.dec) * DEGREE) / 1e-3).toBeCloseTo(1.002, 2);
  });
});
