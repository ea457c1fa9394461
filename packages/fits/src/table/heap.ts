import { FitsError } from "../errors.ts";
import type { ByteRange } from "../source.ts";
import type { Column } from "./column.ts";

/** Position of a table in the file (FITS 4.0 §7.3.3). */
export interface TableLayout {
  dataOffset: number;
  rowBytes: number;
  rows: number;
  /** Where the heap begins and ends in the file. */
  heapOffset: number;
  heapEnd: number;
}

/** A cell in the heap: its number of elements and their position. */
export interface HeapCell extends ByteRange {
  elements: number;
}

/** Reads a P or Q descriptor (§7.3.5) and checks that it stays inside the heap. */
export function heapCell(row: DataView, column: Column, layout: TableLayout): HeapCell {
  if (column.bytes === 0) return { elements: 0, offset: layout.heapOffset, length: 0 };
  const [elements, from] =
    column.heap === 8
      ? [Number(row.getBigInt64(column.offset)), Number(row.getBigInt64(column.offset + 8))]
      : // Read unsigned: heaps between 2 and 4 GB exist.
        [row.getUint32(column.offset), row.getUint32(column.offset + 4)];
  if (elements === 0) return { elements, offset: layout.heapOffset, length: 0 };
  const length = column.type.cellBytes(elements);
  const offset = layout.heapOffset + from;
  const inside = elements > 0 && from >= 0 && offset + length <= layout.heapEnd;
  if (inside) return { elements, offset, length };
  throw new FitsError("FITS_BAD_TABLE", `column ${column.name}: a cell lies outside the heap`, {
    offset,
  });
}
