import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  bodyIndex,
  defaultEphemeris,
  eclipticToIcrf,
  keplerianToState,
  type Orbit,
  observer,
  propagate,
  type SolarSystem,
} from "@welkin/orbits";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/engines/database/index.ts";
import { openPool, type Pool } from "../src/engines/pool/index.ts";
import { openStore, type Store } from "../src/engines/store/index.ts";
import { type Scratch, testDatabases } from "../src/engines/testing/databases.ts";
import {
  angle,
  DEGREE,
  lookAlong,
  SkyPolygon,
  Trail,
  vectorOf,
} from "../src/survey/footprints/index.ts";
import {
  openSurvey,
  type Survey,
  type SurveyTables,
  surveyMigrations,
} from "../src/survey/index.ts";
import { isCalm, wander } from "../src/survey/inverse/calm.ts";
import { drift, GM_SUN } from "../src/survey/inverse/drift.ts";
import { placeOf } from "../src/survey/search/hit.ts";
import { simulatedOrbits } from "../src/survey/targets/simulated.ts";

/** Numbers from 0 to 1 that are the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const EPOCH = 58000;

/** Orbits of every kind: the belt, what crosses the Earth's orbit and what stays within it, far ones, comets. */
function mixture(count: number): Orbit[] {
  const next = numbers(11);
  const kinds = [
    () => ({ a: 2.1 + 1.2 * next(), e: 0.3 * next(), i: 25 * next() }),
    () => ({ a: 0.8 + 1.8 * next(), e: 0.2 + 0.6 * next(), i: 30 * next() }),
    () => ({ a: 0.6 + 0.35 * next(), e: 0.4 * next(), i: 20 * next() }),
    () => ({ a: 5.2 + 35 * next(), e: 0.2 * next(), i: 20 * next() }),
    () => ({ a: 3 + 15 * next(), e: 0.6 + 0.35 * next(), i: 60 * next() }),
  ];
  return Array.from({ length: count }, (_, k) => {
    const shape = kinds[k % kinds.length]!();
    const epoch = EPOCH - 400 * (k % 3);
    const elements = { ...shape, node: 360 * next(), peri: 360 * next(), M: 360 * next() };
    const photometry = { model: "HG", H: 14 + 6 * next(), G: 0.15 } as const;
    return { name: `mix ${k}`, epoch, state: keplerianToState(elements, epoch), photometry };
  });
}

/** Orbits of the belt, from Mars to Jupiter. */
function belt(count: number, seed: number): Orbit[] {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, k) => {
    const shape = { a: 2.1 + 1.2 * next(), e: 0.25 * next() ** 2, i: 20 * next() };
    const elements = { ...shape, node: 360 * next(), peri: 360 * next(), M: 360 * next() };
    return { name: `belt ${k}`, epoch: EPOCH, state: keplerianToState(elements, EPOCH) };
  });
}

/** An orbit that passes the Earth's centre at `miss` au on the day `mjd`. */
function passage(system: SolarSystem, mjd: number, miss: number): Orbit {
  const [earth, motion, sun, rate] = Array.from({ length: 4 }, () => new Float64Array(3));
  system.state(bodyIndex("earth"), mjd, earth!, motion!, 0);
  system.state(bodyIndex("sun"), mjd, sun!, rate!, 0);
  const place = [0, 1, 2].map((k) => earth![k]! - sun![k]! + (k === 2 ? miss : 0));
  const speed = [0, 1, 2].map((k) => motion![k]! - rate![k]! + [0.004, -0.003, 0.0005][k]!);
  return { name: `passage ${mjd}`, epoch: mjd, state: [...place, ...speed] };
}

describe("a drift along a conic", () => {
  it("is reversible, keeps energy, and closes after a period", () => {
    const next = numbers(5);
    for (let k = 0; k < 300; k++) {
      const a = 0.5 + 30 * next();
      const e = 0.98 * next();
      const elements = {
        a,
        e,
        i: 90 * next(),
        node: 360 * next(),
        peri: 360 * next(),
        M: 360 * next(),
      };
      const state = eclipticToIcrf(keplerianToState(elements, EPOCH));
      const s = Float64Array.from(state);
      const days = 400 * (next() - 0.5);
      drift(s, days);
      const energy = (v: ArrayLike<number>) =>
        (v[3]! ** 2 + v[4]! ** 2 + v[5]! ** 2) / 2 - GM_SUN / Math.hypot(v[0]!, v[1]!, v[2]!);
      expect(energy(s) / energy(state)).toBeCloseTo(1, 9);
      drift(s, -days);
      for (const i of [0, 1, 2]) expect(Math.abs(s[i]! - state[i]!)).toBeLessThan(1e-9 * a);
      drift(s, 2 * Math.PI * Math.sqrt(a ** 3 / GM_SUN));
      for (const i of [0, 1, 2]) expect(Math.abs(s[i]! - state[i]!)).toBeLessThan(1e-6 * a);
    }
  });

  it("goes on where an orbit is open, and says nothing where it is none", () => {
    const open = Float64Array.from([1, 0, 0, 0, 0.03, 0]);
    drift(open, 100);
    expect(Math.hypot(open[0]!, open[1]!)).toBeGreaterThan(2);
    const nothing = new Float64Array(6);
    drift(nothing, 10);
    expect(nothing[0]).toBeNaN();
  });
});

describe("orbits between Mars and Jupiter", () => {
  it("wander from their ellipses no further than is reckoned with", async () => {
    const system = await defaultEphemeris();
    const [sun, rate, there] = [new Float64Array(3), new Float64Array(3), new Float64Array(6)];
    let most = 0;
    const calm = belt(120, 3).filter(({ state }) => isCalm(state));
    expect(calm.length).toBeGreaterThan(80);
    for (const orbit of calm) {
      const path = propagate(orbit, system, { from: EPOCH - 4400, to: EPOCH });
      for (const years of [0.5, 1, 2, 4, 7, 12]) {
        const mjd = EPOCH - years * 365.25;
        path.at(mjd, there);
        system.state(0, mjd, sun, rate, 0);
        const s = Float64Array.from(orbit.state);
        drift(s, mjd - EPOCH);
        const off = Math.hypot(...[0, 1, 2].map((k) => s[k]! - there[k]! + sun[k]!));
        most = Math.max(most, off / wander(orbit.state, years));
      }
    }
    // Twice as far as any was seen to go, and no more than it takes.
    expect(most).toBeLessThan(0.75);
    expect(most).toBeGreaterThan(0.25);
  }, 60_000);

  it("are calm; those that come near either, or leave, are not", () => {
    const at = (a: number, e: number) =>
      isCalm(keplerianToState({ a, e, i: 5, node: 10, peri: 20, M: 30 }, EPOCH));
    expect([at(2.7, 0.1), at(3.2, 0.2), at(2.2, 0.2)]).toEqual([true, true, true]);
    expect([at(1.2, 0.1), at(2.2, 0.3), at(3.3, 0.3), at(5.2, 0.1), at(40, 0.1)]).not.toContain(
      true,
    );
    expect(isCalm([1, 0, 0, 0, 0.03, 0])).toBe(false);
    expect(isCalm(new Array(6).fill(Number.NaN))).toBe(false);
  });
});

describe("what is in a field", () => {
  let scratch: Scratch;
  let database: Database<SurveyTables>;
  let folder: string;
  let store: Store;
  let survey: Survey;
  let system: SolarSystem;
  let pool: Pool;

  beforeAll(async () => {
    system = await defaultEphemeris();
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    scratch = await testDatabases[0]!.create();
    database = await scratch.open(surveyMigrations);
    store = await openStore({ url: `file:${folder}`, secret: "0".repeat(64) });
    pool = openPool({ threads: 1 });
    survey = openSurvey({ db: database.db, store });
  }, 60_000);

  afterAll(async () => {
    await pool?.close();
    await database?.close();
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const site = observer("F51");

  /** Where all orbits are from one time to another, by integrating each: the truth. */
  function everywhere(orbits: readonly Orbit[], from: number, to: number) {
    return orbits.map((orbit) => {
      const path = propagate(orbit, system, { from, to });
      return { name: orbit.name, trail: new Trail(lookAlong(path, system)) };
    });
  }

  it("is shown on made-up orbits while none are imported, and says so", async () => {
    const mjd = 57450.3;
    const first = simulatedOrbits()
      .slice(0, 150)
      .map(({ orbit }) => orbit);
    const truth = everywhere(first, mjd, mjd);
    const { ra, dec } = placeOf(truth[0]!.trail.at(site, mjd));
    const answer = await survey.inverse.inField({
      field: { ra, dec, radius: 300 },
      mjdStart: mjd,
      mjdStop: mjd + 0.001,
      observatory: "F51",
    });
    expect(answer.catalogue).toMatchObject({ count: 5000, simulated: true });
    expect(answer.notes[0]).toMatchObject({ code: "SIMULATED" });
    expect(answer.objects.every(({ name }) => name.startsWith("SIM "))).toBe(true);
    const there = truth
      .filter(({ trail }) => angle(trail.at(site, mjd), vectorOf(ra, dec)) < 5 * DEGREE)
      .map(({ name }) => name)
      .sort();
    const numbered = new Set(first.map(({ name }) => name));
    const told = answer.objects.map(({ name }) => name).filter((name) => numbered.has(name));
    expect(told.sort()).toEqual(there);
    expect(answer.candidates).toBeLessThan(answer.objects.length * 1.5 + 20);
    // The same is found again by its name.
    expect(await survey.targets.resolve(answer.objects[0]!.name)).toMatchObject({
      source: "the simulated sample",
      notes: [{ code: "SIMULATED" }],
    });
  });

  const import_ = async (orbits: readonly Orbit[]) => {
    const path = join(folder, "orbits.json");
    const rows = orbits.map(({ name, epoch, state, photometry }) => {
      const { H, G } = (photometry ?? {}) as { H?: number; G?: number };
      return { name, epoch_mjd_tdb: epoch, state_helio_icrf: state, H, G };
    });
    await writeFile(path, JSON.stringify(rows, null, 1));
    const report = await survey.importOrbits(path, "orbits.json");
    expect(report.added).toBe(orbits.length);
  };

  it("is what every orbit, integrated, says: near the epoch, years away, with passages of the Earth", async () => {
    const orbits = [
      ...mixture(150),
      passage(system, 58100, 0.002),
      passage(system, 58180, 0.05),
      passage(system, 59000, 0.01),
    ];
    await import_(orbits);
    let found = 0;
    const times = [58003.2, 58099.9, 59007.7, 60500.1, 55100.6];
    const truth = everywhere(orbits, Math.min(...times), Math.max(...times));
    for (const mjd of times) {
      // Fields about where some of them are, so that there is something to find and edges to miss it at.
      for (const k of [1, 77, 150, 152]) {
        const { ra, dec } = placeOf(truth[k]!.trail.at(site, mjd));
        const corner = (x: number, y: number): [number, number] => [
          ra + x / Math.cos(dec * DEGREE),
          Math.max(-89, Math.min(89, dec + y)),
        ];
        const polygon = [corner(-9, -5), corner(6, -7), corner(8, 4), corner(-0.01, 6)];
        const field = new SkyPolygon(polygon);
        const answer = await survey.inverse.inField({
          field: { polygon },
          mjdStart: mjd,
          mjdStop: mjd + 0.01,
          observatory: "F51",
        });
        const there = truth.filter(({ trail }) => trail.meets(site, mjd, mjd + 0.01, field, 0));
        expect(answer.catalogue).toMatchObject({ count: 153, simulated: false });
        expect([mjd, k, answer.objects.map(({ name }) => name).sort()]).toEqual([
          mjd,
          k,
          there.map(({ name }) => name).sort(),
        ]);
        found += there.length;
        for (const object of answer.objects) {
          const { trail } = truth.find(({ name }) => name === object.name)!;
          const place = placeOf(trail.at(site, mjd + 0.005));
          expect(object.ra).toBeCloseTo(place.ra, 7);
          expect(object.dec).toBeCloseTo(place.dec, 7);
        }
      }
    }
    expect(found).toBeGreaterThan(30);
  }, 120_000);

  it("is told brightest first, to a limit, by threads as well", async () => {
    const mjd = 58003.2;
    const field = { ra: 180, dec: 0, radius: 1800 };
    const question = { field, mjdStart: mjd, mjdStop: mjd, observatory: "500" };
    const all = await survey.inverse.inField(question);
    const bright = all.objects.map(({ vmag }) => vmag ?? 99);
    expect(bright).toEqual(bright.toSorted((a, b) => a - b));
    const maglimit = bright[Math.floor(bright.length / 2)]!;
    const some = await survey.inverse.inField({ ...question, maglimit });
    const kept = all.objects.filter(({ vmag }) => vmag === null || vmag <= maglimit);
    expect(some.objects.map(({ name }) => name)).toEqual(kept.map(({ name }) => name));
    const few = await survey.inverse.inField({ ...question, limit: 3 });
    expect(few.objects).toEqual(all.objects.slice(0, 3));
    expect(few.notes.map(({ code }) => code)).toEqual(["TRUNCATED"]);
    const threaded = openSurvey({ db: database.db, store, pool });
    const stages: string[] = [];
    const answer = await threaded.inverse.inField({
      ...question,
      progress: ({ stage }) => stages.push(stage),
    });
    expect(answer.objects).toEqual(all.objects);
    expect([...new Set(stages)]).toEqual(["orbits", "scan", "exact"]);
  });

  it("may be asked of an observation, with padding", async () => {
    const mjd = 58003.2;
    const path = propagate(mixture(1)[0]!, system, { from: mjd, to: mjd });
    const { ra, dec } = placeOf(lookAlong(path, system)(site, mjd));
    const fov = `${ra + 0.1}:${dec - 0.1},${ra + 0.3}:${dec - 0.1},${ra + 0.3}:${dec + 0.1},${ra + 0.1}:${dec + 0.1}`;
    const row = { product_id: "one", mjd_start: mjd, mjd_stop: mjd, fov, observatory: "F51" };
    await survey.import(
      "ps1dr2",
      (async function* () {
        yield { line: 1, values: row };
      })(),
    );
    const id = 1;
    const bare = await survey.inverse.inObservation(id);
    expect(bare.observation.product_id).toBe("one");
    expect(bare.objects).toEqual([]);
    const padded = await survey.inverse.inObservation(id, { padding: 8 });
    expect(padded.objects.map(({ name }) => name)).toEqual(["mix 0"]);
    await expect(survey.inverse.inObservation(99)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("sees orbits that were added since, and those that replaced others", async () => {
    const mjd = 58003.2;
    const question = {
      field: { ra: 10, dec: 10, radius: 1 },
      mjdStart: mjd,
      mjdStop: mjd,
      observatory: "500",
    };
    expect((await survey.inverse.inField(question)).searched).toBe(153);
    await import_([{ ...mixture(2)[1]!, name: "one more" }]);
    expect((await survey.inverse.inField(question)).searched).toBe(154);
  });

  it("is the same years from all epochs, where few are looked at twice; and after a restart", async () => {
    const orbits = belt(300, 7);
    await import_(orbits);
    const mjd = EPOCH - 4000.3;
    const truth = everywhere(orbits, mjd, mjd);
    const restarted = openSurvey({ db: database.db, store });
    let found = 0;
    for (const k of [0, 50, 100, 150]) {
      const { ra, dec } = placeOf(truth[k]!.trail.at(site, mjd));
      const question = {
        field: { ra, dec, radius: 240 },
        ...{ mjdStart: mjd, mjdStop: mjd, observatory: "F51" },
      };
      const answer = await survey.inverse.inField(question);
      const names = answer.objects
        .map(({ name }) => name)
        .filter((name) => name.startsWith("belt"));
      const there = truth.filter(
        ({ trail }) => angle(trail.at(site, mjd), vectorOf(ra, dec)) < 4 * DEGREE,
      );
      expect(names.sort()).toEqual(there.map(({ name }) => name).sort());
      expect(answer.candidates).toBeLessThan(answer.objects.length + 10);
      const { objects } = await restarted.inverse.inField(question);
      expect(objects).toEqual(answer.objects);
      found += names.length;
    }
    expect(found).toBeGreaterThan(5);
  }, 120_000);

  const wrong: [string, object, string][] = [
    ["a time outside the ephemeris", { mjdStart: 1e5, mjdStop: 1e5 }, "outside-span"],
    ["a stop before the start", { mjdStop: 58000 }, "BAD_REQUEST"],
    ["an exposure of weeks", { mjdStop: 58050 }, "BAD_REQUEST"],
    ["no time", { mjdStart: Number.NaN }, "BAD_REQUEST"],
    ["an unknown observatory", { observatory: "!!!" }, "unknown-observatory"],
    ["a place nowhere", { field: { ra: 1, dec: 100, radius: 1 } }, "BAD_REQUEST"],
    ["a circle of half the sky", { field: { ra: 1, dec: 1, radius: 5000 } }, "BAD_REQUEST"],
    [
      "two corners",
      {
        field: {
          polygon: [
            [1, 1],
            [2, 2],
          ],
        },
      },
      "FIELD_TOO_FEW_CORNERS",
    ],
    [
      "edges that cross",
      {
        field: {
          polygon: [
            [0, 0],
            [1, 1],
            [1, 0],
            [0, 1],
          ],
        },
      },
      "FIELD_CROSSES_ITSELF",
    ],
    ["a padding of degrees", { padding: 500 }, "BAD_REQUEST"],
  ];

  it.each(wrong)("refuses %s", async (_name, change, code) => {
    const question = {
      field: { ra: 1, dec: 1, radius: 1 },
      mjdStart: 58003.2,
      mjdStop: 58003.3,
      observatory: "500",
      ...change,
    };
    await expect(survey.inverse.inField(question)).rejects.toMatchObject({ code });
  });

  it("stops when nobody wants to know any more", async () => {
    const reason = new Error("enough");
    const question = {
      field: { ra: 1, dec: 1, radius: 1800 },
      mjdStart: 62003.2,
      mjdStop: 62003.3,
      observatory: "500",
      signal: AbortSignal.abort(reason),
    };
    await expect(survey.inverse.inField(question)).rejects.toBe(reason);
  });
});
