/** Imports a file into a database, in a process that can be killed: DATABASE (a folder or an address), FILE. */
import { openDatabase } from "../../src/engines/database/index.ts";
import { openPool } from "../../src/engines/pool/index.ts";
import { openStore } from "../../src/engines/store/index.ts";
import {
  openRecords,
  openSurvey,
  type SurveyTables,
  surveyMigrations,
} from "../../src/survey/index.ts";

const [where = "", file = ""] = process.argv.slice(2);
const isServer = where.startsWith("postgres");
const database = await openDatabase<SurveyTables>({
  ...(isServer ? { url: where } : { folder: where }),
  migrations: surveyMigrations,
});
const store = await openStore({ url: `file:${file}.store`, secret: "0".repeat(64) });
const pool = openPool({ threads: 1 });
const survey = openSurvey({ db: database.db, store, pool });
const { records } = await openRecords(file);
const report = await survey.import("loneos", records, {
  progress: (read) => process.stdout.write(`${read}\n`),
});
process.stdout.write(`${JSON.stringify(report)}\n`);
await pool.close();
await database.close();
