/**
 * `/survey/fixed` and CATCH's `/fixed` of a point, on a million fields, compared with an empty JSON route of the same
 * service: CPU time of the service, including the embedded database's thread. Bar: three times, for places not
 * requested before, each in some thirty observations. By then the service has read its rows into memory. Also
 * reported: a repeated place, a circle of many observations, and all of it on a PostgreSQL server, if installed, with
 * its own time separately and a bar of our own.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
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
import { interleave, judge, type Verdict } from "./measure.ts";
import { hasPostgres, type Server, startPostgres } from "./postgres.ts";

const ROWS = Number(process.env["WELKIN_BENCH_ROWS"] ?? 1_000_000);
const REQUESTS = 1000;
/** Degrees between successive new places: none shares rows with another. */
const APART = 3.7;
const ROUNDS = 6;
const BAR = 3;
/** A server is asked for its revision before each search, which takes as long as an empty route by itself. */
const SERVER_BAR = 5;
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

async function fill(where: { url: string } | { folder: string }): Promise<void> {
  const database = await openDatabase<SurveyTables>({ ...where, migrations: surveyMigrations });
  const store = await openStore({ url: `file:${folder}/store`, secret: "0".repeat(64) });
  const survey = openSurvey({ db: database.db, store });
  await survey.import("atlas_haleakela", fields());
  await database.close();
}

async function serve(environment: Record<string, string>): Promise<string> {
  const started = spawn(process.execPath, [main, "serve"], {
    env: {
      ...process.env,
      WELKIN_DATA: folder,
      WELKIN_PORT: "0",
      WELKIN_HOST: "127.0.0.1",
      WELKIN_SIMULATE: "off",
      WELKIN_RATE_LIMIT: "0",
      WELKIN_HORIZONS: "off",
      WELKIN_SBDB: "off",
      ...environment,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  service = started;
  for (;;) {
    await setTimeout(500);
    if (started.exitCode !== null) throw new Error("the service ended");
    try {
      const { url, pid } = JSON.parse(readFileSync(join(folder, "service.json"), "utf8"));
      if (pid !== undefined && pid !== started.pid) continue;
      const answer = await fetch(`${url}/survey/fixed?ra=10&dec=20`);
      if (answer.ok) return url;
    } catch {
      // It does not listen yet.
    }
  }
}

/** Waits until the service is idle, or for five minutes. */
async function quiet(): Promise<void> {
  for (let round = 0; round < 150; round++) {
    const before = used();
    await setTimeout(2000);
    if (used() - before < 0.1) return;
  }
}

async function end(): Promise<void> {
  if (service === undefined || service.exitCode !== null) return;
  service.kill();
  await once(service, "exit");
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

/** Places that circle the sky in strips, northwards. */
function newPlace(route: string): string {
  const along = APART * places++;
  const dec = -28 + ((Math.floor(along / 360) * 2) % 56);
  return `${route}?ra=${(along % 360).toFixed(3)}&dec=${dec}`;
}

async function compare(kind: string, url: string, server?: Server): Promise<Verdict[]> {
  await quiet();
  console.log(`  ${kind}`);
  const before = server?.cpu() ?? 0;
  const fixed = "a fixed place";
  const caught = "CATCH's fixed place";
  const best = await interleave(
    [
      { name: "empty", run: () => ask(url, () => "/health") },
      { name: fixed, run: () => ask(url, () => newPlace("/survey/fixed")) },
      { name: caught, run: () => ask(url, () => newPlace("/fixed")) },
      {
        name: "one that comes round again",
        run: () => ask(url, (i) => `/survey/fixed?ra=${(i % 40) * 9}&dec=-10`),
      },
      {
        name: "a circle of 30′",
        run: () => ask(url, () => `${newPlace("/survey/fixed")}&radius=30`),
      },
    ],
    ROUNDS,
  );
  for (const [name, seconds] of best) {
    const ratio = (seconds / best.get("empty")!).toFixed(2);
    console.log(`  ${(seconds * 1e3).toFixed(2)} ms CPU  ${ratio} ×  ${name}`);
  }
  if (server !== undefined) {
    const each = (server.cpu() - before) / (REQUESTS * best.size * (ROUNDS + 1));
    console.log(`  ${(each * 1e3).toFixed(2)} ms CPU  of PostgreSQL, a request`);
  }
  return [fixed, caught].map((name) => ({
    name: `${name} beside an empty route, ${kind}`,
    ratio: best.get(name)! / best.get("empty")!,
    atMost: server === undefined ? BAR : SERVER_BAR,
  }));
}

const verdicts: Verdict[] = [];
let server: Server | undefined;
try {
  await fill({ folder: join(folder, "database") });
  verdicts.push(...(await compare("embedded", await serve({}))));
  await end();
  if (hasPostgres()) {
    server = startPostgres(folder);
    await fill({ url: server.url });
    const url = await serve({ WELKIN_DATABASE_URL: server.url });
    verdicts.push(...(await compare("on PostgreSQL", url, server)));
    await end();
  } else {
    console.log("  skipped: PostgreSQL is not installed");
  }
  judge(verdicts);
} finally {
  await end();
  server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
