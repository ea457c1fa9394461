import type { Reader } from "../reader.ts";
import type { CellTrendPacket, PacketContext, Trend, TrendTimesPacket } from "./packet.ts";

/** Trends by their code less one, and the value of one unit (ICD 2620001, figure 3-15). */
const TRENDS: readonly (readonly [name: string, unit: number])[] = [
  ["cell top", 100],
  ["cell base", 100],
  ["height of maximum reflectivity", 100],
  ["probability of hail", 1],
  ["probability of severe hail", 1],
  ["cell-based VIL", 1],
  ["maximum reflectivity", 1],
  ["centroid height", 100],
];
/** Tops and bases cut off by the scan are sent with 1000 added (same figure). */
const LIMITED_CODES = new Set([1, 2]);
const LIMITED_FROM = 700;
const LIMITED_OFFSET = 1000;

/** Positions are in eighths of a kilometre here, although they are in a page (figure 3-15). */
const UNIT = 1 / 8;

/** Packet 21. */
export function decodeCellTrend(
  reader: Reader,
  code: number,
  { tally }: PacketContext,
): CellTrendPacket {
  const length = reader.u16();
  const end = reader.offset + length;
  if (length > reader.remaining) throw reader.corrupt(`A cell trend of ${length} bytes`);
  const id = reader.text(2);
  const x = reader.i16() * UNIT;
  const y = reader.i16() * UNIT;
  const trends: Trend[] = [];
  while (reader.offset < end) {
    tally(1);
    trends.push(readTrend(reader));
  }
  return { kind: "cell trend", code, id, x, y, trends };
}

/** Packet 22. */
export function decodeTrendTimes(reader: Reader, code: number): TrendTimesPacket {
  reader.u16();
  return { kind: "trend times", code, minutes: readRing(reader) };
}

function readTrend(reader: Reader): Trend {
  const code = reader.u16();
  const [name, unit] = TRENDS[code - 1] ?? [`trend ${code}`, 1];
  const raw = readRing(reader);
  if (!LIMITED_CODES.has(code)) return { name, values: raw.map((value) => value * unit) };
  const limited = raw.map((value) => value > LIMITED_FROM);
  const values = raw.map((value, i) => (limited[i] ? value - LIMITED_OFFSET : value) * unit);
  return { name, values, limited };
}

/** A ring of values: their number, the position of the newest, and the values. The newest is moved to the end. */
function readRing(reader: Reader): number[] {
  const count = reader.u8();
  const latest = reader.u8();
  if (count * 2 > reader.remaining) throw reader.corrupt(`A trend of ${count} volumes`);
  const values = Array.from({ length: count }, () => reader.i16());
  return [...values.slice(latest), ...values.slice(0, latest)];
}
