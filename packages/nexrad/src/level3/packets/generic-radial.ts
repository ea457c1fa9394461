import { type NumberType, numberType, readNumbers } from "./generic-numbers.ts";
import { attribute, type Parameter, readParameters } from "./generic-parameters.ts";
import type { PacketContext, RadialPacket } from "./packet.ts";
import type { XdrReader } from "./xdr.ts";

/** A polar grid of a generic product. */
export interface RadialComponent {
  readonly type: "radial";
  readonly description: string;
  readonly parameters: readonly Parameter[];
  /** Attributes of the first radial, as written: `type = ushort; Unit = inches/hour`. */
  readonly attributes: string;
  /** Metres between bins, and of the first bin's centre. */
  readonly gateSpacing: number;
  readonly firstGate: number;
  readonly azimuths: Float64Array;
  readonly elevations: Float64Array;
  readonly widths: Float64Array;
  readonly bins: number;
  /** If the numbers are unsigned with 8 or 16 bits: a grid like that of any other radial product. */
  readonly grid?: RadialPacket;
  /** Any other numbers, `azimuths.length × bins`. */
  readonly values?: Float64Array;
}

/** Number types that are codes, and their width. */
const CODE_BITS: Readonly<Partial<Record<NumberType, 8 | 16>>> = { ubyte: 8, ushort: 16 };

/** Azimuth, elevation, width and number of bins. */
const RADIAL_HEADER = 16;

export function readRadial(xdr: XdrReader, code: number, context: PacketContext): RadialComponent {
  const description = xdr.string();
  const gateSpacing = xdr.float();
  const firstGate = xdr.float();
  const parameters = readParameters(xdr);
  const radials = xdr.count(RADIAL_HEADER);
  if (radials > 0xffff) throw xdr.reader.corrupt(`${radials} radials`);
  const azimuths = new Float64Array(radials);
  const elevations = new Float64Array(radials);
  const widths = new Float64Array(radials);
  const rows: Float64Array[] = [];
  let attributes = "";
  let bins = 0;
  for (let i = 0; i < radials; i++) {
    azimuths[i] = xdr.float();
    elevations[i] = xdr.float();
    widths[i] = xdr.float();
    const count = xdr.int();
    if (count > 0xffff) throw xdr.reader.corrupt(`A radial of ${count} bins`);
    if (count <= 0) {
      rows.push(new Float64Array(0));
      continue;
    }
    const written = xdr.string();
    attributes ||= written;
    context.spend(count);
    rows.push(readNumbers(xdr, numberType(xdr, written), count));
    if (count > bins) bins = count;
  }

  const component = {
    type: "radial",
    description,
    parameters,
    attributes,
    gateSpacing,
    firstGate,
    azimuths,
    elevations,
    widths,
    bins,
  } as const;
  context.spend(radials * bins);
  const bits = CODE_BITS[(attribute(attributes, "type") ?? "") as NumberType];
  if (!bits) return { ...component, values: join(new Float64Array(radials * bins), rows, bins) };
  const codes = bits === 8 ? new Uint8Array(radials * bins) : new Uint16Array(radials * bins);
  const grid: RadialPacket = {
    kind: "radial",
    code,
    radials,
    bins,
    binsPerRadial: Uint16Array.from(rows, (row) => row.length),
    firstBin: 0,
    azimuths,
    widths,
    center: [0, 0],
    rangeScale: 1,
    wordBits: bits,
    codes: join(codes, rows, bins),
    firstGate,
    gateSpacing,
  };
  return { ...component, grid };
}

function join<T extends Uint8Array | Uint16Array | Float64Array>(
  out: T,
  rows: readonly Float64Array[],
  bins: number,
): T {
  for (let i = 0; i < rows.length; i++) out.set(rows[i]!, i * bins);
  return out;
}
