import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  defaultEphemeris,
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
import { placeOf } from "../src/survey/search/hit.ts";
import { simulatedOrbits } from "../src/survey/targets/simulated.ts";
import { belt, EPOCH, mixture, passage } from "./survey/orbits.ts";

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

  /** The reference positions of all orbits, by integrating each of them. */
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
    // The same object is found again by its name.
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
      // Fields near some of the objects, so that there is something to find, and edges at which to miss it.
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
