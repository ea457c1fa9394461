import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../src/engines/database/index.ts";
import { openStore } from "../src/engines/store/index.ts";
import { type Scratch, testDatabases } from "../src/engines/testing/databases.ts";
import { SurveyCatalog } from "../src/survey/catalog.ts";
import {
  type FileRecord,
  openSurvey,
  type Survey,
  type SurveyTables,
  surveyMigrations,
} from "../src/survey/index.ts";
import { RowKeeper, type Standing } from "../src/survey/row-keeper.ts";

const COUNT = 5000;
const [one, two] = ["skymapper_dr4", "ps1dr2"];

async function* records(from: number, count: number): AsyncGenerator<FileRecord> {
  for (let i = from; i < from + count; i++) {
    const start = 57_000.123456789 + ((i * 37) % 100);
    const values = {
      product_id: `${i} ü`,
      mjd_start: start,
      mjd_stop: start + 0.1,
      // As a user writes it, not as numbers are written here.
      fov: `${i / 100}:1.50,${i / 100 + 1}:1.5, ${i / 100 + 1}:+2.5`,
      filter: i % 3 === 0 ? "" : "r",
      exposure: i % 2 === 0 ? 30 : "",
      maglimit: 20 + 1 / (i + 3),
      ...(i % 5 === 0 && { "skymapper:field_id": i, "skymapper:image_type": 'a "b"' }),
    };
    yield { line: i, values };
  }
}

describe("observations in memory", () => {
  let scratch: Scratch;
  let database: Database<SurveyTables>;
  let folder: string;
  let survey: Survey;
  let catalog: SurveyCatalog;
  let keeper: RowKeeper;
  /** Ids requested from the database since. */
  let asked: number[] = [];

  beforeAll(async () => {
    scratch = await testDatabases[0]!.create();
    database = await scratch.open(surveyMigrations);
    catalog = new SurveyCatalog(database.db);
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    const store = await openStore({ url: `file:${folder}`, secret: "0".repeat(64) });
    survey = openSurvey({ db: database.db, store });
    await survey.import(one, records(0, COUNT));
    await survey.import(two, records(0, 1));
  }, 60_000);

  afterAll(async () => {
    await database?.close();
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    keeper = keeperOf(2 ** 30);
  });

  function keeperOf(limit: number): RowKeeper {
    const listening = {
      lines: (from: number, upTo: number) => catalog.lines(from, upTo),
      observations: (ids: readonly number[]) => {
        asked.push(...ids);
        return catalog.observations(ids);
      },
    };
    return new RowKeeper(listening, limit);
  }

  async function standing(): Promise<Standing> {
    const { rows } = await database.bossAdapter.executeSql(
      "select identity, revision::integer, last_id from survey_state",
    );
    const [{ identity, revision, last_id: lastId }] = rows as [
      { identity: string; revision: number; last_id: number },
    ];
    return { identity, revision, lastId };
  }

  async function read(ids: readonly number[]) {
    const held = await keeper.rows(ids, await standing());
    for (const { row, field } of held) expect(field.corners.length, row.fov).toBe(3);
    return held.map(({ row }) => row).sort((a, b) => a.id - b.id);
  }

  const truth = async (ids: readonly number[]) =>
    (await catalog.observations(ids)).sort((a, b) => a.id - b.id);

  const some = [1, 2, 3, 77, 4095, 4096, 4097, COUNT, COUNT + 1, COUNT + 2, 10 * COUNT];

  it("are what the database says, before they are there and after", async () => {
    const expected = await truth(some);
    expect(expected).toHaveLength(some.length - 2);
    expect(await read(some)).toEqual(expected);
    await keeper.settled();
    asked = [];
    expect(await read(some)).toEqual(expected);
    // The database is asked for those not held, in case they were added since.
    expect(asked).toEqual([COUNT + 2, 10 * COUNT]);
  });

  it("are followed by what is added", async () => {
    await read([1]);
    await keeper.settled();
    await survey.import(two, records(1, 2));
    const ids = [1, COUNT + 2, COUNT + 3];
    const expected = await truth(ids);
    expect(expected).toHaveLength(3);
    expect(await read(ids)).toEqual(expected);
    await keeper.settled();
    asked = [];
    expect(await read(ids)).toEqual(expected);
    expect(asked).toEqual([]);
  });

  it("are as many as there is room for, the newest first; none without room", async () => {
    const newest = (await standing()).lastId;
    for (const [limit, ids] of [
      [1, [1]],
      [0, [1, newest]],
    ] as const) {
      keeper = keeperOf(limit);
      await read([1]);
      await keeper.settled();
      asked = [];
      expect(await read([1, newest])).toEqual(await truth([1, newest]));
      expect(asked).toEqual(ids);
    }
  });

  it("are forgotten with their source", async () => {
    await read([1]);
    await keeper.settled();
    const ids = [1, COUNT + 1];
    expect(await read(ids)).toHaveLength(2);
    await catalog.remove(two);
    expect((await read(ids)).map(({ id }) => id)).toEqual([1]);
    await keeper.settled();
    expect((await read(ids)).map(({ id }) => id)).toEqual([1]);
  });
});
