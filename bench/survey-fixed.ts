/**
 * `/survey/fixed` of a point, on a million fields, beside an empty JSON route of the same service: CPU time of the service,
 * PostgreSQL's embedded thread with it. Bar: three times. The field asked for has few observations: what answers of many
 * rows cost is the rows. The places come round again, so that the service knows their rows; what a place costs whose rows
 * have to be fetched is told besides.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase } from "../packages/welkin/src/engines/database/index.ts";
import { openStore } from "../packages/welkin/src/engines/store/index.ts";
import { SyntheticSurvey } from "../packages/welkin/src/survey/footprints/testing/survey.ts";
import {
  type FileRecord,
  openSurvey,
  type SurveyTables,
  surveyMigrations,
} from "../packages/welkin/src/survey/index.ts";
import { interleave, judge } from "./measure.ts";

const ROWS = Number(process.env["WELKIN_BENCH_ROWS"] ?? 1_000_000);
const REQUESTS = 400;
/** Degrees between one place that is new and the next: none has the rows of another. */
const APART = 3.7;
const ROUNDS = 3;
const main = fileURLToPath(new URL("../packages/welkin/src/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "welkin-bench-"));
let service: ChildProcess | undefined;

async function* fields(): AsyncGenerator<FileRecord> {
  const survey = new SyntheticSurvey(ROWS);
  for (let line = 0; line < ROWS; line++) {
    const [mjd_start, mjd_stop] = survey.times(line);
    const fov = survey.corners(line).map((corner) => corner.join(":"));
    yield { line, values: { product_id: String(line), mjd_start, mjd_stop, fov: fov.join(",") } };
  }
}

async function fill(): Promise<void> {
  const database = await openDatabase<SurveyTables>({
    folder: join(folder, "database"),
    migrations: surveyMigrations,
  });
  const store = await openStore({ url: `file:${folder}/store`, secret: "0".repeat(64) });
  const survey = openSurvey({ db: database.db, store });
  await survey.import("atlas_haleakela", fields());
  await database.close();
}

async function serve(): Promise<string> {
  service = spawn(process.execPath, [main, "serve"], {
    env: {
      ...process.env,
      WELKIN_DATA: folder,
      WELKIN_PORT: "0",
      WELKIN_HOST: "127.0.0.1",
      WELKIN_RADAR_SIMULATE: "off",
      WELKIN_RATE_LIMIT: "0",
      WELKIN_HORIZONS: "off",
      WELKIN_SBDB: "off",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (service.exitCode !== null) throw new Error("the service ended");
    try {
      const { url } = JSON.parse(readFileSync(join(folder, "service.json"), "utf8"));
      const answer = await fetch(`${url}/survey/fixed?ra=10&dec=20`);
      if (answer.ok) return url;
    } catch {
      // It has not begun to listen.
    }
  }
}

/** CPU seconds of the service so far, all threads (proc(5), stat: fields 14 and 15). */
function used(): number {
  const text = readFileSync(`/proc/${service!.pid}/stat`, "utf8");
  const parts = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(parts[11]) + Number(parts[12])) / 100;
}

async function ask(url: string, path: (i: number) => string): Promise<number> {
  const before = used();
  for (let i = 0; i < REQUESTS; i++) {
    const answer = await fetch(url + path(i));
    if (!answer.ok) throw new Error(`${path(i)} answers ${answer.status}`);
    await answer.arrayBuffer();
  }
  return (used() - before) / REQUESTS;
}

let places = 0;

/** Places that run round the sky in strips, northward. */
function newPlace(): string {
  const along = APART * places++;
  const dec = -28 + Math.floor(along / 360) * 2;
  return `/survey/fixed?ra=${(along % 360).toFixed(3)}&dec=${dec}`;
}

try {
  await fill();
  const url = await serve();
  const best = await interleave(
    [
      { name: "empty", run: () => ask(url, () => "/health") },
      // North of where the survey looks most: a few fields, or none.
      { name: "fixed", run: () => ask(url, (i) => `/survey/fixed?ra=${(i * 37) % 360}&dec=-29.9`) },
      { name: "fixed, a new place each time", run: () => ask(url, newPlace) },
    ],
    ROUNDS,
  );
  for (const [name, seconds] of best)
    console.log(`  ${(seconds * 1e3).toFixed(2)} ms CPU  ${name}`);
  judge([
    {
      name: "a fixed point beside an empty route",
      ratio: best.get("fixed")! / best.get("empty")!,
      atMost: 3,
    },
  ]);
} finally {
  if (service && service.exitCode === null) {
    service.kill();
    await once(service, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
}
