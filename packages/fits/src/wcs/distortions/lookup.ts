import { FitsError } from "../../errors.ts";
import type { Header } from "../../header/header.ts";
import type { PixelShift } from "./sip.ts";

/** An image extension that contains a distortion, row 0 first, x varying fastest. */
export interface LookupTable {
  header: Header;
  width: number;
  height: number;
  data: ArrayLike<number>;
}

/** Finds the image extension with a name and version. */
export type FindTable = (extname: string, extver: number) => LookupTable | undefined;

/** The keywords of the two kinds of lookup tables. */
interface LookupKeywords {
  /** Type of the distortion of axis j: `Lookup`. */
  type: string;
  /** Record-valued parameters of axis j. */
  parameters: string;
  extname: string;
}

/** CPDISj and DPj (paper IV draft, Calabretta et al. 2004, §3.4), as the HST pipelines write them. */
export const CPDIS: LookupKeywords = { type: "CPDIS", parameters: "DP", extname: "WCSDVARR" };

/** D2IMDISj: the same from detector to image, before everything else (Hack, Dencheva & Fruchter 2012). */
export const D2IM: LookupKeywords = { type: "D2IMDIS", parameters: "D2IM", extname: "D2IMARR" };

/** The table needed for an axis. */
export interface TableName {
  axis: 1 | 2;
  extname: string;
  extver: number;
  /** The table's first axis is the image's second. */
  transposed: boolean;
}

/**
 * The tables that a header refers to.
 *
 * @throws FitsError FITS_WCS_UNSUPPORTED on a distortion that is not a lookup table.
 */
export function lookupNames(
  header: Header,
  keywords: LookupKeywords,
  alternate: string,
): TableName[] {
  const names: TableName[] = [];
  for (const axis of [1, 2] as const) {
    const card = `${keywords.type}${axis}${alternate}`;
    const kind = header.string(card)?.trim();
    if (!kind) continue;
    if (kind.toLowerCase() !== "lookup") {
      throw new FitsError("FITS_WCS_UNSUPPORTED", `a distortion of type "${kind}"`, { card });
    }
    const keyword = `${keywords.parameters}${axis}${alternate}`;
    const extver = recordValue(header, keyword, "EXTVER") ?? 1;
    const transposed = (recordValue(header, keyword, `AXIS.${axis}`) ?? axis) !== axis;
    names.push({ axis, extname: keywords.extname, extver, transposed });
  }
  return names;
}

/** A record-valued card: `DP1 = 'EXTVER: 1'`, or its short form `DP1.EXTVER = 1` (paper IV §2.4). */
function recordValue(header: Header, keyword: string, field: string): number | undefined {
  const direct = header.number(`${keyword}.${field}`);
  if (direct !== undefined) return direct;
  for (const card of header.cards) {
    if (card.keyword !== keyword || typeof card.value !== "string") continue;
    const [name, value] = card.value.split(":");
    const number = Number(value);
    if (name?.trim() === field && Number.isFinite(number)) return number;
  }
  return undefined;
}

/** The combined shift of the lookup tables; undefined if the header refers to none. */
export function lookupShift(
  header: Header,
  keywords: LookupKeywords,
  alternate: string,
  find: FindTable,
): PixelShift | undefined {
  const names = lookupNames(header, keywords, alternate);
  if (names.length === 0) return undefined;
  const axes = names.map((name) => ({ axis: name.axis, shift: interpolation(name, find) }));
  return (x, y) => {
    const shift: [number, number] = [0, 0];
    for (const { axis, shift: at } of axes) shift[axis - 1] = at(x, y);
    return shift;
  };
}

/** Bilinear interpolation; beyond its edge a table continues with its edge value (paper IV §3.4). */
function interpolation(name: TableName, find: FindTable): (x: number, y: number) => number {
  const table = find(name.extname, name.extver);
  if (!table) {
    const what = `the extension ${name.extname}, ${name.extver} is missing`;
    throw new FitsError("FITS_WCS_BAD_DISTORTION", what);
  }
  const { data, width, height } = table;
  if (width < 1 || height < 1 || data.length < width * height) {
    throw new FitsError("FITS_WCS_BAD_DISTORTION", `${name.extname}, ${name.extver} is empty`);
  }
  const column = tableAxis(table.header, 1, width);
  const row = tableAxis(table.header, 2, height);
  const value = (i: number, j: number) =>
    data[Math.min(j, height - 1) * width + Math.min(i, width - 1)] as number;
  return (x, y) => {
    const [u, v] = name.transposed ? [column(y), row(x)] : [column(x), row(y)];
    if (Number.isNaN(u + v)) return Number.NaN;
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const [a, b] = [u - i, v - j];
    const low = value(i, j) * (1 - a) + value(i + 1, j) * a;
    const high = value(i, j + 1) * (1 - a) + value(i + 1, j + 1) * a;
    return low * (1 - b) + high * b;
  };
}

/**
 * The position in the table, from 0, of a pixel number. CRPIX and CRVAL count from 1 as everywhere in FITS, but the
 * HST pipelines write both as 0 and mean that the first pixel lies on the first cell.
 */
function tableAxis(header: Header, axis: 1 | 2, length: number): (t: number) => number {
  const reference = header.number(`CRPIX${axis}`) ?? 0;
  const value = header.number(`CRVAL${axis}`) ?? 0;
  const step = header.number(`CDELT${axis}`) ?? 1;
  if (step === 0) throw new FitsError("FITS_WCS_BAD_DISTORTION", "CDELT of a table is 0");
  const fromZero = reference === 0 && value === 0;
  const place = fromZero
    ? (t: number) => (t - 1) / step
    : (t: number) => (t - value) / step + reference - 1;
  return (t) => Math.max(0, Math.min(length - 1, place(t)));
}
