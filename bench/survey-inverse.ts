/**
 * Which known objects are in a field, of a catalogue as large as the Minor Planet Center's: a million and a half
 * synthetic orbits, imported as one of its files. CPU time of all threads and elapsed time, for the first query and
 * for those that follow; memory; how long the event loop was blocked. For a sample of the orbits, the answers are
 * checked by integrating each. There is no peer for this: the bars are absolute.
 */
import { createReadStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createInterface } from "node:readline";
import {
  defaultEphemeris,
  type Orbit,
  observe,
  observer,
  parseMpcorbLine,
  propagate,
} from "@welkin/orbits";
import { openDatabase } from "../packages/welkin/src/engines/database/index.ts";
import { openPool } from "../packages/welkin/src/engines/pool/index.ts";
import { openStore } from "../packages/welkin/src/engines/store/index.ts";
import {
  openSurvey,
  type Survey,
  type SurveyTables,
  surveyMigrations,
} from "../packages/welkin/src/survey/index.ts";
import { judge } from "./measure.ts";
import { writeMpcorb } from "./mpcorb.ts";

/** Days, rounded up. */
const TEN_YEARS = 3700;
const ORBITS = Number(process.env["WELKIN_BENCH_ORBITS"] ?? 1_500_000);
const SAMPLE = 3000;
const RADIAN = Math.PI / 180;
const folder = mkdtempSync(join(tmpdir(), "welkin-bench-"));
const file = join(folder, "MPCORB.DAT");

const questions = [
  { name: "near the epoch", mjd: 61_005.2, ra: 60, dec: 20 },
  { name: "near the epoch, elsewhere", mjd: 61_010.2, ra: 150, dec: 12 },
  { name: "ten years before", mjd: 57_348.3, ra: 40, dec: 16 },
  { name: "ten years before, elsewhere", mjd: 57_340.3, ra: 150, dec: 12 },
  { name: "24 years before", mjd: 52_234.3, ra: 40, dec: 16 },
];
const SITE = "F51";
/** arcmin. */
const RADIUS = 30;

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))![1]);

async function timed<Result>(name: string, work: () => Promise<Result>) {
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const [cpu, clock] = [process.cpuUsage(), performance.now()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - clock) / 1e3;
  loop.disable();
  const spent = (user + system) / 1e6;
  console.log(
    `  ${spent.toFixed(2).padStart(7)} s CPU  ${seconds.toFixed(2).padStart(7)} s  loop waits ${(loop.max / 1e6).toFixed(0)} ms at most  ${(memory() / 1024).toFixed(0)} MB  ${name}`,
  );
  return { result, spent };
}

/** Every n-th orbit of the file. */
async function sample(): Promise<Orbit[]> {
  const every = Math.max(1, Math.floor(ORBITS / SAMPLE));
  const found: Orbit[] = [];
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file, "latin1") })) {
    if (line++ > 3 && line % every === 0) found.push(parseMpcorbLine(text));
  }
  return found;
}

/** Names of the orbits of a list that are in a query's circle, each integrated. */
async function truth(
  orbits: readonly Orbit[],
  { mjd, ra, dec }: (typeof questions)[number],
  radius: number,
) {
  const system = await defaultEphemeris();
  const site = observer(SITE);
  return orbits
    .filter((orbit) => {
      const seen = observe(propagate(orbit, system, { from: mjd, to: mjd }), system, site, mjd);
      const along =
        Math.sin(dec * RADIAN) * Math.sin(seen.dec * RADIAN) +
        Math.cos(dec * RADIAN) * Math.cos(seen.dec * RADIAN) * Math.cos((ra - seen.ra) * RADIAN);
      return along >= Math.cos((radius / 60) * RADIAN);
    })
    .map(({ name }) => name);
}

const ask = (survey: Survey, { mjd, ra, dec }: (typeof questions)[number], radius: number) =>
  survey.inverse.inField({
    field: { ra, dec, radius },
    ...{ mjdStart: mjd, mjdStop: mjd, observatory: SITE, limit: 10_000 },
  });

try {
  await writeMpcorb(file, ORBITS);
  const database = await openDatabase<SurveyTables>({
    folder: join(folder, "database"),
    migrations: surveyMigrations,
  });
  const store = await openStore({ url: `file:${folder}/store`, secret: "0".repeat(64) });
  const pool = openPool({ threads: 2 });
  const open = () => openSurvey({ db: database.db, store, pool });
  await timed("the import", () => open().importOrbits(file, "MPCORB.DAT"));
  await timed("the first question, all orbits read", () => ask(open(), questions[0]!, RADIUS));
  const survey = open();
  let later = 0;
  for (const question of questions) {
    await timed(`${question.name}, first`, () => ask(survey, question, RADIUS));
    const { result, spent } = await timed(`${question.name}, again`, () =>
      ask(survey, question, RADIUS),
    );
    console.log(`           ${result.objects.length} found of ${result.candidates} integrated`);
    if (Math.abs(question.mjd - questions[0]!.mjd) < TEN_YEARS) later = Math.max(later, spent);
  }
  const orbits = await sample();
  let [missed, added, there] = [0, 0, 0];
  for (const question of [questions[0]!, questions[2]!]) {
    const wide = 300;
    const known = new Set(orbits.map(({ name }) => name));
    const expected = new Set(await truth(orbits, question, wide));
    const { objects } = await ask(survey, question, wide);
    const told = new Set(objects.map(({ name }) => name).filter((name) => known.has(name)));
    there += expected.size;
    missed += expected.difference(told).size;
    added += told.difference(expected).size;
  }
  console.log(`  of ${orbits.length} orbits ${there} are there: ${missed} missed, ${added} added`);
  await pool.close();
  await database.close();
  judge([
    {
      name: "CPU seconds of a question about a time within ten years that was asked for before",
      ratio: later,
      atMost: 10,
    },
    { name: "orbits of the sample missed or added", ratio: missed + added, atMost: 0 },
    { name: "of which were there", ratio: there, atLeast: 10 },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
