import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../src/engines/database/index.ts";
import { openPool, type Pool } from "../src/engines/pool/index.ts";
import { openStore } from "../src/engines/store/index.ts";
import { type Scratch, testDatabases } from "../src/engines/testing/databases.ts";
import {
  openRecords,
  openSurvey,
  type Survey,
  type SurveyTables,
  surveyMigrations,
} from "../src/survey/index.ts";

const DAY = 59_000;
const child = fileURLToPath(new URL("./survey/import-child.ts", import.meta.url));

/** A CSV file of these rows; some of them are not observations. */
function* lines(rows: Iterable<number>): Generator<string> {
  yield "product_id,mjd_start,mjd_stop,fov,note\n";
  for (const i of rows) {
    const stop = i % 1000 === 7 ? "never" : DAY + i / 1000 + 0.0001;
    yield `p${i},${DAY + i / 1000},${stop},"${i % 360}:0,${(i % 360) + 1}:0,${i % 360}:1","a note\nof two lines"\n`;
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const rejectedOf = (rows: readonly number[]) => rows.filter((i) => i % 1000 === 7);
const soundOf = (rows: readonly number[]) => rows.filter((i) => i % 1000 !== 7);

describe.each(testDatabases)("imports of files into $name", ({ create }) => {
  let folder: string;
  let scratch: Scratch;
  let database: Database<SurveyTables> | undefined;
  let pool: Pool;
  let survey: Survey;

  const open = async (db: Database<SurveyTables>) => {
    const store = await openStore({ url: `file:${folder}/store`, secret: "0".repeat(64) });
    return openSurvey({ db: db.db, store, pool });
  };
  const write = async (rows: Iterable<number>, file = "rows.csv") => {
    const path = join(folder, file);
    await pipeline(Readable.from(lines(rows)), createWriteStream(path));
    return path;
  };
  const take = async (path: string, into = survey) =>
    await into.import("loneos", (await openRecords(path)).records);

  const begin = async () => {
    database = await scratch.open(surveyMigrations);
    survey = await open(database);
  };

  /** Checks that all these rows are held, each once, and that all statistics agree. */
  const expectHeld = async (rows: readonly number[], db = database!.db) => {
    const { rows: held } = await sql<{ product_id: string }>`
      select product_id from survey_observations order by id`.execute(db);
    expect(held).toHaveLength(rows.length);
    expect(new Set(held.map((row) => row.product_id))).toEqual(new Set(rows.map((i) => `p${i}`)));
    const { rows: told } = await sql`
      select count, nights, first, last from survey_sources where name = 'loneos'`.execute(db);
    const { rows: counted } = await sql`
      select count(*), count(distinct floor(mjd_start - 0.31 - 0.5))::integer as nights,
        min(mjd_start) as first, max(mjd_stop) as last from survey_observations`.execute(db);
    expect(told).toEqual(counted);
    const { rows: additions } = await sql`
      select revision, count, first_id, last_id from survey_additions order by revision`.execute(
      db,
    );
    const { rows: added } = await sql`
      select revision, count(*)::integer as count, min(id) as first_id, max(id) as last_id
      from survey_observations group by revision order by revision`.execute(db);
    expect(additions).toEqual(added);
    const { rows: nights } = await sql`
      select night, count from survey_nights order by night`.execute(db);
    const { rows: counts } = await sql`
      select floor(mjd_start - 0.31 - 0.5)::integer as night, count(*)::integer as count
      from survey_observations group by night order by night`.execute(db);
    expect(nights).toEqual(counts);
    const { rows: state } = await sql`select revision, last_id from survey_state`.execute(db);
    expect(state).toEqual([
      { revision: added.length, last_id: (added.at(-1) as { last_id: number }).last_id },
    ]);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    scratch = await create();
    pool = openPool({ threads: 1 });
  });

  afterEach(async () => {
    await pool?.close();
    await database?.close();
    database = undefined;
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it("add each row once, whatever is held, and tell of each that is refused", async () => {
    await begin();
    const rows = range(0, 15_000);
    const report = await take(await write(rows));
    const { length: rejected } = rejectedOf(rows);
    expect(report).toMatchObject({ read: 15_000, added: 15_000 - rejected, held: 0, rejected });
    expect(report.rejections.map(({ line, code }) => [line, code])).toEqual(
      // A header, and two lines for each row.
      rejectedOf(rows).map((i) => [2 + 2 * i, "BAD_TIME"]),
    );
    await expectHeld(soundOf(rows));

    // New ones first, so that more of them are expected; then some that are already held, and some that occur twice.
    const mixed = [...range(15_000, 45_000), ...range(14_000, 16_000), ...range(45_000, 50_000)];
    mixed.push(...range(49_000, 50_000));
    const again = await take(await write(mixed));
    const added = soundOf(range(15_000, 50_000)).length;
    expect(again).toMatchObject({ read: mixed.length, added });
    expect(again.held + again.added + again.rejected).toBe(mixed.length);
    await expectHeld(soundOf(range(0, 50_000)));
    const third = await take(await write(mixed));
    expect(third).toMatchObject({ added: 0, held: mixed.length - again.rejected });
    await expectHeld(soundOf(range(0, 50_000)));
  });

  it("of the same rows at once add each once", async () => {
    await begin();
    const path = await write(range(0, 25_000));
    const backwards = await write(range(0, 25_000).reverse(), "backwards.csv");
    const others = scratch.url === undefined ? [] : [await scratch.open(surveyMigrations)];
    const beside = others[0] ? await open(others[0]) : survey;
    const reports = await Promise.all([take(path), take(path, beside), take(backwards, beside)]);
    for (const other of others) await other.close();
    const sound = soundOf(range(0, 25_000));
    expect(reports.reduce((sum, { added }) => sum + added, 0)).toBe(sound.length);
    for (const { added, held } of reports) expect(added + held).toBe(sound.length);
    await expectHeld(sound);
  });

  it("that are ended keep what was written, and go on from there", async () => {
    await begin();
    const path = await write(range(0, 60_000));
    const stop = new AbortController();
    const { records } = await openRecords(path);
    const stopped = survey.import("loneos", records, {
      signal: stop.signal,
      progress: () => stop.abort(new Error("enough")),
    });
    await expect(stopped).rejects.toThrow("enough");
    const { rows } = await sql<{ count: number }>`
      select count from survey_sources where name = 'loneos'`.execute(database!.db);
    const kept = rows[0]!.count;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(soundOf(range(0, 60_000)).length);
    await expectHeld(soundOf(range(0, 60_000)).slice(0, kept));
    const report = await take(path);
    expect(report).toMatchObject({ held: kept, added: 59_940 - kept });
    await expectHeld(soundOf(range(0, 60_000)));
  });

  it("that are killed leave whole batches, and go on from there", {
    timeout: 240_000,
  }, async () => {
    const rows = range(0, 80_000);
    const path = await write(rows);
    const where = scratch.url ?? join(folder, "database");
    const importing = spawn(process.execPath, [child, where, path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: importing.stdout })) {
      if (Number(line) > 10_000) break;
    }
    importing.kill("SIGKILL");
    await once(importing, "exit");
    const after = await openDatabase<SurveyTables>({
      ...(scratch.url === undefined ? { folder: where } : { url: where }),
      migrations: surveyMigrations,
    });
    try {
      const { rows: told } = await sql<{ count: number }>`
        select count from survey_sources where name = 'loneos'`.execute(after.db);
      const kept = told[0]!.count;
      expect(kept).toBeGreaterThan(9000);
      await expectHeld(soundOf(rows).slice(0, kept), after.db);
      const report = await take(path, await open(after));
      expect(report).toMatchObject({ held: kept, added: soundOf(rows).length - kept });
      await expectHeld(soundOf(rows), after.db);
    } finally {
      await after.close();
    }
  });
});
