import type { Legend, Moment, Site, Sweep, VolumeDetail } from "../src/radar/api-types.ts";

/** A world as the service might tell it: two sites, a dozen volumes of a storm that moves east. */

const start = Date.UTC(2026, 5, 4, 22, 11, 8);
const volumeCount = 12;

interface Plan {
  elevation: number;
  cut: Sweep["cut"];
  supplemental?: "SAILS";
  moments: Moment[];
}

const far: Moment[] = ["REF", "ZDR", "PHI", "RHO"];
const fast: Moment[] = ["REF", "VEL", "SW"];

const plan: Plan[] = [
  { elevation: 0.5, cut: "surveillance", moments: far },
  { elevation: 0.5, cut: "doppler", moments: fast },
  { elevation: 0.9, cut: "surveillance", moments: far },
  { elevation: 0.9, cut: "doppler", moments: fast },
  { elevation: 1.3, cut: "surveillance", moments: far },
  { elevation: 1.3, cut: "doppler", moments: fast },
  { elevation: 0.5, cut: "surveillance", supplemental: "SAILS", moments: far },
  { elevation: 0.5, cut: "doppler", supplemental: "SAILS", moments: fast },
  ...[1.8, 2.4, 3.1, 4.0, 5.1, 6.4, 8.0, 10.0, 12.5, 15.6, 19.5].map(
    (elevation): Plan => ({
      elevation,
      cut: "batch",
      moments: ["REF", "VEL", "SW", "ZDR", "PHI", "RHO"],
    }),
  ),
];

const units: Record<Moment, string> = {
  REF: "dBZ",
  VEL: "m/s",
  SW: "m/s",
  ZDR: "dB",
  PHI: "°",
  RHO: "",
  CFP: "dB",
};

const iso = (ms: number) => new Date(ms).toISOString().replace(".000", "");

/** When a volume began. */
export const isoTime = (index: number): string => iso(start + index * 300_000);

export function volumeId(index: number): string {
  const time = iso(start + index * 300_000).replace(/[-:]/g, "");
  return `${time}-${(0xc0ffee00 + index).toString(16)}`;
}

export function makeSites(volumes: number, products: (site: string) => number): Site[] {
  return [
    {
      id: "KLOT",
      name: "Chicago, IL",
      kind: "WSR-88D",
      latitude: 41.6044,
      longitude: -88.0843,
      height: 232,
      volumes,
      products: products("KLOT"),
      ...(volumes > 0 && { latest: iso(start + (volumes - 1) * 300_000) }),
      simulated: true,
    },
    {
      id: "KMKX",
      name: "Milwaukee, WI",
      kind: "WSR-88D",
      latitude: 42.9679,
      longitude: -88.5506,
      height: 310,
      volumes: 0,
      products: products("KMKX"),
      simulated: false,
    },
  ];
}

/** `sweeps` of a volume that is still growing. */
export function makeVolume(index: number, sweeps?: number): VolumeDetail {
  const id = volumeId(index);
  const time = start + index * 300_000;
  const url = `/radar/KLOT/volumes/${id}`;
  const sweepList = plan.slice(0, sweeps).map(
    ({ moments, ...rest }, sweep): Sweep => ({
      index: sweep,
      elevationNumber: sweep + 1,
      ...rest,
      time: iso(time + sweep * 14_000),
      radials: 720,
      complete: true,
      moments: moments.map((name) => ({
        name,
        gates: rest.cut === "surveillance" ? 1832 : 1192,
        firstGate: 2125,
        gateSpacing: 250,
        unit: units[name],
        png: `${url}/sweeps/${sweep}/${name}.png`,
        json: `${url}/sweeps/${sweep}/${name}.json`,
      })),
    }),
  );
  return {
    id,
    site: "KLOT",
    time: iso(time),
    vcp: 212,
    sweeps: sweepList.length,
    ...(sweeps !== undefined && { growing: true }),
    moments: ["REF", "VEL", "SW", "ZDR", "PHI", "RHO"],
    bytes: 8_400_000,
    simulated: true,
    url,
    latitude: 41.6044,
    longitude: -88.0843,
    height: 232,
    sweepList,
  };
}

export const initialVolumes = volumeCount;

const reflectivity: [number, string][] = [
  [5, "#9cb6c4"],
  [10, "#7fa2b8"],
  [15, "#5b8fae"],
  [20, "#3f7fa6"],
  [25, "#3aa35f"],
  [30, "#2b8a3e"],
  [35, "#1f6b2c"],
  [40, "#f2d544"],
  [45, "#e8a92f"],
  [50, "#e0662c"],
  [55, "#cf3029"],
  [60, "#a81d2a"],
  [65, "#b5409b"],
  [70, "#8f57c4"],
  [75, "#e7e2f2"],
];

const velocity: [number, string][] = [
  [-60, "#6a2fb0"],
  [-40, "#2b6fd1"],
  [-20, "#3cb6c9"],
  [-1, "#bfe5d4"],
  [0, "#c9c9c9"],
  [1, "#f2d9c4"],
  [20, "#e8903a"],
  [40, "#cf3029"],
  [60, "#8c1140"],
];

function table(
  name: string,
  title: string,
  moments: Moment[],
  colors: [number, string][],
  interpolated = false,
): Legend {
  const values = colors.map(([value]) => value);
  const min = Math.min(...values);
  const max = Math.max(...values) + (interpolated ? 0 : values.at(-1)! - values.at(-2)!);
  const at = (value: number) => (value - min) / (max - min);
  const stretches = interpolated ? colors.slice(0, -1) : colors;
  return {
    table: name,
    title,
    unit: units[moments[0]!],
    moments,
    interpolated,
    classes: false,
    min,
    max,
    stops: stretches.map(([value, color], index) => {
      const next = colors[index + 1];
      const endColor = interpolated ? next![1] : color;
      return { value, from: at(value), to: at(next?.[0] ?? max), color, endColor };
    }),
    ticks: values.map((value) => ({ value, position: at(value), label: String(value) })),
    ...(moments[0] === "VEL" && { folded: "#6b3fa0" }),
    png: `/radar/legend/${name}.png`,
  };
}

export const legends: Legend[] = [
  table("reflectivity", "Reflectivity", ["REF"], reflectivity),
  table("reflectivity-smooth", "Reflectivity, smooth", ["REF"], reflectivity, true),
  table("velocity", "Velocity", ["VEL"], velocity, true),
  table(
    "width",
    "Spectrum width",
    ["SW"],
    [
      [0, "#222222"],
      [5, "#3aa35f"],
      [10, "#f2d544"],
      [20, "#cf3029"],
    ],
    true,
  ),
  table(
    "zdr",
    "Differential reflectivity",
    ["ZDR"],
    [
      [-4, "#333333"],
      [0, "#b8c4cc"],
      [2, "#2b8a3e"],
      [5, "#cf3029"],
    ],
    true,
  ),
  table(
    "phi",
    "Differential phase",
    ["PHI"],
    [
      [0, "#2b6fd1"],
      [180, "#3aa35f"],
      [360, "#cf3029"],
    ],
    true,
  ),
  table(
    "rho",
    "Correlation coefficient",
    ["RHO"],
    [
      [0.2, "#222244"],
      [0.8, "#3cb6c9"],
      [0.95, "#f2d544"],
      [1.05, "#a81d2a"],
    ],
    true,
  ),
];
