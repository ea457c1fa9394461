/**
 * A million fields and a search of ten years, compared with PostgreSQL and PostGIS: geography polygons under a GiST
 * index, queried with the target's path as one line for every ten degrees, with its time span. Bars: the footprint
 * index 0.01 of that, the whole request (the orbit integrated, rows fetched, exact test) 0.3 of it. CPU time,
 * including the server's. Needs Debian's postgresql and postgis packages.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultEphemeris, observe, observer, parseOrbitJson, propagate } from "@welkin/orbits";
import { type Database, openDatabase } from "../packages/welkin/src/engines/database/index.ts";
import { openStore } from "../packages/welkin/src/engines/store/index.ts";
import { FootprintIndex, TargetPath } from "../packages/welkin/src/survey/footprints/index.ts";
import { SyntheticSurvey } from "../packages/welkin/src/survey/footprints/testing/survey.ts";
import {
  type FileRecord,
  openSurvey,
  type SurveyTables,
  surveyMigrations,
} from "../packages/welkin/src/survey/index.ts";
import { cpuTime, judge } from "./measure.ts";
import { startPostgres } from "./postgres.ts";

const ROWS = Number(process.env["WELKIN_BENCH_ROWS"] ?? 1_000_000);
const ROUNDS = 3;
/** Index lookups per measurement: a single one is shorter than the clock's resolution. */
const LOOKS = 30;
const [FROM, TO] = [55_197, 58_849];
/** Degrees of path per line. */
const SEGMENT = 9.7;
const RADIAN = Math.PI / 180;

const target = parseOrbitJson({
  name: "42 Isis",
  epoch_mjd_tdb: 57_914,
  state_helio_icrf: [
    1.964475957465263, 0.1988552574051933, -0.2311659011230044, 0.001062848008089317,
    0.01213473568501525, 0.005306982813329122,
  ],
});

const versions = existsSync("/usr/share/postgresql") ? readdirSync("/usr/share/postgresql") : [];
if (!versions.some((one) => existsSync(`/usr/share/postgresql/${one}/extension/postgis.control`))) {
  console.log("skipped: PostgreSQL's PostGIS is not installed");
  process.exit();
}

const folder = mkdtempSync(join(tmpdir(), "welkin-bench-"));
const server = startPostgres(folder);

async function compare(): Promise<void> {
  const database = await openDatabase<SurveyTables>({
    url: server.url,
    migrations: surveyMigrations,
  });
  const store = await openStore({ url: `file:${folder}/store`, secret: "0".repeat(64) });
  const survey = openSurvey({ db: database.db, store });
  await survey.import("atlas_haleakela", fields());
  await layOut(database);
  const lines = await segments();
  console.log(`  ${lines.length} segments`);
  const best = { postgis: Infinity, index: Infinity, whole: Infinity };
  let [theirs, ours] = [0, 0];
  const look = await ownIndex();
  // The first round is a warm-up: caches, and building the index from the rows.
  for (let round = 0; round <= ROUNDS; round++) {
    const postgis = await spent(async () => {
      theirs = await asked(database, lines);
    });
    const index = (await cpuTime(() => repeat(LOOKS, look))) / LOOKS;
    const whole = await spent(async () => {
      const moving = { target: { name: target.name, orbit: target, source: "bench" } };
      ours = (await survey.search.moving(moving)).hits.length;
    });
    if (round === 0) continue;
    best.postgis = Math.min(best.postgis, postgis);
    best.index = Math.min(best.index, index);
    best.whole = Math.min(best.whole, whole);
  }
  for (const [name, seconds] of Object.entries(best)) {
    console.log(`  ${(seconds * 1e3).toFixed(1).padStart(8)} ms  ${name}`);
  }
  console.log(`  ${theirs} candidates by PostGIS, ${ours} hits here`);
  await database.close();
  judge([
    { name: "index time beside PostGIS", ratio: best.index / best.postgis, atMost: 0.01 },
    { name: "whole request beside PostGIS", ratio: best.whole / best.postgis, atMost: 0.3 },
  ]);
}

async function* fields(): AsyncGenerator<FileRecord> {
  const survey = new SyntheticSurvey(ROWS);
  for (let line = 0; line < ROWS; line++) {
    const [mjd_start, mjd_stop] = survey.times(line);
    const fov = survey
      .corners(line)
      .map(([ra, dec]) => `${ra}:${dec}`)
      .join(",");
    yield { line, values: { product_id: String(line), mjd_start, mjd_stop, fov } };
  }
}

/** The same rows as geography, indexed. */
async function layOut({ bossAdapter }: Database<SurveyTables>): Promise<void> {
  const statements = [
    "create extension postgis",
    `create table fields as
    select id, mjd_start as t0, mjd_stop as t1, st_geogfromtext('POLYGON((' || (
      select string_agg(replace(corner, ':', ' '), ',' order by place)
      from unnest(string_to_array(fov, ',') || split_part(fov, ',', 1))
        with ordinality as each(corner, place)
    ) || '))') as field
    from survey_observations`,
    "create index on fields using gist (field)",
    "create index on fields (t0)",
    "analyze fields",
  ];
  for (const statement of statements) await bossAdapter.executeSql(statement);
}

interface Line {
  readonly t0: number;
  readonly t1: number;
  readonly text: string;
}

/** Finds the target's candidates once, in an index of the same fields. */
async function ownIndex(): Promise<() => void> {
  const index = new FootprintIndex().extended(new SyntheticSurvey(ROWS).footprints());
  const system = await defaultEphemeris();
  const path = propagate(target, system, { from: FROM - 2, to: TO + 2 });
  const way = TargetPath.of(path, system, FROM, TO);
  return () => index.moving(way, 0);
}

function repeat(times: number, work: () => void): void {
  for (let i = 0; i < times; i++) work();
}

/** The target's path, one position per day, as lines. */
async function segments(): Promise<Line[]> {
  const system = await defaultEphemeris();
  const path = propagate(target, system, { from: FROM - 2, to: TO + 2 });
  const site = observer("T05");
  const lines: Line[] = [];
  let places: string[] = [];
  let length = 0;
  let t0 = FROM - 1;
  let before: { ra: number; dec: number } | undefined;
  for (let mjd = FROM - 1; mjd <= TO + 1; mjd++) {
    const { ra, dec } = observe(path, system, site, mjd);
    places.push(`${ra} ${dec}`);
    if (before) {
      const east = ((((ra - before.ra + 540) % 360) - 180) * Math.cos(dec * RADIAN)) as number;
      length += Math.hypot(east, dec - before.dec);
    }
    before = { ra, dec };
    if (length < SEGMENT && mjd < TO + 1) continue;
    lines.push({ t0, t1: mjd, text: `LINESTRING(${places.join(",")})` });
    places = [`${ra} ${dec}`];
    length = 0;
    t0 = mjd;
  }
  return lines.filter(({ text }) => text.includes(","));
}

const question = `select id from fields
  where t0 between $1::float8 - 0.1 and $2::float8 and t1 >= $1::float8
    and st_intersects(field, st_geogfromtext($3))`;

async function asked(
  { bossAdapter }: Database<SurveyTables>,
  lines: readonly Line[],
): Promise<number> {
  const ids = new Set<number>();
  for (const { t0, t1, text } of lines) {
    const { rows } = await bossAdapter.executeSql(question, [t0, t1, text]);
    for (const { id } of rows as { id: number }[]) ids.add(id);
  }
  return ids.size;
}

/** CPU seconds of this process and of the server's. */
async function spent(work: () => Promise<unknown>): Promise<number> {
  const before = server.cpu();
  return (await cpuTime(work)) + server.cpu() - before;
}

try {
  await compare();
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
