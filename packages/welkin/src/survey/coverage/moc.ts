import { writeFits } from "@welkin/fits";

/** Cells, order by order: ascending pixel numbers, none of which lies within another. */
export type MocCells = readonly (readonly number[])[];

/**
 * A Multi-Order Coverage map of the sky (IVOA MOC 2.0, a SMOC): the HEALPix cells (nested, ICRS) that are covered,
 * expressed in the fewest cells.
 */
export class Moc {
  /** The finest order. */
  readonly order: number;
  readonly cells: MocCells;

  constructor(cells: MocCells) {
    this.order = cells.length - 1;
    this.cells = cells;
  }

  /** One bit per cell of one order. */
  static ofBits(bits: Uint8Array, order: number): Moc {
    const cells: number[][] = Array.from({ length: order + 1 }, () => []);
    for (let face = 0; face < 12; face++) collect(bits, order, 0, face, cells);
    return new Moc(cells);
  }

  /** The share of the sky that is covered. */
  get fraction(): number {
    return this.cells.reduce((sum, list, order) => sum + list.length / (12 * 4 ** order), 0);
  }

  /** As text (section 4.3.2): `1/2-4 3/55 10/`, where the last number is the order of the map. */
  toAscii(): string {
    const parts = this.cells.flatMap((list, order) =>
      list.length === 0 && order < this.order ? [] : [`${order}/${rangesText(list)}`],
    );
    return parts.join(" ");
  }

  /** As JSON (section 4.3.3). */
  toJson(): Record<string, readonly number[]> {
    const told = this.cells.map((list, order) => [String(order), list] as const);
    return Object.fromEntries(told.filter(([, list], i) => list.length > 0 || i === this.order));
  }

  /** As FITS (section 4.3.1): a table of cells as single numbers, NUNIQ. */
  async toFits(): Promise<Uint8Array> {
    const numbers = this.cells.flatMap((list, order) =>
      list.map((pixel) => BigInt(4 * 4 ** order + pixel)),
    );
    const values = BigInt64Array.from(numbers).sort();
    const header = [
      card("PIXTYPE", "HEALPIX", "HEALPix cells"),
      card("MOCVERS", "2.0", "version of the MOC standard"),
      card("MOCDIM", "SPACE", "what it covers"),
      card("ORDERING", "NUNIQ", "4 * 4^order + pixel"),
      card("MOCORD_S", this.order, "finest order"),
      card("MOCORDER", this.order, "the same, for readers of MOC 1.1"),
      card("COORDSYS", "C", "ICRS"),
      card("MOCTOOL", "welkin", "made by"),
    ];
    return writeFits([{ name: "MOC", columns: [{ name: "UNIQ", values }], header }]);
  }
}

function card(keyword: string, value: string | number, comment: string) {
  return { keyword, value, comment };
}

/** Adds a pixel's covered cells to the lists. Returns whether it is covered entirely; it is then left to its parent. */
function collect(
  bits: Uint8Array,
  finest: number,
  order: number,
  pixel: number,
  cells: number[][],
): void {
  const state = stateOf(bits, finest, order, pixel);
  if (state === "all") cells[order]!.push(pixel);
  if (state !== "some") return;
  for (let k = 0; k < 4; k++) collect(bits, finest, order + 1, 4 * pixel + k, cells);
}

function stateOf(
  bits: Uint8Array,
  finest: number,
  order: number,
  pixel: number,
): "all" | "some" | "none" {
  const count = 4 ** (finest - order);
  const begin = pixel * count;
  if (count < 8) return bitsState((bits[begin >>> 3]! >>> (begin & 7)) & ((1 << count) - 1), count);
  const first = bits[begin >>> 3]!;
  if (first !== 0 && first !== 255) return "some";
  for (let at = (begin >>> 3) + 1; at < (begin + count) >>> 3; at++) {
    if (bits[at] !== first) return "some";
  }
  return first === 255 ? "all" : "none";
}

function bitsState(value: number, count: number): "all" | "some" | "none" {
  if (value === 0) return "none";
  return value === (1 << count) - 1 ? "all" : "some";
}

function rangesText(list: readonly number[]): string {
  const ranges: string[] = [];
  for (let at = 0; at < list.length; ) {
    let end = at;
    while (end + 1 < list.length && list[end + 1] === list[end]! + 1) end++;
    ranges.push(end === at ? String(list[at]) : `${list[at]}-${list[end]}`);
    at = end + 1;
  }
  return ranges.join(",");
}
