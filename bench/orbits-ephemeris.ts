/**
 * The cost of accuracy: topocentric positions per CPU second, and their error, compared with PyEphem (Debian's
 * python3-ephem), which moves bodies on fixed ellipses. Target: (1) Ceres, JPL#48, 2.4 years after its elements,
 * against Horizons' positions.
 */
import { spawnSync } from "node:child_process";
import {
  defaultEphemeris,
  type Orbit,
  observe,
  observer,
  parseOrbitJson,
  propagate,
} from "@welkin/orbits";
import { cpuTime, interleave, judge } from "./measure.ts";

/** Elements (JPL#48) and geocentric positions from JPL Horizons, from astroquery's test data (BSD-3-Clause). */
const EPOCH_JD = 2458849.5;
const ELEMENTS = {
  e: 0.07687465013145245,
  q: 2.556401146697176,
  tp: 2458240.1791309435,
  om: 80.3011901917491,
  w: 73.80896808746482,
  i: 10.59127767086216,
};
const HORIZONS = [
  { mjd: 59740, ra: 101.73343, dec: 26.78554 },
  { mjd: 59750, ra: 106.56175, dec: 26.59903 },
];
const POINTS = 100_000;
const FROM = 59740;
const STEP = 0.01;

const PYEPHEM = `
import ephem, json, sys, time, math
e, q, tp, om, w, inc, epoch, n, start, step = map(float, sys.argv[1:11])
body = ephem.EllipticalBody()
a = q / (1 - e)
body._inc, body._Om, body._om = inc, om, w
body._a, body._e = a, e
body._M = 0.9856076686 / a ** 1.5 * (epoch - tp)
body._epoch_M = ephem.Date(epoch - 2415020)
body._epoch = ephem.J2000
site = ephem.Observer()
site.lon, site.lat, site.elevation, site.pressure = '-70.74942', '-30.24464', 2700, 0
mjd0 = 15019.5
times = [start + i * step - mjd0 for i in range(int(n))]
best = 1e9
for _ in range(3):
    t = time.process_time()
    for d in times:
        site.date = d
        body.compute(site)
        body.a_ra, body.a_dec, body.earth_distance, body.sun_distance, body.phase
    best = min(best, time.process_time() - t)
places = []
for mjd in map(float, sys.argv[11:]):
    body.compute(ephem.Date(mjd - mjd0))
    places.append([math.degrees(body.a_ra), math.degrees(body.a_dec)])
print(json.dumps({'seconds': best, 'places': places}))
`;

function pyephem(): { seconds: number; places: [number, number][] } | undefined {
  const numbers = [...Object.values(ELEMENTS), EPOCH_JD, POINTS, FROM, STEP];
  const args = ["-c", PYEPHEM, ...numbers.map(String), ...HORIZONS.map((h) => String(h.mjd))];
  // Debian's module belongs to Debian's interpreter, which may not be the first in the path.
  for (const python of ["/usr/bin/python3", "python3"]) {
    const { status, stdout } = spawnSync(python, args, { encoding: "utf8" });
    if (status === 0) return JSON.parse(stdout);
  }
  console.log("PyEphem is not here (apt-get install python3-ephem): nothing to compare with");
  return undefined;
}

function apart(places: [number, number][]): number {
  const misses = HORIZONS.map(({ ra, dec }, i) => {
    const [r, d] = places[i]!;
    return Math.hypot((r - ra) * Math.cos((dec * Math.PI) / 180), d - dec) * 3600;
  });
  return Math.max(...misses);
}

const system = await defaultEphemeris();
const orbit: Orbit = parseOrbitJson({ name: "1 Ceres", epoch: EPOCH_JD, elements: ELEMENTS });
const span = { from: FROM, to: FROM + POINTS * STEP };
const path = propagate(orbit, system, span);
const rubin = observer("X05");
const centre = observer("500");
let sink = 0;

const best = await interleave(
  [
    {
      name: "points",
      run: () =>
        cpuTime(() => {
          for (let i = 0; i < POINTS; i++) sink += observe(path, system, rubin, FROM + i * STEP).ra;
        }),
    },
    {
      name: "ten years",
      run: () => cpuTime(() => propagate(orbit, system, { from: 58849, to: 62502 })),
    },
  ],
  7,
);
const seconds = best.get("points")!;
const places = HORIZONS.map(({ mjd }): [number, number] => {
  const { ra, dec } = observe(path, system, centre, mjd);
  return [ra, dec];
});
const rate = (s: number) => `${Math.round(POINTS / s).toLocaleString("en")} points a CPU second`;
console.log(
  `@welkin/orbits: ${rate(seconds)}, ${apart(places).toFixed(3)}″ from Horizons (rounded to 0.018″)`,
);
console.log(`ten years of (1) Ceres: ${(best.get("ten years")! * 1e3).toFixed(1)} ms of CPU`);
const peer = pyephem();
if (peer !== undefined)
  console.log(`PyEphem: ${rate(peer.seconds)}, ${apart(peer.places).toFixed(1)}″ from Horizons`);
if (sink === 0) throw new Error("Nothing was computed.");
judge([
  { name: "points a CPU second, of 50 000", ratio: POINTS / seconds / 50_000, atLeast: 1 },
  { name: "ten-year integration, of 0.1 s", ratio: best.get("ten years")! / 0.1, atMost: 1 },
  { name: "distance from Horizons, of 0.026″", ratio: apart(places) / 0.026, atMost: 1 },
]);
