import { writeLevel2 } from "@welkin/nexrad";
import { randomNumbers } from "../../random.ts";
import { addCell, addStormWind, type Cell } from "./cell.ts";
import { Grain, Texture } from "./noise.ts";
import { PATTERN, type Scene, scan } from "./scan.ts";
import { addClearAir, addClutter, addGustFront, addRain, type RainArea } from "./surroundings.ts";
import { addAmbientWind } from "./wind.ts";

/** A fictitious radar, in the middle of Kansas and far from any real one. */
export const SIMULATED_SITE = {
  id: "XSIM",
  name: "Simulated storm",
  latitude: 38.85,
  longitude: -99.33,
  groundHeight: 610,
  feedhornHeight: 20,
} as const;

export interface SimulationOptions {
  /** Four letters of the radar; by default those of `SIMULATED_SITE`, so that nobody takes it for a real one. */
  readonly site?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  /** When volume 0 starts. */
  readonly start: Date;
  /** The first volume to make, so that several threads can share the work; 0 by default. */
  readonly first?: number;
  /** How many volumes. */
  readonly count: number;
  readonly intervalMinutes?: number;
  /** The same seed and start give the same bytes. */
  readonly seed?: number;
}

export interface SimulatedVolume {
  /** Its name in the style of the archive: `XSIM20260101_120000_V06`. */
  readonly name: string;
  readonly time: Date;
  /** Archive II bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Simulates a severe afternoon: a supercell with a hook and a tornado, its weaker neighbours, steady rain, insects
 * and ground clutter, scanned volume by volume while everything moves. One volume takes about a second.
 */
export function* simulateVolumes(options: SimulationOptions): Generator<SimulatedVolume> {
  const { start, first = 0, count, intervalMinutes = 5, seed = 1 } = options;
  const site = options.site ?? SIMULATED_SITE.id;
  const scene = makeScene(seed);
  const grain = new Grain(randomNumbers(seed + 1));
  for (let index = first; index < first + count; index++) {
    const seconds = index * intervalMinutes * 60;
    const time = new Date(start.getTime() + seconds * 1000);
    const sweeps = scan(
      scene,
      start.getTime(),
      seconds,
      grain,
      randomNumbers(seed + 1000 * (index + 1)),
    );
    const bytes = writeLevel2(
      {
        site,
        time,
        vcp: PATTERN.number,
        pattern: PATTERN,
        antenna: {
          latitude: options.latitude ?? SIMULATED_SITE.latitude,
          longitude: options.longitude ?? SIMULATED_SITE.longitude,
          groundHeight: SIMULATED_SITE.groundHeight,
          feedhornHeight: SIMULATED_SITE.feedhornHeight,
          source: "file",
        },
        sweeps,
      },
      { volumeNumber: (index % 999) + 1 },
    );
    yield { name: archiveName(site, time), time, bytes };
  }
}

function archiveName(site: string, time: Date): string {
  const [date, clock] = time.toISOString().replace(/[-:]/g, "").slice(0, 15).split("T");
  return `${site}${date}_${clock}_V06`;
}

type Placed<T> = Omit<T, "texture">;

const CALM = { mesocyclone: 8, radius: 3, tornado: 0, tornadoRadius: 1 };

/** The afternoon's storms, the most interesting first. */
const STORMS: readonly Placed<Cell>[] = [
  {
    x: -52,
    y: -24,
    size: 1,
    strength: 0,
    organised: 1,
    rotation: { mesocyclone: 19, radius: 2.4, tornado: 27, tornadoRadius: 0.4 },
  },
  {
    x: 62,
    y: -98,
    size: 0.85,
    strength: -2,
    organised: 0.75,
    rotation: { mesocyclone: 17, radius: 2.8, tornado: 0, tornadoRadius: 1 },
  },
  { x: -88, y: 52, size: 0.7, strength: -4, organised: 0.25, rotation: CALM },
  { x: -150, y: -70, size: 1.05, strength: -3, organised: 0.4, rotation: CALM },
  { x: 70, y: 62, size: 0.55, strength: -9, organised: 0, rotation: CALM },
];

const RAIN: readonly RainArea[] = [
  { x: 10, y: 165, radius: 80, strength: 30 },
  { x: -130, y: 140, radius: 48, strength: 27 },
];

function makeScene(seed: number): Scene {
  const textures = [new Texture(seed * 2 + 11), new Texture(seed * 2 + 12)];
  const random = randomNumbers(seed + 5);
  const around = (place: number, spread: number): number => place + spread * (random() * 2 - 1);
  const cells = STORMS.map((storm, i) => ({
    ...storm,
    x: around(storm.x, i === 0 ? 2 : 12),
    y: around(storm.y, i === 0 ? 2 : 12),
    texture: random() * 512,
  }));
  return (row, seconds) => {
    for (const cell of cells) addCell(row, cell, seconds, textures);
    for (const area of RAIN) addRain(row, area, seconds, textures);
    addClearAir(row, seconds, textures);
    addGustFront(row, cells[0]!, seconds, textures);
    addAmbientWind(row);
    for (const cell of cells) addStormWind(row, cell, seconds);
    addClutter(row, textures);
  };
}
