import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseOrbitJson } from "@welkin/orbits";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/engines/database/index.ts";
import { openStore, type Store } from "../src/engines/store/index.ts";
import { type Scratch, testDatabases } from "../src/engines/testing/databases.ts";
import { circle, DEGREE, vectorOf } from "../src/survey/footprints/index.ts";
import { SyntheticSurvey, truths } from "../src/survey/footprints/testing/survey.ts";
import type { FileRecord } from "../src/survey/import/record.ts";
import {
  openSurvey,
  type Survey,
  type SurveyTables,
  surveyMigrations,
} from "../src/survey/index.ts";

const isis = parseOrbitJson({
  name: "42 Isis",
  epoch_mjd_tdb: 57914,
  state_helio_icrf: [
    1.964475957465263, 0.1988552574051933, -0.2311659011230044, 0.001062848008089317,
    0.01213473568501525, 0.005306982813329122,
  ],
  H: 7.53,
  G: 0.15,
});
const target = { name: "42 Isis", orbit: isis, source: "test" };

/** The asteroid's position at MJD 58484.42727639, as seen from T05: JPL-class reference of the synthetic survey. */
const [RA, DEC, MJD] = [157.43738946, 19.0449908, 58484.42727639];

async function* rows(list: readonly Record<string, unknown>[]): AsyncGenerator<FileRecord> {
  for (const [index, values] of list.entries()) yield { line: index + 2, values };
}

const box = (ra: number, dec: number, half: number) =>
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ]
    .map(([x, y]) => `${ra + x! * half}:${dec + y! * half}`)
    .join(",");

const exposure = (product_id: string, ra: number, dec: number, start = MJD, seconds = 30) => ({
  product_id,
  mjd_start: start,
  mjd_stop: start + seconds / 86400,
  fov: box(ra, dec, 0.1),
});

describe.each(testDatabases)("the survey on $name", ({ create }) => {
  let scratch: Scratch;
  let database: Database<SurveyTables>;
  let folder: string;
  let store: Store;
  let survey: Survey;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    scratch = await create();
    database = await scratch.open(surveyMigrations);
    store = await openStore({ url: `file:${folder}`, secret: "0".repeat(64) });
    survey = openSurvey({ db: database.db, store });
    await survey.sources.define({
      name: "mine",
      title: "Mine",
      observatories: ["T05"],
      nightOffset: -0.43,
      fields: [],
      derived: {},
      products: [{ pattern: "", urls: { cutout: "https://x/{product_id}?ra={ra}&dec={dec}" } }],
    });
  }, 60_000);

  afterAll(async () => {
    await database?.close();
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const found = async (padding = 0, more: object = {}) =>
    (await survey.search.moving({ target, padding, ...more })).hits.map((hit) => hit.product_id);

  it("finds nothing where nothing is", async () => {
    const { hits, searched } = await survey.search.moving({ target });
    expect([hits, searched]).toEqual([[], 0]);
  });

  it("takes rows in once, with reasons for those it refuses", async () => {
    const list = [
      exposure("on", RA, DEC),
      exposure("beside", RA + 0.3, DEC),
      exposure("far", RA + 90, DEC),
      exposure("on", RA, DEC),
      { ...exposure("upside", RA, DEC), mjd_stop: 1 },
    ];
    const report = await survey.import("mine", rows(list));
    expect(report).toMatchObject({ source: "mine", read: 5, added: 3, held: 1, rejected: 1 });
    expect(report.rejections).toEqual([
      { line: 6, code: "BAD_TIME", message: "It ends before it begins." },
    ]);
    expect(await survey.import("mine", rows(list))).toMatchObject({ added: 0, held: 4 });
  });

  it("keeps what was read of a file that breaks off", async () => {
    const broken = async function* () {
      yield* rows([exposure("whole", RA + 50, DEC - 40)]);
      throw new Error("breaks off");
    };
    await expect(survey.import("loneos", broken())).rejects.toThrow("breaks off");
    expect((await survey.sources.named(["loneos"])).get("loneos")!.held.count).toBe(1);
  });

  it("finds what the target falls in, from the row's own observatory", async () => {
    const { hits, timing, searched } = await survey.search.moving({ target });
    expect(searched).toBe(4);
    expect(hits).toHaveLength(1);
    const [hit] = hits;
    expect(hit).toMatchObject({
      source: "mine",
      source_name: "Mine",
      product_id: "on",
      observatory: "T05",
    });
    expect(hit!.mjd).toBeCloseTo(MJD + 15 / 86400, 9);
    expect(hit!.ra).toBeCloseTo(RA, 4);
    expect(hit!.vmag).toBeGreaterThan(5);
    expect(hit!.cutout_url).toBe(
      `https://x/on?ra=${Number(hit!.ra.toFixed(5))}&dec=${Number(hit!.dec.toFixed(5))}`,
    );
    expect(timing.total).toBeGreaterThanOrEqual(timing.ephemeris + timing.index + timing.exact);
    expect(await found(20)).toEqual(["on", "beside"]);
  });

  it("looks only at the times and sources that are asked for", async () => {
    expect(await found(0, { from: MJD + 1 })).toEqual([]);
    expect(await found(0, { from: MJD + 20 / 86400, to: MJD + 1 })).toEqual(["on"]);
    expect(await found(0, { to: MJD - 1 })).toEqual([]);
    expect(await found(0, { sources: ["loneos"] })).toEqual([]);
    expect(await found(0, { sources: ["loneos", "mine"] })).toEqual(["on"]);
    await expect(found(0, { sources: ["other"] })).rejects.toMatchObject({
      code: "SURVEY_SOURCE_UNKNOWN",
    });
    await expect(found(121)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(found(Number.NaN)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("sees what was added since, here and from another process's index", async () => {
    expect(await found()).toEqual(["on"]);
    await survey.import("mine", rows([exposure("later", RA, DEC, MJD + 60 / 86400)]));
    expect(await found()).toEqual(["on", "later"]);
    const other = openSurvey({ db: database.db, store });
    expect((await other.search.moving({ target })).hits).toHaveLength(2);
  });

  it("finds trails of exposures that last for days", async () => {
    const fov = box(RA, DEC, 0.01);
    const long = { product_id: "long", mjd_start: MJD - 10, mjd_stop: MJD + 10, fov };
    await survey.import("mine", rows([long]));
    expect(await found()).toEqual(["long", "on", "later"]);
    expect(await found(0, { from: MJD + 9 })).toEqual(["long"]);
  });

  it("finds what lies at a place", async () => {
    const at = async (
      radius: number,
      intersection: "ImageIntersectsArea" | "AreaContainsImage",
    ) => {
      const region = circle(vectorOf(RA, DEC), radius * DEGREE);
      const { rows } = await survey.search.fixed({ region, intersection });
      return rows.map(({ row }) => row.product_id);
    };
    expect(await at(0, "ImageIntersectsArea")).toEqual(["long", "on", "later"]);
    expect(await at(0.25, "ImageIntersectsArea")).toEqual(["long", "on", "beside", "later"]);
    expect(await at(0.05, "AreaContainsImage")).toEqual(["long"]);
  });

  it("counts what is held with each addition", async () => {
    const held = (await survey.sources.named(["mine"])).get("mine")!.held;
    expect(held).toMatchObject({ count: 5, nights: 2, first: MJD - 10, last: MJD + 10 });
    expect((await survey.sources.all()).size).toBe(14);
    const builtIn = {
      name: "loneos",
      title: "x",
      observatories: ["699"],
      nightOffset: 0,
      fields: [],
      derived: {},
      products: [],
    };
    await expect(survey.sources.define(builtIn)).rejects.toThrow(/built in/);
  });

  it("begins with a snapshot, and with the rows where that is damaged", async () => {
    const many = Array.from({ length: 300 }, (_, i) => exposure(`n${i}`, (i * 7) % 360, 0));
    await survey.import("mine", rows(many));
    const before = await found();
    const keys: string[] = [];
    for await (const { key } of store.list("survey/index/")) keys.push(key);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.length).toBeLessThan(3);
    const again = async () => {
      const fresh = openSurvey({ db: database.db, store });
      const { hits, searched } = await fresh.search.moving({ target });
      expect(searched).toBe(306);
      return hits.map(({ product_id }) => product_id);
    };
    expect(await again()).toEqual(before);
    for (const key of keys) {
      const bytes = Buffer.from(await (await store.get(key)).bytes());
      bytes[bytes.length - 5]! ^= 255;
      await store.put(key, bytes);
    }
    expect(await again()).toEqual(before);
    await store.remove(keys);
    expect(await again()).toEqual(before);
  });

  it("knows targets by every name of theirs, once their orbits are imported", async () => {
    await expect(survey.orbits.find("Isis")).rejects.toMatchObject({
      code: "SURVEY_TARGET_UNKNOWN",
      message: expect.stringContaining("--orbits"),
    });
    const path = join(folder, "orbits.json");
    const state_helio_icrf = isis.state;
    const covariance = Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? 1e-16 : 0));
    const list = [
      { name: "42 Isis", epoch_mjd_tdb: 57914, state_helio_icrf, covariance },
      { name: "65P/Gunn", epoch_mjd_tdb: 57914, state_helio_icrf, nongrav: { A1: 1e-10 } },
      { name: "(9134) Encke", epoch_mjd_tdb: 57914, state_helio_icrf },
      { name: "2P/Encke", epoch_mjd_tdb: 57914, state_helio_icrf },
      { name: "nothing" },
    ];
    await writeFile(path, JSON.stringify(list, null, 1));
    const report = await survey.importOrbits(path, "orbits.json");
    expect(report).toMatchObject({ read: 5, added: 4, rejected: 1 });
    expect(report.rejections[0]).toMatchObject({ line: 5, code: "bad-json" });
    for (const name of ["42", "Isis", "isis", "(42) Isis", "00042", "42 Isis"]) {
      const known = await survey.orbits.find(name);
      expect(known.name).toBe("42 Isis");
      expect(known.orbit.state).toEqual(isis.state);
      expect(known.orbit.covariance?.matrix).toEqual(Float64Array.from(covariance));
    }
    expect((await survey.orbits.find("65P")).orbit.nongrav?.A1).toBe(1e-10);
    expect((await survey.orbits.find("2P/Encke")).name).toBe("2P/Encke");
    await expect(survey.orbits.find("Encke")).rejects.toMatchObject({
      code: "SURVEY_TARGET_AMBIGUOUS",
      message: expect.stringContaining("may be 2P/Encke, (9134) Encke."),
    });
    await expect(survey.orbits.find("Isi")).rejects.toThrow(/Similar: 42 Isis/);
    for (const hostile of ["'; drop table survey_orbits; --", "%", "", "a\0b", "x".repeat(1e5)]) {
      await expect(survey.orbits.find(hostile)).rejects.toMatchObject({
        code: "SURVEY_TARGET_UNKNOWN",
      });
    }
    const known = await survey.orbits.find("Isis");
    const { hits } = await survey.search.moving({ target: known });
    expect(hits.find(({ product_id }) => product_id === "on")?.unc_a).toBeGreaterThan(0);
  });

  it("loses nothing when many add and search at once", async () => {
    const add = (i: number) =>
      survey.import("mine", rows([exposure(`at once ${i}`, RA, DEC, MJD + (200 + i) / 86400)]));
    const counts = Array.from({ length: 8 }, async (_, i) => {
      await add(i);
      const names = await found();
      expect(names).toContain(`at once ${i}`);
    });
    await Promise.all(counts);
    expect((await found()).filter((name) => name.startsWith("at once"))).toHaveLength(8);
  });
});

const known = truths("100k");

describe.skipIf(known.length === 0)("the whole way", () => {
  it("finds the observations of the truth through database and index", async () => {
    const { create } = testDatabases[0]!;
    const scratch = await create();
    const database: Database<SurveyTables> = await scratch.open(surveyMigrations);
    const folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    const store = await openStore({ url: `file:${folder}`, secret: "0".repeat(64) });
    const survey = openSurvey({ db: database.db, store });
    const synthetic = new SyntheticSurvey(100_000);
    const list = async function* (): AsyncGenerator<FileRecord> {
      for (let id = 0; id < synthetic.rows; id++) {
        const [mjd_start, mjd_stop] = synthetic.times(id);
        const fov = synthetic
          .corners(id)
          .map((corner) => corner.join(":"))
          .join(",");
        yield { line: id, values: { observation_id: id, mjd_start, mjd_stop, fov } };
      }
    };
    expect(await survey.import("atlas_haleakela", list())).toMatchObject({ added: 100_000 });
    for (const truth of known) {
      const moving = { name: truth.target, orbit: truth.orbit, source: "truth" };
      const search = async (padding: number) =>
        (await survey.search.moving({ target: moving, padding })).hits.map((hit) =>
          Number(hit.product_id),
        );
      expect(await search(0)).toEqual(truth.hits.map(([id]) => id));
      expect(await search(30)).toEqual(truth.padded["30arcmin"]);
    }
    await database.close();
    await scratch.drop();
    await rm(folder, { recursive: true });
  }, 120_000);
});
