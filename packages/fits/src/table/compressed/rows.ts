import { FitsError } from "../../errors.ts";
import type { Header } from "../../header/header.ts";
import { checkArray, type FitsLimits } from "../../limits.ts";
import { type FitsSource, readExact } from "../../source.ts";
import type { Inflate } from "../../tiles/codecs/codec.ts";
import { binaryColumns, type Column } from "../column.ts";
import { heapCell, type TableLayout } from "../heap.ts";
import type { CellBytes, StoredRows } from "../stored.ts";
import type { ColumnType } from "../types.ts";
import { columnCodec, decoded } from "./codecs.ts";
import { tableHeader } from "./header.ts";

/** What a compressed table needs from its file. */
export interface CompressedContext {
  source: FitsSource;
  limits: FitsLimits;
  inflate: Inflate;
}

/** Descriptors of compressed cells have 64 bits (FITS 4.0 §10.3.6). */
const WIDE = 16;

/** Types whose words GZIP_2 shuffles in fixed-width columns; those of other types are not shuffled. */
const SHUFFLED: Record<string, number> = { I: 2, J: 4, E: 4, K: 8, D: 8 };
/** In the heap, complex numbers are also shuffled, as words of eight bytes: that is how cfitsio writes them. */
const SHUFFLED_IN_HEAP: Record<string, number> = { ...SHUFFLED, C: 8 };

/**
 * A compressed table (FITS 4.0 §10.3): each of its rows is a tile of rows, column by column. Only the requested tiles
 * and columns are read.
 */
export class CompressedRows implements StoredRows {
  readonly rows: number;
  readonly rowBytes: number;
  readonly #tileRows: number;
  readonly #stored: readonly Column[];
  readonly #codecs: readonly ReturnType<typeof columnCodec>[];
  readonly #layout: TableLayout;
  readonly #context: CompressedContext;

  /** @param layout of the table as it is stored. */
  constructor(stored: Header, layout: TableLayout, context: CompressedContext) {
    const original = tableHeader(stored);
    this.rows = counted(original, "NAXIS2");
    this.rowBytes = counted(original, "NAXIS1");
    this.#tileRows = Math.min(Math.max(1, this.rows), counted(stored, "ZTILELEN"));
    if (this.#tileRows < 1 || Math.ceil(this.rows / this.#tileRows) > layout.rows) {
      const detail = `${this.rows} rows in ${layout.rows} tiles of ${stored.get("ZTILELEN")}`;
      throw new FitsError("FITS_BAD_TABLE", detail, { card: "ZTILELEN" });
    }
    this.#stored = binaryColumns(stored);
    this.#codecs = this.#stored.map((_, i) => {
      const card = `ZCTYP${i + 1}`;
      return columnCodec(stored.string(card)?.trim().toUpperCase() || "GZIP_2", card);
    });
    this.#layout = layout;
    this.#context = context;
  }

  async read(start: number, count: number, columns: readonly Column[]): Promise<Uint8Array> {
    const output = new Uint8Array(count * this.rowBytes);
    for (const column of columns) {
      // Descriptors of cells in the heap are useless without their tile.
      if (column.bytes === 0 || column.heap) continue;
      for (const tile of this.#tiles(start, count)) {
        const bytes = await this.#column(column, tile, column.bytes);
        const from = tile.start - tile.first;
        for (let i = 0; i < tile.count; i++) {
          const cell = bytes.subarray((from + i) * column.bytes, (from + i + 1) * column.bytes);
          output.set(cell, (tile.start - start + i) * this.rowBytes + column.offset);
        }
      }
    }
    return output;
  }

  async *cells(
    column: Column,
    _rows: Uint8Array,
    start: number,
    count: number,
  ): AsyncGenerator<CellBytes> {
    if (column.bytes === 0) {
      for (let i = 0; i < count; i++) yield { elements: 0, bytes: new Uint8Array(0) };
      return;
    }
    let total = 0;
    for (const tile of this.#tiles(start, count)) {
      const both = await this.#column(column, tile, column.bytes + WIDE);
      const view = new DataView(both.buffer, both.byteOffset, both.byteLength);
      const wideAt = tile.rows * column.bytes;
      for (let i = tile.start - tile.first; i < tile.start - tile.first + tile.count; i++) {
        const elements = elementsAt(view, i * column.bytes, column);
        total += column.type.cellBytes(elements);
        checkArray(total, 1, this.#context.limits);
        const place = [
          view.getBigInt64(wideAt + i * WIDE),
          view.getBigInt64(wideAt + i * WIDE + 8),
        ];
        yield { elements, bytes: await this.#cell(column, elements, place.map(Number)) };
      }
    }
  }

  /** The bytes of a cell, which is stored uncompressed in the heap if compression did not make it shorter. */
  async #cell(column: Column, elements: number, [length = 0, from = 0]: number[]) {
    const bytes = column.type.cellBytes(elements);
    if (bytes === 0) return new Uint8Array(0);
    const { heapOffset, heapEnd } = this.#layout;
    if (!(length >= 0 && from >= 0 && heapOffset + from + length <= heapEnd)) {
      throw outside(column, heapOffset + from);
    }
    const stored = await readExact(this.#context.source, heapOffset + from, length);
    if (length === bytes) return stored;
    return this.#decoded(column, stored, bytes, column.type, SHUFFLED_IN_HEAP);
  }

  /** Consecutive cells of a column in a tile; for a column in the heap, the descriptors. */
  async #column(column: Column, tile: RowTile, width: number): Promise<Uint8Array> {
    const { source, limits } = this.#context;
    const length = tile.rows * width;
    checkArray(length, 1, limits);
    if (length > limits.maxTilePixels) {
      throw new FitsError("FITS_TOO_LARGE", `tiles of ${tile.rows} rows`, { card: "ZTILELEN" });
    }
    const stored = this.#stored[column.index];
    if (!stored?.heap) throw new FitsError("FITS_BAD_TABLE", `column ${column.name} has no tiles`);
    const { dataOffset, rowBytes } = this.#layout;
    const row = await readExact(source, dataOffset + tile.index * rowBytes, rowBytes);
    const view = new DataView(row.buffer, row.byteOffset, rowBytes);
    const place = heapCell(view, stored, this.#layout);
    const bytes = await readExact(source, place.offset, place.length);
    if (!column.heap) return this.#decoded(column, bytes, length, column.type, SHUFFLED);
    const inflated = this.#context.inflate(bytes, length);
    if (inflated.byteLength === length) return inflated;
    throw new FitsError("FITS_BAD_TABLE", `descriptors of column ${column.name}`);
  }

  #decoded(
    { index }: Column,
    bytes: Uint8Array,
    length: number,
    type: ColumnType,
    shuffled: Record<string, number>,
  ): Uint8Array {
    const codec = this.#codecs[index] as ReturnType<typeof columnCodec>;
    const { inflate } = this.#context;
    return decoded(codec, { bytes, type, length, word: shuffled[type.letter] ?? 1, inflate });
  }

  /** The tiles that contain some rows. */
  *#tiles(start: number, count: number): Generator<RowTile> {
    for (let row = start; row < start + count; ) {
      const index = Math.floor(row / this.#tileRows);
      const first = index * this.#tileRows;
      const rows = Math.min(this.#tileRows, this.rows - first);
      const wanted = Math.min(start + count, first + rows) - row;
      yield { index, first, rows, start: row, count: wanted };
      row += wanted;
    }
  }
}

/** A tile of rows, and which of its rows are requested. */
interface RowTile {
  readonly index: number;
  readonly first: number;
  readonly rows: number;
  readonly start: number;
  readonly count: number;
}

function elementsAt(view: DataView, at: number, column: Column): number {
  const elements = column.heap === 8 ? Number(view.getBigInt64(at)) : view.getUint32(at);
  if (elements >= 0 && Number.isSafeInteger(16 * elements)) return elements;
  throw outside(column, at);
}

function outside(column: Column, offset: number): FitsError {
  const detail = `column ${column.name}: a cell lies outside the heap`;
  return new FitsError("FITS_BAD_TABLE", detail, { offset });
}

function counted(header: Header, card: string): number {
  const value = header.integer(card);
  if (value !== undefined && value >= 0) return value;
  throw new FitsError("FITS_BAD_TABLE", `${card} = ${header.get(card)}`, { card });
}
