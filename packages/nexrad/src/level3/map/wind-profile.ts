import type { Packet, TextPacket, WindBarb } from "../packets/packet.ts";
import type { RadarProduct } from "../product.ts";

/** Winds above the radar (product 48), now and in earlier volumes. */
export interface WindProfile {
  readonly time: Date;
  /** The newest volume, from the ground up, with everything the algorithm states for each level. */
  readonly levels: readonly WindLevel[];
  /** The chart's contents: each volume's winds at fixed altitudes, oldest first. */
  readonly history: readonly { readonly time: Date; readonly winds: readonly Wind[] }[];
}

export interface Wind {
  /** Metres above mean sea level. */
  readonly altitude: number;
  /** Degrees that it comes from. */
  readonly direction: number;
  /** m/s. */
  readonly speed: number;
}

export interface WindLevel extends Wind {
  /** m/s towards the east, the north, and up; null if unknown. */
  readonly u: number;
  readonly v: number;
  readonly w: number | null;
  /** m/s: the residual of the fit to the measured velocities. */
  readonly rms: number;
  /** Per second. */
  readonly divergence: number | null;
  /** Metres, and degrees, of the circle to which it was fitted. */
  readonly slantRange: number;
  readonly elevation: number;
}

const METRES_PER_FOOT = 0.3048;
const METRES_PER_NAUTICAL_MILE = 1852;
const KNOT = 1852 / 3600;

/** The wind profile of a product; undefined if it has none. */
export function windProfile(product: RadarProduct): WindProfile | undefined {
  const levels = product.tabularPages.flatMap(readLevels).sort((a, b) => a.altitude - b.altitude);
  const history = readChart(product.layers.flat(), product.time);
  if (levels.length === 0 && history.length === 0) return undefined;
  return { time: product.time, levels, history };
}

/** Altitude in 100 ft; u, v in m/s; w in cm/s; direction; speed and rms in kt; divergence in 1/1000 s; nmi; degrees. */
const ROW =
  /^ +(\d{3}) +(-?[\d.]+) +(-?[\d.]+) +(-?[\d.]+|NA) +(\d{3}) +(\d{3}) +([\d.]+) +(-?[\d.]+|NA) +([\d.]+) +([\d.]+) *$/;

function readLevels(page: string): WindLevel[] {
  if (!page.includes("VAD Algorithm Output")) return [];
  return page.split("\n").flatMap((line) => {
    const match = ROW.exec(line);
    if (!match) return [];
    const [, altitude, u, v, w, direction, speed, rms, divergence, range, elevation] = match;
    return {
      altitude: Number(altitude) * 100 * METRES_PER_FOOT,
      direction: Number(direction),
      speed: Number(speed) * KNOT,
      u: Number(u),
      v: Number(v),
      w: w === "NA" ? null : Number(w) / 100,
      rms: Number(rms) * KNOT,
      divergence: divergence === "NA" ? null : Number(divergence) / 1000,
      slantRange: Number(range) * METRES_PER_NAUTICAL_MILE,
      elevation: Number(elevation),
    };
  });
}

/** In the chart, altitudes are left of this line. */
const AXIS = 13;
/** A barb's offset to the right of the start of its column's time, and below the top of its row's altitude. */
const BARB_FROM_TIME = 3.5;
const BARB_FROM_ALTITUDE = 1;
/** Half the distance between columns, and between rows. */
const COLUMN_REACH = 4.5;
const ROW_REACH = 1.8;

function readChart(packets: readonly Packet[], volumeTime: Date): WindProfile["history"] {
  const texts = packets.filter((packet) => packet.kind === "text");
  const columns = texts.filter(({ x, text }) => x > AXIS && /^\d{4}$/.test(text));
  const rows = texts.filter(({ x, text }) => x < AXIS && /^ ?\d{1,2}$/.test(text));
  const barbs = packets.flatMap((packet) => (packet.kind === "wind barbs" ? packet.barbs : []));
  return columns
    .sort((a, b) => a.x - b.x)
    .map((column) => ({
      time: timeOfDay(column.text, volumeTime),
      winds: barbs
        .filter(({ x }) => Math.abs(x - BARB_FROM_TIME - column.x) < COLUMN_REACH)
        .flatMap((barb) => windOf(barb, rows))
        .sort((a, b) => a.altitude - b.altitude),
    }))
    .filter(({ winds }) => winds.length > 0);
}

function windOf({ y, direction, speed }: WindBarb, rows: readonly TextPacket[]): Wind[] {
  const row = rows.find((text) => Math.abs(y - BARB_FROM_ALTITUDE - text.y) < ROW_REACH);
  if (!row) return [];
  const altitude = Number(row.text) * 1000 * METRES_PER_FOOT;
  return [{ altitude, direction, speed: speed * KNOT }];
}

const HOUR = 3_600_000;

/** The last time before the volume's end at which clocks showed `hhmm`. */
function timeOfDay(hhmm: string, volumeTime: Date): Date {
  const time = new Date(volumeTime);
  time.setUTCHours(Number(hhmm.slice(0, 2)), Number(hhmm.slice(2)), 0, 0);
  return time.getTime() > volumeTime.getTime() + HOUR ? new Date(time.getTime() - 24 * HOUR) : time;
}
