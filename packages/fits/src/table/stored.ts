import { checkArray, type FitsLimits } from "../limits.ts";
import { type FitsSource, groupRanges, readExact } from "../source.ts";
import type { Column } from "./column.ts";
import { type HeapCell, heapCell, type TableLayout } from "./heap.ts";

/** The bytes of a cell in the heap, and their number of elements. */
export interface CellBytes {
  readonly elements: number;
  readonly bytes: Uint8Array;
}

/** Rows of a binary table, however they are stored. */
export interface StoredRows {
  readonly rows: number;
  readonly rowBytes: number;
  /** The bytes of consecutive rows, with at least the given columns filled in. */
  read(start: number, count: number, columns: readonly Column[]): Promise<Uint8Array>;
  /** The cells of a column in the heap, for rows returned by `read`. */
  cells(
    column: Column,
    rows: Uint8Array,
    start: number,
    count: number,
  ): AsyncIterable<CellBytes> | Iterable<CellBytes>;
}

const NOTHING = new Uint8Array(0);

/** Rows as they are in the file. */
export class PlainRows implements StoredRows {
  readonly #layout: TableLayout;
  readonly #source: FitsSource;
  readonly #limits: FitsLimits;

  constructor(layout: TableLayout, source: FitsSource, limits: FitsLimits) {
    this.#layout = layout;
    this.#source = source;
    this.#limits = limits;
  }

  get rows(): number {
    return this.#layout.rows;
  }

  get rowBytes(): number {
    return this.#layout.rowBytes;
  }

  async read(start: number, count: number): Promise<Uint8Array> {
    const { dataOffset, rowBytes } = this.#layout;
    return readExact(this.#source, dataOffset + start * rowBytes, count * rowBytes);
  }

  async *cells(
    column: Column,
    rows: Uint8Array,
    _start: number,
    count: number,
  ): AsyncGenerator<CellBytes> {
    const { rowBytes } = this.#layout;
    const cells: HeapCell[] = [];
    let total = 0;
    for (let i = 0; i < count; i++) {
      const row = new DataView(rows.buffer, rows.byteOffset + i * rowBytes, rowBytes);
      const cell = heapCell(row, column, this.#layout);
      total += cell.length;
      cells.push(cell);
    }
    checkArray(total, 1, this.#limits);
    for (const group of groupRanges(cells)) {
      const bytes = await readExact(this.#source, group.offset, group.length);
      for (const { offset, length, elements } of cells.slice(group.first, group.last)) {
        const from = offset - group.offset;
        yield { elements, bytes: length === 0 ? NOTHING : bytes.subarray(from, from + length) };
      }
    }
  }
}
