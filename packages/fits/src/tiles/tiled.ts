import { FitsError, located } from "../errors.ts";
import type { Header } from "../header/header.ts";
import { pixelFormat, type RawArray } from "../image/bitpix.ts";
import type { PixelReader } from "../image/plain.ts";
import { type Box, boxLength, inLists } from "../image/section.ts";
import { checkArray, type FitsLimits } from "../limits.ts";
import { type FitsSource, groupRanges, readExact } from "../source.ts";
import type { Column } from "../table/column.ts";
import { type HeapCell, heapCell, type TableLayout } from "../table/heap.ts";
import type { Inflate, TileCodec } from "./codecs/codec.ts";
import { tileCodec } from "./codecs/index.ts";
import { type TileColumn, type TileColumns, tileColumns } from "./columns.ts";
import { type TileLayout, tileLayout } from "./layout.ts";
import { copyTile, runPlace, tilesOf, type WantedTile } from "./placing.ts";
import { unquantise } from "./quantise.ts";

/** What a tile-compressed image needs from its file. */
export interface TiledContext {
  source: FitsSource;
  table: TableLayout;
  limits: FitsLimits;
  inflate: Inflate;
  codecs: readonly TileCodec[];
}

/** A tile, the numbers in its row, and the position of its bytes. */
interface StoredTile extends WantedTile {
  cell: HeapCell;
  by: TileColumn["by"];
  scale: number | undefined;
  zero: number | undefined;
  blank: number | undefined;
}

/** Reads a tile-compressed image (FITS 4.0 §10), only the tiles that contain the requested pixels. */
export function tiledPixels(header: Header, context: TiledContext): PixelReader {
  return new TiledPixels(header, context);
}

class TiledPixels implements PixelReader {
  readonly #layout: TileLayout;
  readonly #columns: TileColumns;
  readonly #context: TiledContext;
  readonly #codecs: Record<TileColumn["by"], TileCodec>;
  /** Reused from tile to tile for floats converted from integers. */
  #floats: Float32Array | Float64Array;

  constructor(header: Header, context: TiledContext) {
    this.#layout = tileLayout(header, context.limits);
    this.#columns = tileColumns(header);
    this.#context = context;
    this.#codecs = {
      own: tileCodec(this.#layout.compression, context.codecs),
      GZIP_1: tileCodec("GZIP_1"),
      NOCOMPRESS: tileCodec("NOCOMPRESS"),
    };
    this.#floats = new Float32Array(0);
    if (this.#layout.tiles > context.table.rows) {
      const detail = `${this.#layout.tiles} tiles in ${context.table.rows} rows`;
      throw new FitsError("FITS_BAD_HEADER", detail, { card: "NAXIS2" });
    }
    const tableEnd = context.table.dataOffset + this.#layout.tiles * context.table.rowBytes;
    if (tableEnd > context.table.heapEnd) {
      throw new FitsError("FITS_TRUNCATED", `${this.#layout.tiles} tiles`, { offset: tableEnd });
    }
    if (this.#columns.data.length === 0) {
      throw new FitsError("FITS_BAD_HEADER", "no COMPRESSED_DATA column");
    }
  }

  get axes(): readonly number[] {
    return this.#layout.axes;
  }

  get format() {
    return this.#layout.format;
  }

  /** Reading part of a tile costs as much as reading all of it. */
  get granule(): readonly number[] {
    return this.#layout.tile;
  }

  async read(box: Box, into?: RawArray): Promise<RawArray> {
    const { limits, source } = this.#context;
    checkArray(boxLength(box), this.format.bytes, limits);
    const output = into ?? this.format.allocate(boxLength(box));
    for await (const tiles of this.#located(box)) {
      for (const group of groupRanges(tiles.map(({ cell }) => cell))) {
        const bytes = await readExact(source, group.offset, group.length);
        for (const tile of tiles.slice(group.first, group.last)) {
          const from = tile.cell.offset - group.offset;
          this.#decode(tile, bytes.subarray(from, from + tile.cell.length), output);
        }
      }
    }
    return output;
  }

  /** Looks tiles up in the table, as many at a time as one request returns. */
  async *#located(box: Box): AsyncGenerator<StoredTile[]> {
    const { source, table } = this.#context;
    for (const tiles of inLists(tilesOf(box, this.#layout), TILES)) {
      const rows = tiles.map(({ index }) => ({
        offset: table.dataOffset + index * table.rowBytes,
        length: table.rowBytes,
      }));
      for (const group of groupRanges(rows)) {
        const bytes = await readExact(source, group.offset, group.length);
        yield tiles.slice(group.first, group.last).map((tile, i) => {
          const from = bytes.byteOffset + (rows[group.first + i]?.offset ?? 0) - group.offset;
          return this.#stored(tile, new DataView(bytes.buffer, from, table.rowBytes));
        });
      }
    }
  }

  #stored(tile: WantedTile, row: DataView): StoredTile {
    const { table } = this.#context;
    try {
      for (const { column, by } of this.#columns.data) {
        const cell = cellOf(row, tile.index, column, table);
        if (cell.length === 0) continue;
        const numbers = {
          scale: this.#columns.scale(row),
          zero: this.#columns.zero(row),
          blank: this.#columns.blank(row),
        };
        return { ...tile, cell, by, ...numbers };
      }
    } catch (error) {
      throw located(error, { tile: tile.index });
    }
    throw new FitsError("FITS_BAD_TILE", "no data", { tile: tile.index });
  }

  #decode(tile: StoredTile, bytes: Uint8Array, output: RawArray): void {
    const { layout, wanted, pixels, width } = this.#input(tile);
    const quantised = !layout.format.integer && tile.by === "own" && tile.scale !== undefined;
    try {
      const values = this.#codecs[tile.by].decode({
        bytes,
        width,
        pixels,
        wanted,
        format: quantised ? INT32 : layout.format,
        parameters: layout.parameters,
        inflate: this.#context.inflate,
      });
      if (values.length < wanted) {
        throw new FitsError("FITS_BAD_TILE", `${values.length} pixels, ${wanted} are needed`);
      }
      if (quantised) this.#placeFloats(values, tile, output);
      else copyTile(values, tile, output);
    } catch (error) {
      throw located(error, { tile: tile.index, offset: tile.cell.offset });
    }
  }

  #input(tile: StoredTile) {
    const pixels = tile.size.reduce((a, b) => a * b, 1);
    return { layout: this.#layout, pixels, wanted: tile.wanted, width: tile.size[0] as number };
  }

  #placeFloats(values: RawArray, tile: StoredTile, output: RawArray): void {
    const { wanted } = tile;
    if (values instanceof BigInt64Array) {
      throw new FitsError("FITS_BAD_TILE", "64-bit quantised values");
    }
    const quantisation = {
      scale: tile.scale ?? 1,
      zero: tile.zero ?? 0,
      dither: this.#layout.dither,
      seed: this.#layout.seed,
      ...(tile.blank === undefined ? {} : { blank: tile.blank }),
    };
    const place = runPlace(tile);
    if (place >= 0) {
      const floats = output.subarray(place, place + wanted) as Float32Array | Float64Array;
      unquantise(values, wanted, quantisation, tile.index, floats);
      return;
    }
    if (this.#floats.length < wanted) {
      this.#floats = this.format.allocate(wanted) as Float32Array | Float64Array;
    }
    unquantise(values, wanted, quantisation, tile.index, this.#floats);
    copyTile(this.#floats, tile, output);
  }
}

const INT32 = pixelFormat(32);
/** Tiles planned ahead. */
const TILES = 4096;

/** The bytes of a tile: in the heap, or in the row itself if the column has a fixed width. */
function cellOf(row: DataView, index: number, column: Column, table: TableLayout): HeapCell {
  if (column.heap) return heapCell(row, column, table);
  const offset = table.dataOffset + index * table.rowBytes + column.offset;
  return { elements: column.repeat, offset, length: column.bytes };
}
