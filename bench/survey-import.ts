/**
 * How fast observations are imported: a CSV file of the synthetic survey into an empty database, and again, when all
 * of them are already held. Bars, in elapsed time, everything included (reading, checking fields, statistics,
 * revisions): 50 000 rows a second into the embedded database, 100 000 into PostgreSQL on the same machine. CPU time
 * is reported too: on a shared machine elapsed time says little.
 */
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openDatabase } from "../packages/welkin/src/engines/database/index.ts";
import { openPool } from "../packages/welkin/src/engines/pool/index.ts";
import { openStore } from "../packages/welkin/src/engines/store/index.ts";
import { SyntheticSurvey } from "../packages/welkin/src/survey/footprints/testing/survey.ts";
import {
  openRecords,
  openSurvey,
  type SurveyTables,
  surveyMigrations,
} from "../packages/welkin/src/survey/index.ts";
import { cpuTime, judge, type Verdict, wallTime } from "./measure.ts";
import { hasPostgres, startPostgres } from "./postgres.ts";

const ROWS = Number(process.env["WELKIN_BENCH_ROWS"] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), "welkin-bench-"));
const file = join(folder, "survey.csv");

function* lines(): Generator<string> {
  const survey = new SyntheticSurvey(ROWS);
  yield "observation_id,mjd_start,mjd_stop,fov\n";
  for (let row = 0; row < ROWS; row++) {
    const corners = survey.corners(row).map(([ra, dec]) => `${ra.toFixed(6)}:${dec.toFixed(6)}`);
    yield `${row},${survey.times(row).join(",")},"${corners.join(",")}"\n`;
  }
}

/** Rows per second of elapsed time of an import into an empty database. */
async function measure(
  where: { readonly folder: string } | { readonly url: string },
  serverTime: () => number,
): Promise<number> {
  const database = await openDatabase<SurveyTables>({ ...where, migrations: surveyMigrations });
  const store = await openStore({ url: `file:${folder}/store`, secret: "0".repeat(64) });
  const pool = openPool();
  const survey = openSurvey({ db: database.db, store, pool });
  const take = async (name: string) => {
    const before = serverTime();
    let cpu = 0;
    const clock = await wallTime(async () => {
      cpu = await cpuTime(async () => {
        const { records } = await openRecords(file);
        const { added, held, rejected } = await survey.import("atlas_haleakela", records);
        if (added + held !== ROWS || rejected > 0) throw new Error("rows were lost");
      });
    });
    const each = (seconds: number) => `${((seconds / ROWS) * 1e6).toFixed(1)} µs`;
    const server = serverTime() - before;
    const load = loadavg()[0]!.toFixed(1);
    const [kind] = Object.keys(where);
    const cost = kind === "url" ? `${each(cpu)} of CPU here, ${each(server)} there` : each(cpu);
    console.log(
      `  ${name}: ${Math.round(ROWS / clock)} rows a second; a row ${cost}; load ${load}`,
    );
    return ROWS / clock;
  };
  const rate = await take("new rows");
  await take("rows that are held");
  await pool.close();
  await database.close();
  return rate;
}

const verdicts: Verdict[] = [];
const verdict = (database: string, rate: number, bar: number) =>
  verdicts.push({
    name: `rows a second into ${database}, beside ${bar}`,
    ratio: rate / bar,
    atLeast: 1,
  });

try {
  await pipeline(Readable.from(lines()), createWriteStream(file));
  if (hasPostgres()) {
    console.log("  PostgreSQL");
    const server = startPostgres(folder);
    try {
      verdict("PostgreSQL", await measure({ url: server.url }, server.cpu), 100_000);
    } finally {
      server.stop();
    }
  } else console.log("  skipped: PostgreSQL is not installed");
  console.log("  embedded");
  const rate = await measure({ folder: join(folder, "database") }, () => 0);
  verdict("the embedded database", rate, 50_000);
  judge(verdicts);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
