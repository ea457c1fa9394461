import { mjdToIso } from "@welkin/orbits";
import { randomNumbers } from "../../random.ts";
import { cornersOf, type Pointing } from "./projection.ts";

/** One exposure of the simulated survey. */
export interface Exposure {
  /** `sim-20250528-042-g`. */
  readonly id: string;
  readonly filename: string;
  /** Exposures of one visit, one per filter. */
  readonly request: number;
  readonly field: number;
  readonly filter: Filter;
  /** When the shutter opened, MJD UTC. */
  readonly mjd: number;
  /** Seconds. */
  readonly exposure: number;
  /** Magnitude of the faintest star above the noise of the sky. */
  readonly maglimit: number;
  readonly pointing: Pointing;
  /** Degrees; the corners of the picture. */
  readonly corners: readonly (readonly [ra: number, dec: number])[];
}

const FILTERS = ["g", "r", "i"] as const;
export type Filter = (typeof FILTERS)[number];

/** The camera's observatory: Cerro Tololo. */
export const OBSERVATORY = "807";

/** 2025-05-28 02:00 UTC, a night every six days, until the end of August: comet 65P is near opposition. */
const FIRST = 60823;
const NIGHTS = 16;
const NIGHT_STEP = 6;
const EVENING = 2 / 24;
/** The stretch of Sagittarius and Corona Australis that the comet crosses, degrees, in slightly overlapping fields. */
const WEST = 271.6;
const SOUTH = -33.4;
const PITCH = 0.96;
const ROWS = 7;
const COLUMNS = 15;

const EXPOSURE = 60;
/** Seconds from one exposure of a visit to the next. */
const CADENCE = 68;
const DAY = 86_400;
/** Pixels per side. */
export const SIZE = 1024;
const SCALE = 3.6 / 3600;
const ROTATION = 1.7;
const LIMITS: Record<Filter, number> = { g: 21, r: 20.8, i: 20.4 };

/** The exposure with this name; undefined if the simulated survey has none. */
export function exposureOf(id: string): Exposure | undefined {
  const [, day, field, filter] = /^sim-(\d{8})-(\d{3})-([gri])$/.exec(id) ?? [];
  const night = nightNumbers.get(day ?? "");
  if (night === undefined || Number(field) >= ROWS * COLUMNS) return undefined;
  return exposure(night, Number(field), filter as Filter);
}

/** Every exposure of the simulated survey, in order of time. */
export function* exposures(): Generator<Exposure> {
  for (let night = 0; night < NIGHTS; night++) {
    for (let field = 0; field < ROWS * COLUMNS; field++) {
      for (const filter of FILTERS) yield exposure(night, field, filter);
    }
  }
}

const dayOf = (night: number) =>
  mjdToIso(FIRST + night * NIGHT_STEP)
    .slice(0, 10)
    .replaceAll("-", "");

const nightNumbers = new Map(Array.from({ length: NIGHTS }, (_, night) => [dayOf(night), night]));

function exposure(night: number, field: number, filter: Filter): Exposure {
  const number = FILTERS.indexOf(filter);
  const begun = ((field * FILTERS.length + number) * CADENCE) / DAY;
  const id = `sim-${dayOf(night)}-${String(field).padStart(3, "0")}-${filter}`;
  const pointing = pointingOf(night, field, number);
  return {
    id,
    filename: `${id}.fits`,
    request: 1000 * (night + 1) + field,
    field,
    filter,
    mjd: FIRST + night * NIGHT_STEP + EVENING + begun,
    exposure: EXPOSURE,
    maglimit: LIMITS[filter],
    pointing,
    corners: cornersOf(pointing),
  };
}

/** The centre of a field, plus some arcseconds: no mount points identically twice. */
function pointingOf(night: number, field: number, number: number): Pointing {
  const random = randomNumbers((night * 1000 + field) * FILTERS.length + number);
  const dec = SOUTH + Math.floor(field / COLUMNS) * PITCH;
  const step = PITCH / Math.cos((dec * Math.PI) / 180);
  const ra = WEST + (field % COLUMNS) * step;
  const off = () => ((random() - 0.5) * 40) / 3600;
  return { ra: ra + off(), dec: dec + off(), scale: SCALE, rotation: ROTATION, size: SIZE };
}
