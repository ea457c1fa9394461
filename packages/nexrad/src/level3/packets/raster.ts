import type { Reader } from "../reader.ts";
import type { PacketContext, Position, RasterPacket } from "./packet.ts";
import { copyBytes, countBytes, expandPairs, expandRuns, sumPairs, sumRuns } from "./runs.ts";

/** Packets BA07 and BA0F (ICD 2620001, figure 3-11). */
export function decodeRaster(reader: Reader, code: number, context: PacketContext): RasterPacket {
  reader.claim(4); // The packet's second and third code, 8000 and 00C0.
  const start = [reader.i16(), reader.i16()] as const;
  const scaleX = reader.u16() + reader.u16() / 0x1_0000;
  const scaleY = reader.u16() + reader.u16() / 0x1_0000;
  const rows = reader.u16();
  reader.u16(); // Packing, always 2: runs of four bits.
  const grid = decodeRows(reader, rows, context, sumRuns, expandRuns);
  return { kind: "raster", code, ...grid, start, scale: [scaleX, scaleY] satisfies Position };
}

/** Packet 17, the precipitation array: runs of a byte (ICD 2620001, figure 3-11a). */
export function decodePrecipitationArray(
  reader: Reader,
  code: number,
  context: PacketContext,
): RasterPacket {
  return { kind: "raster", code, ...decodeBoxes(reader, context, sumPairs, expandPairs) };
}

/** Packet 18, rate scans of the precipitation array: runs of four bits (ICD 2620001, figure 3-11b). */
export function decodePrecipitationRate(
  reader: Reader,
  code: number,
  context: PacketContext,
): RasterPacket {
  return { kind: "raster", code, ...decodeBoxes(reader, context, sumRuns, expandRuns) };
}

/** Packet 33: rows of one byte per cell (ICD 2620001, figure 3-11d). */
export function decodeDigitalRaster(
  reader: Reader,
  code: number,
  context: PacketContext,
): RasterPacket {
  const start = [reader.i16(), reader.i16()] as const;
  const scale = [reader.u16(), reader.u16()] as const;
  reader.u16(); // Cells of a row: the rows themselves say it better.
  const rows = reader.u16();
  const grid = decodeRows(reader, rows, context, countBytes, copyBytes);
  return { kind: "raster", code, ...grid, start, scale };
}

type Grid = Pick<RasterPacket, "rows" | "columns" | "columnsPerRow" | "wordBits" | "codes">;
type Sum = typeof sumRuns;
type Expand = typeof expandRuns;

function decodeBoxes(reader: Reader, context: PacketContext, sum: Sum, expand: Expand): Grid {
  reader.claim(4); // Two spares.
  const columns = reader.u16();
  const rows = reader.u16();
  const grid = decodeRows(reader, rows, context, sum, expand);
  if (grid.columnsPerRow.some((count) => count !== columns)) {
    throw reader.corrupt(`A row of the grid does not have ${columns} boxes`);
  }
  return grid;
}

function decodeRows(
  reader: Reader,
  rows: number,
  context: PacketContext,
  sum: Sum,
  expand: Expand,
): Grid {
  if (rows * 2 > reader.remaining) {
    throw reader.corrupt(`${rows} rows do not fit the rest of the product`);
  }
  const { bytes } = reader;
  const columnsPerRow = new Uint16Array(rows);
  const starts = new Uint32Array(rows);
  const ends = new Uint32Array(rows);
  let columns = 0;
  for (let i = 0; i < rows; i++) {
    const size = reader.u16();
    const from = reader.claim(size);
    starts[i] = from;
    ends[i] = from + size;
    const count = sum(bytes, from, from + size);
    if (count > 0xffff) throw reader.corrupt(`A row of ${count} cells`);
    columnsPerRow[i] = count;
    if (count > columns) columns = count;
  }

  context.spend(rows * columns);
  const codes = new Uint8Array(rows * columns);
  for (let i = 0; i < rows; i++) expand(bytes, starts[i]!, ends[i]!, codes, i * columns);
  return { rows, columns, columnsPerRow, wordBits: 8, codes };
}
