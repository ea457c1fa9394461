import { OrbitError } from "../errors.ts";
import { BitReader, BitWriter } from "./bits.ts";

/**
 * One body's Chebyshev series: `coefficients[(interval × 3 + axis) × terms + i]`, au,
 * barycentric ICRF (the Moon: geocentric), each interval `days` long, the first starting at `start`.
 */
export interface Series {
  name: string;
  /** MJD TDB. */
  start: number;
  days: number;
  terms: number;
  intervals: number;
  coefficients: Float64Array;
}

interface PackedSeries {
  name: string;
  start: number;
  days: number;
  terms: number;
  intervals: number;
  /** Size of a unit, au. */
  quantum: number;
  /** Bits of each coefficient: [axis × terms + i]. */
  bits: number[];
}

interface Header {
  source: string;
  series: PackedSeries[];
}

const MAGIC = "WELKIN-EPHEMERIS-1\n";
/** No header written by this package comes near this; a damaged length must not become an allocation. */
const MAX_HEADER = 1 << 20;
const MAX_VALUES = 20_000_000;

/** Bits that hold every integer of magnitude up to `largest`, with its sign. */
function bitsFor(largest: number): number {
  let bits = 1;
  while (2 ** (bits - 1) <= largest) bits++;
  return bits;
}

/**
 * Series to bytes: a magic line, the length of the header (uint32, little-endian), the header as JSON, then for each
 * series, axis and term the coefficients of all intervals as integers of `bits[axis × terms + term]` bits.
 *
 * @param quanta the size of a unit for each series, au
 */
export function packEphemeris(source: string, series: Series[], quanta: number[]): Uint8Array {
  const writer = new BitWriter();
  const headers = series.map((s, index): PackedSeries => {
    const quantum = quanta[index]!;
    const bits: number[] = [];
    for (let column = 0; column < 3 * s.terms; column++) {
      const values = Array.from({ length: s.intervals }, (_, k) =>
        Math.round(s.coefficients[k * 3 * s.terms + column]! / quantum),
      );
      const width = bitsFor(values.reduce((m, v) => Math.max(m, Math.abs(v)), 0));
      for (const v of values) writer.write(v, width);
      bits.push(width);
    }
    const { name, start, days, terms, intervals } = s;
    return { name, start, days, terms, intervals, quantum, bits };
  });
  const header: Header = { source, series: headers };
  const encoder = new TextEncoder();
  const text = encoder.encode(JSON.stringify(header));
  const magic = encoder.encode(MAGIC);
  const payload = writer.finish();
  const out = new Uint8Array(magic.length + 4 + text.length + payload.length);
  out.set(magic);
  new DataView(out.buffer).setUint32(magic.length, text.length, true);
  out.set(text, magic.length + 4);
  out.set(payload, magic.length + 4 + text.length);
  return out;
}

function damaged(what: string): OrbitError {
  return new OrbitError("bad-ephemeris-file", `This is not a whole ephemeris file: ${what}.`);
}

function isCount(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= most;
}

function checkSeries(s: PackedSeries): void {
  const sound =
    typeof s?.name === "string" &&
    Number.isFinite(s.start) &&
    s.days > 0 &&
    s.quantum > 0 &&
    isCount(s.terms, 40) &&
    isCount(s.intervals, 1_000_000) &&
    Array.isArray(s.bits) &&
    s.bits.length === 3 * s.terms &&
    s.bits.every((b) => isCount(b, 52));
  if (!sound) throw damaged("its header does not describe a series");
}

function readHeader(bytes: Uint8Array): { header: Header; payload: number } {
  const prefix = MAGIC.length + 4;
  if (bytes.length < prefix) throw damaged("it is too short");
  if (new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    throw damaged("the first line is wrong");
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  if (length > MAX_HEADER || prefix + length > bytes.length) throw damaged("the header is cut off");
  let header: Header;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(prefix, prefix + length)));
  } catch {
    throw damaged("the header is not JSON");
  }
  if (!Array.isArray(header?.series)) throw damaged("the header lists no series");
  header.series.forEach(checkSeries);
  return { header, payload: prefix + length };
}

/** The inverse. Sizes are checked before anything is allocated. */
export function unpackEphemeris(bytes: Uint8Array): { source: string; series: Series[] } {
  const { header, payload } = readHeader(bytes);
  let values = 0;
  let bitCount = 0;
  for (const s of header.series) {
    values += s.intervals * 3 * s.terms;
    bitCount += s.intervals * s.bits.reduce((a, b) => a + b, 0);
  }
  if (values > MAX_VALUES) throw damaged("it claims too many coefficients");
  if (payload + Math.ceil(bitCount / 8) !== bytes.length)
    throw damaged("its length does not fit its header");
  const reader = new BitReader(bytes, payload);
  const series = header.series.map((s): Series => {
    const columns = 3 * s.terms;
    const coefficients = new Float64Array(s.intervals * columns);
    for (let column = 0; column < columns; column++) {
      const width = s.bits[column]!;
      for (let k = 0; k < s.intervals; k++)
        coefficients[k * columns + column] = reader.read(width) * s.quantum;
    }
    const { name, start, days, terms, intervals } = s;
    return { name, start, days, terms, intervals, coefficients };
  });
  return { source: header.source, series };
}
