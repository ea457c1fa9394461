import {
  bodyIndex,
  defaultEphemeris,
  type Orbit,
  observer,
  propagate,
  type SolarSystem,
} from "@welkin/orbits";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { FootprintIndex } from "./footprint-index.ts";
import { TargetPath } from "./path.ts";
import { SkyPolygon } from "./polygon.ts";
import type { Footprint } from "./segment.ts";
import { readSnapshot, snapshotParts } from "./snapshot.ts";
import { angle, DEGREE, type Vector, vectorOf } from "./sphere.ts";
import { lookAlong, Trail } from "./trail.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 100);

let system: SolarSystem;
beforeAll(async () => {
  system = await defaultEphemeris();
});

/** Numbers from 0 to 1 that are the same every time. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

function scattered(count: number, from: number, days: number): Footprint[] {
  const random = numbers(7);
  const next = () => random.next().value;
  return Array.from({ length: count }, (_, id) => {
    const start = from + next() * days;
    const length = next() ** 8 * 5;
    const centre = vectorOf(next() * 360, Math.asin(2 * next() - 1) / DEGREE);
    return {
      id,
      source: id % 3,
      observatory: 0,
      start,
      stop: start + length,
      centre: [...centre],
      radius: 6 * DEGREE * next(),
    };
  });
}

/** An orbit that passes the Earth's centre at `miss` au on the day `mjd`. */
function passage(mjd: number, miss: number): Orbit {
  const [earth, motion, sun, drift] = Array.from({ length: 4 }, () => new Float64Array(3));
  system.state(bodyIndex("earth"), mjd, earth!, motion!, 0);
  system.state(bodyIndex("sun"), mjd, sun!, drift!, 0);
  const place = [0, 1, 2].map((k) => earth![k]! - sun![k]! + (k === 2 ? miss : 0));
  const speed = [0, 1, 2].map((k) => motion![k]! - drift![k]! + [0.004, -0.003, 0.0005][k]!);
  return { name: "passage", epoch: mjd, state: [...place, ...speed] };
}

const isis: Orbit = {
  name: "42 Isis",
  epoch: 57914,
  state: [
    1.964475957465263, 0.1988552574051933, -0.2311659011230044, 0.001062848008089317,
    0.01213473568501525, 0.005306982813329122,
  ],
};

describe("the footprint index", () => {
  it.each([
    ["a main-belt asteroid", () => isis],
    ["a passage at five lunar distances", () => passage(58000, 0.0128)],
    ["a passage at a tenth of a lunar distance", () => passage(58000, 0.00026)],
  ])("leaves out nothing that is hit: %s", (_name, orbitOf) => {
    const [from, to] = [57990, 58010];
    const path = propagate(orbitOf(), system, { from, to });
    const coarse = TargetPath.of(path, system, from, to);
    const trail = new Trail(lookAlong(path, system));
    const rows = scattered(8000, from, to - from);
    const index = new FootprintIndex().extended(rows);
    const site = observer("F51");
    const seen = (row: Footprint) => {
      const times = Array.from(
        { length: 9 },
        (_, i) => row.start + ((row.stop - row.start) * i) / 8,
      );
      return times
        .filter((time) => time <= to)
        .some((time) => angle(trail.at(site, time), row.centre as Vector) <= row.radius);
    };
    const hit = rows.filter(seen).map(({ id }) => id);
    const candidates = new Set(index.moving(coarse, 0));
    expect(hit.length).toBeGreaterThan(0);
    expect(hit.filter((id) => !candidates.has(id))).toEqual([]);
    expect(candidates.size).toBeLessThan(rows.length / 2);
  });

  it("finds fixed places, with a window of time and of sources", () => {
    const rows = scattered(5000, 57000, 1000);
    const index = new FootprintIndex().extended(rows);
    const centre = vectorOf(200, 30);
    const window = { from: 57200, to: 57600, sources: new Set([1]) };
    const expected = rows
      .filter((row) => angle(centre, row.centre as Vector) <= row.radius + 20 * DEGREE)
      .filter((row) => row.start <= 57600 && row.stop >= 57200 && row.source === 1)
      .map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(0);
    expect([...index.fixed(centre, 20 * DEGREE, window)]).toEqual(expected);
    expect(index.fixed(centre, 4).length).toBe(rows.length);
  });

  describe("with a grid of the sky", () => {
    // Many small fields, and a few that are too large for its cells.
    const rows = scattered(20_000, 57000, 1000).map((row) =>
      row.id % 500 === 0 ? row : { ...row, radius: row.radius / 2 },
    );
    const index = new FootprintIndex().extended(rows);
    const grown = new FootprintIndex().extended(rows.slice(0, 17_000)).extended(rows.slice(17_000));
    const whole = readSnapshot(Buffer.concat([...snapshotParts(index, {})])).index;
    const near = (centre: Vector, radius: number) =>
      rows.filter((row) => angle(centre, row.centre as Vector) <= row.radius + radius + 1e-6);

    const place = fc
      .tuple(
        fc.oneof(
          fc.constantFrom(0, 1e-9, 180, 359.999999999, 360),
          fc.double({ min: 0, max: 360 }),
        ),
        fc.oneof(fc.constantFrom(-90, -89.9, 0, 89.9999, 90), fc.double({ min: -90, max: 90 })),
      )
      .filter((pair) => pair.every(Number.isFinite));
    const size = fc.oneof(
      fc.constantFrom(0, 1e-9, 90),
      fc.double({ min: 0, max: 25, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );

    it("finds what a look at each row finds, at the poles and at 0 h too", () => {
      fc.assert(
        fc.property(place, size, ([ra, dec], degrees) => {
          const [centre, radius] = [vectorOf(ra, dec), degrees * DEGREE];
          const found = index.fixed(centre, radius);
          expect(grown.fixed(centre, radius)).toEqual(found);
          expect(whole.fixed(centre, radius)).toEqual(found);
          const wider = new Set(near(centre, radius).map(({ id }) => id));
          expect([...found].every((id) => wider.has(id))).toBe(true);
          const held = new Set(found);
          const surely = near(centre, radius - 2e-6).filter(({ id }) => !held.has(id));
          expect(surely).toEqual([]);
        }),
        { numRuns: Math.min(runs, 500) },
      );
    });

    it("takes no more memory than it may", () => {
      expect(index.segments.some(({ listEnd }) => listEnd.length > 0)).toBe(true);
      expect(index.bytes / index.rows).toBeLessThanOrEqual(48);
    });
  });

  it("is the same however its rows came", () => {
    const rows = scattered(3000, 57000, 300);
    const whole = new FootprintIndex().extended(rows);
    let grown = new FootprintIndex();
    for (let at = 0; at < rows.length; at += 100) grown = grown.extended(rows.slice(at, at + 100));
    expect(grown.rows).toBe(whole.rows);
    expect(grown.segments.length).toBeLessThan(8);
    const path = propagate(isis, system, { from: 57000, to: 57300 });
    const coarse = TargetPath.of(path, system, 57000, 57300);
    expect([...grown.moving(coarse, 5 * DEGREE)]).toEqual([...whole.moving(coarse, 5 * DEGREE)]);
  });

  it("holds nothing at first", () => {
    const index = new FootprintIndex().extended([]);
    expect([index.rows, index.bytes, index.fixed([1, 0, 0], 4).length]).toEqual([0, 0, 0]);
  });
});

describe("a bound on a path", () => {
  it("of a single moment leaves out nothing", () => {
    const mjd = 58530.25;
    const path = propagate(isis, system, { from: mjd, to: mjd });
    const coarse = TargetPath.of(path, system, mjd, mjd);
    const [x, y, z] = new Trail(lookAlong(path, system)).at(observer("F51"), mjd);
    expect(coarse.near(mjd, mjd, x, y, z, 0)).toBe(true);
    expect(coarse.near(mjd + 1, mjd + 2, x, y, z, 3)).toBe(false);
    expect(coarse.near(mjd - 1, mjd + 1, -x, -y, -z, 0.1)).toBe(false);
  });
});

describe("a trail", () => {
  it("of weeks is followed round its bends", () => {
    // Three months around a stationary point: the chord from end to end misses most of the path.
    const [from, to] = [58420, 58640];
    const path = propagate(isis, system, { from, to });
    const trail = new Trail(lookAlong(path, system));
    const site = observer("500");
    const [x, y, z] = trail.at(site, 58530);
    const ra = Math.atan2(y, x) / DEGREE;
    const dec = Math.asin(z) / DEGREE;
    const field = new SkyPolygon([
      [ra - 0.01, dec - 0.01],
      [ra + 0.01, dec - 0.01],
      [ra + 0.01, dec + 0.01],
      [ra - 0.01, dec + 0.01],
    ]);
    expect(field.meetsArc(trail.at(site, from), trail.at(site, to))).toBe(false);
    expect(trail.meets(site, from, to, field, 0)).toBe(true);
    expect(trail.meets(site, from, 58440, field, 0)).toBe(false);
  });
});

describe("a snapshot", () => {
  const index = new FootprintIndex().extended(scattered(500, 57000, 10));
  const bytes = Buffer.concat([...snapshotParts(index, { revision: 7 })]);

  it("gives back what it was made of", () => {
    const read = readSnapshot<{ revision: number }>(bytes);
    expect(read.note).toEqual({ revision: 7 });
    expect(read.index.rows).toBe(500);
    const centre = vectorOf(10, 10);
    expect(read.index.fixed(centre, 0.5)).toEqual(index.fixed(centre, 0.5));
  });

  it("is refused when it was cut or changed anywhere", () => {
    const damage = fc.oneof(
      fc.nat(bytes.length - 1).map((length) => bytes.subarray(0, length)),
      fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
        const copy = Buffer.from(bytes);
        copy[at]! ^= change;
        return copy;
      }),
      fc.constant(Buffer.concat([bytes, Buffer.alloc(8)])),
    );
    fc.assert(
      fc.property(damage, (damaged) => {
        expect(() => readSnapshot(damaged)).toThrow(/snapshot is damaged/);
      }),
      { numRuns: runs },
    );
  });
});
