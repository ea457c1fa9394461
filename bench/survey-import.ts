/**
 * How fast observations come in: a CSV file of the synthetic survey into an empty embedded database, and once more,
 * when all of them are held. The bar is 50 000 rows a second by the clock, everything included: reading, testing
 * fields, statistics, the database in its own thread. PostgreSQL's figure is told by survey-postgis.
 */
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openDatabase } from "../packages/welkin/src/engines/database/index.ts";
import { openStore } from "../packages/welkin/src/engines/store/index.ts";
import { SyntheticSurvey } from "../packages/welkin/src/survey/footprints/testing/survey.ts";
import {
  openRecords,
  openSurvey,
  type SurveyTables,
  surveyMigrations,
} from "../packages/welkin/src/survey/index.ts";
import { cpuTime, judge } from "./measure.ts";

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

try {
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const database = await openDatabase<SurveyTables>({
    folder: join(folder, "database"),
    migrations: surveyMigrations,
  });
  const store = await openStore({ url: `file:${folder}/store`, secret: "0".repeat(64) });
  const survey = openSurvey({ db: database.db, store });
  const take = async (name: string) => {
    const began = performance.now();
    const cpu = await cpuTime(async () => {
      const { records } = await openRecords(file);
      const { added, held, rejected } = await survey.import("atlas_haleakela", records);
      if (added + held !== ROWS || rejected > 0) throw new Error("rows were lost");
    });
    const clock = (performance.now() - began) / 1e3;
    const [a, b] = [ROWS / clock, ROWS / cpu].map((rate) => Math.round(rate));
    console.log(`  ${name}: ${a} rows a second by the clock, ${b} a CPU second`);
    return a!;
  };
  const rate = await take("new rows");
  await take("rows that are held");
  await database.close();
  judge([{ name: "rows a second by the clock, beside 50 000", ratio: rate / 50_000, atLeast: 1 }]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
