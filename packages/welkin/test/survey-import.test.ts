import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeFits } from "@welkin/fits";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/engines/database/index.ts";
import { openStore } from "../src/engines/store/index.ts";
import { type Scratch, testDatabases } from "../src/engines/testing/databases.ts";
import { SurveyCatalog } from "../src/survey/catalog.ts";
import {
  type FileRecord,
  openRecords,
  openSurvey,
  type Survey,
  type SurveyTables,
  surveyMigrations,
} from "../src/survey/index.ts";

const DAY = 59_000;

/** A row with a field on the equator; names with odd characters are valid too. */
const row = (i: number): FileRecord => ({
  line: i,
  values: {
    product_id: `ä'"\\ ${i}`,
    mjd_start: DAY + i / 1000,
    exposure: 30,
    fov: `${i % 360}:0,${(i % 360) + 1}:0,${i % 360}:1`,
    seeing: i % 2 === 0 ? "" : 1.5,
    note: 'tab\t "quoted" \\N',
  },
});

async function* rows(from: number, to: number): AsyncGenerator<FileRecord> {
  for (let i = from; i < to; i++) yield row(i);
}

describe.each(testDatabases)("imports into $name", ({ create }) => {
  let scratch: Scratch;
  let database: Database<SurveyTables>;
  let catalog: SurveyCatalog;
  let folder: string;
  let survey: Survey;
  const held = async (name: string) => (await survey.sources.named([name])).get(name)!.held;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    scratch = await create();
    database = await scratch.open(surveyMigrations);
    catalog = new SurveyCatalog(database.db);
    const store = await openStore({ url: `file:${folder}/store`, secret: "0".repeat(64) });
    survey = openSurvey({ db: database.db, store });
  }, 60_000);

  afterAll(async () => {
    await database?.close();
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it("of more rows than a batch has, each once, go on where they were stopped", async () => {
    const stopped = async function* () {
      yield* rows(0, 12_000);
      throw new Error("stopped");
    };
    const read: number[] = [];
    const progress = (count: number) => read.push(count);
    await expect(survey.import("loneos", stopped(), { progress })).rejects.toThrow("stopped");
    expect(read).toEqual([10_000, 12_000]);
    const twice = async function* () {
      yield* rows(0, 15_000);
      yield* rows(14_990, 15_000);
    };
    const report = await survey.import("loneos", twice());
    expect(report).toMatchObject({ read: 15_010, added: 3000, held: 12_010, rejected: 0 });
    expect(report.sources).toEqual({ loneos: 3000 });
    expect(await held("loneos")).toMatchObject({
      count: 15_000,
      // LONEOS nights begin 0.81 days into a UTC day.
      nights: 16,
      first: DAY,
      last: DAY + 14.999 + 30 / 86_400,
    });
  });

  it("keep what rows say, to the letter", async () => {
    const [kept] = await database.db
      .selectFrom("survey_observations")
      .selectAll()
      .where("product_id", "=", `ä'"\\ 14999`)
      .execute();
    expect(kept).toMatchObject({
      source: "loneos",
      observatory: "699",
      mjd_start: DAY + 14.999,
      fov: "239:0,240:0,239:1",
      filter: null,
      exposure: 30,
      seeing: 1.5,
      fields: { note: 'tab\t "quoted" \\N' },
    });
    expect((await catalog.observations([kept!.id]))[0]).toEqual(kept);
  });

  it("give rows their ids in the order of revisions, in pages from any place", async () => {
    const { revision } = await catalog.state();
    const last = 2 ** 31 - 1;
    const whole = await catalog.fieldsSince({ revision: 0, id: last }, revision, 100_000);
    expect(whole).toHaveLength(15_000);
    const order = whole.map((field) => field.revision * 1e6 + field.id);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(whole.map(({ id }) => id)).size).toBe(15_000);
    const half = whole[7000]!;
    expect(await catalog.fieldsSince(half, revision, 10)).toEqual(whole.slice(7001, 7011));
    const first = whole[0]!.revision;
    const since = await catalog.fieldsSince({ revision: first, id: last }, revision, 100_000);
    expect(since).toEqual(whole.filter((field) => field.revision > first));
    const upTo = await catalog.fieldsSince({ revision: 0, id: last }, first, 100_000);
    expect(upTo).toEqual(whole.filter((field) => field.revision === first));
    await survey.import("loneos", rows(0, 10));
    expect((await catalog.state()).revision).toBe(revision);
  });

  it("tell what was added since a time", async () => {
    await survey.import("spacewatch", rows(100, 200));
    const since = await survey.updatesSince(new Date(Date.now() - 3600_000));
    expect(since).toEqual([
      { source: "loneos", count: 15_000, first: DAY, last: DAY + 14.999 + 30 / 86_400 },
      { source: "spacewatch", count: 100, first: DAY + 0.1, last: DAY + 0.199 + 30 / 86_400 },
    ]);
    expect(await survey.updatesSince(new Date(Date.now() + 60_000))).toEqual([]);
  });

  it("take FITS files by what their headers say", async () => {
    const frames = join(folder, "frames", "night");
    await mkdir(frames, { recursive: true });
    const sky = {
      CTYPE1: "RA---TAN",
      CTYPE2: "DEC--TAN",
      CRPIX1: 50.5,
      CRPIX2: 40.5,
      CRVAL1: 0,
      CRVAL2: 89.9,
      CDELT1: -0.01,
      CDELT2: 0.01,
    };
    const write = async (name: string, header: Record<string, string | number>) => {
      const cards = Object.entries(header).map(([keyword, value]) => ({
        keyword,
        value,
        comment: "",
      }));
      const image = { data: new Int16Array(8000), axes: [100, 80], header: cards };
      await writeFile(join(frames, name), await writeFits([image]));
    };
    const time = { "DATE-OBS": "2021-06-25T07:51:54.5", EXPTIME: 60, FILTER: "r" };
    await write("over-the-pole.fits", { ...sky, ...time, SITEID: "F51", OBJECT: "pole" });
    await write("nowhere.fits", time);
    await write("never.fit", sky);
    await writeFile(join(frames, "torn.fits"), "SIMPLE  =                    T");
    const { kind, records } = await openRecords(join(folder, "frames"));
    expect(kind).toBe("frames");
    const report = await survey.import("ps1dr2", records);
    expect(report).toMatchObject({ read: 4, added: 1, rejected: 3 });
    const refused = report.rejections.map(({ file, code }) => [file?.split("/").at(-1), code]);
    expect(refused).toEqual([
      ["never.fit", "BAD_TIME"],
      ["nowhere.fits", "BAD_FIELD"],
      ["torn.fits", "UNREADABLE"],
    ]);
    const [kept] = await database.db
      .selectFrom("survey_observations")
      .selectAll()
      .where("source", "=", "ps1dr2")
      .execute();
    expect(kept).toMatchObject({
      product_id: "over-the-pole",
      observatory: "F51",
      filter: "r",
      exposure: 60,
      fields: { object: "pole", file_name: "over-the-pole.fits" },
    });
    expect(kept!.mjd_start).toBeCloseTo(59390.32771412, 8);
    expect(kept!.mjd_stop - kept!.mjd_start).toBeCloseTo(60 / 86_400, 9);
    const corners = kept!.fov.split(",").map((corner) => corner.split(":").map(Number));
    expect(corners).toHaveLength(4);
    for (const [, dec] of corners) expect(dec).toBeGreaterThan(89);
  });
});
