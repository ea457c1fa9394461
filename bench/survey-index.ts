/**
 * The footprint index compared with a plain scan of its own columns: candidates of a search of ten years, in surveys
 * of a million and of ten million fields. Bars: 0.15 of the scan's time, 48 bytes a row.
 *
 * `node bench/survey-index.ts --plot FILE.svg` draws how both grow with the number of rows and of years.
 */
import { writeFileSync } from "node:fs";
import { defaultEphemeris, parseOrbitJson, propagate, type SolarSystem } from "@welkin/orbits";
import {
  type Footprint,
  FootprintIndex,
  TargetPath,
} from "../packages/welkin/src/survey/footprints/index.ts";
import { SyntheticSurvey } from "../packages/welkin/src/survey/footprints/testing/survey.ts";
import { cpuTime, interleave, judge } from "./measure.ts";
import { type Curve, drawPlot } from "./plot.ts";

const YEARS = 10;
const [FROM, TO] = [55_197, 58_849];
const ROUNDS = 7;

/** Orbits from JPL: a main-belt asteroid and a comet. */
const targets = [
  {
    name: "42 Isis",
    epoch_mjd_tdb: 57_914,
    state_helio_icrf: [
      1.964475957465263, 0.1988552574051933, -0.2311659011230044, 0.001062848008089317,
      0.01213473568501525, 0.005306982813329122,
    ],
  },
  {
    name: "70P/Kojima",
    epoch_mjd_tdb: 57_156,
    state_helio_icrf: [
      -2.47708011623854, -0.6467577672651326, 0.02800390143054585, -0.001545149959958162,
      -0.01147911415717274, -0.004057898206583409,
    ],
  },
].map((orbit) => parseOrbitJson(orbit));

/** A survey of any size: the synthetic one, and copies of it rotated about the pole. */
function indexOf(rows: number): FootprintIndex {
  const base = new SyntheticSurvey(Math.min(rows, 1_000_000));
  const copies = Math.ceil(rows / base.rows);
  const turned = function* (): Generator<Footprint> {
    for (let copy = 0; copy < copies; copy++) {
      const [sin, cos] = [Math.sin((copy * Math.PI) / 5), Math.cos((copy * Math.PI) / 5)];
      for (const footprint of base.footprints()) {
        const [x, y, z] = footprint.centre;
        const centre = [x! * cos - y! * sin, x! * sin + y! * cos, z!] as const;
        yield { ...footprint, id: footprint.id + copy * base.rows, centre: [...centre] };
      }
    }
  };
  return new FootprintIndex().extended(turned());
}

/** The same test for every row in turn. */
function scan({ segments }: FootprintIndex, path: TargetPath, from: number, to: number): number {
  let found = 0;
  for (const { start, duration, x, y, z, radius } of segments) {
    for (let i = 0; i < start.length; i++) {
      const begin = start[i]!;
      const end = begin + duration[i]!;
      if (begin > to || end < from) continue;
      if (path.near(begin, end, x[i]!, y[i]!, z[i]!, radius[i]!)) found++;
    }
  }
  return found;
}

interface Times {
  readonly index: number;
  readonly scan: number;
}

/** CPU seconds for all targets. */
async function measure(index: FootprintIndex, system: SolarSystem, years: number): Promise<Times> {
  const to = FROM + (years / YEARS) * (TO - FROM);
  const paths = targets.map((orbit) =>
    TargetPath.of(propagate(orbit, system, { from: FROM - 1, to: TO + 1 }), system, FROM, to),
  );
  let [one, other] = [0, 0];
  // Work too short for the clock is repeated.
  const times = Math.max(1, Math.ceil(3e6 / index.rows));
  const best = await interleave(
    [
      {
        name: "index",
        run: () =>
          cpuTime(() => {
            for (let i = 0; i < times; i++) {
              one = paths.reduce(
                (sum, path) => sum + index.moving(path, 0, { from: FROM, to }).length,
                0,
              );
            }
          }),
      },
      {
        name: "scan",
        run: () =>
          cpuTime(() => {
            other = paths.reduce((sum, path) => sum + scan(index, path, FROM, to), 0);
          }),
      },
    ],
    ROUNDS,
  );
  if (one !== other) throw new Error(`the index finds ${one} candidates, a scan ${other}`);
  return { index: best.get("index")! / times, scan: best.get("scan")! };
}

const system = await defaultEphemeris();
const at = process.argv.indexOf("--plot");
const plot = at < 0 ? undefined : process.argv[at + 1];

if (plot === undefined) {
  const verdicts = [];
  for (const rows of [1_000_000, 10_000_000]) {
    const index = indexOf(rows);
    const { index: ours, scan: straight } = await measure(index, system, YEARS);
    const each = (seconds: number) => ((seconds * 1e3) / targets.length).toFixed(2);
    console.log(
      `  ${rows} rows: ${each(ours)} ms a target by the index, ${each(straight)} ms by a scan`,
    );
    verdicts.push({ name: `index time at ${rows} rows`, ratio: ours / straight, atMost: 0.15 });
    verdicts.push({ name: `bytes a row at ${rows}`, ratio: index.bytes / index.rows, atMost: 48 });
  }
  judge(verdicts);
} else {
  await draw(plot);
}

async function draw(file: string): Promise<void> {
  const sizes = [10_000, 31_600, 100_000, 316_000, 1_000_000, 3_160_000, 10_000_000];
  const bySize: [number, Times][] = [];
  const byYears: [number, Times][] = [];
  for (const rows of sizes) {
    const index = indexOf(rows);
    bySize.push([rows, await measure(index, system, YEARS)]);
    if (rows !== 1_000_000) continue;
    for (let years = 1; years <= YEARS; years++) {
      byYears.push([years, await measure(index, system, years)]);
    }
  }
  // Everything in units of the index's ten years over a million rows: ratios, whatever the machine.
  const unit = bySize.find(([rows]) => rows === 1_000_000)![1].index;
  const curves = (list: readonly [number, Times][]): Curve[] => [
    { name: "straight scan of the same columns", points: list.map(([n, t]) => [n, t.scan / unit]) },
    { name: "footprint index", points: list.map(([n, t]) => [n, t.index / unit]) },
  ];
  const svg = drawPlot([
    { title: "Ten years, by the number of fields", unit: "fields", curves: curves(bySize) },
    { title: "A million fields, by years", unit: "years", curves: curves(byYears) },
  ]);
  writeFileSync(file, svg);
}
