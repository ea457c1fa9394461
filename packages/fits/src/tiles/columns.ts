import type { Header } from "../header/header.ts";
import { binaryColumns, type Column } from "../table/column.ts";

/** The relevant columns of a compressed image's table (FITS 4.0 §10.1.3). */
export interface TileColumns {
  /** Columns where the bytes of a tile may be, in search order. */
  readonly data: readonly TileColumn[];
  scale(row: DataView): number | undefined;
  zero(row: DataView): number | undefined;
  blank(row: DataView): number | undefined;
}

/** A column with tiles, and their compression. */
export interface TileColumn {
  readonly column: Column;
  /** `own` as ZCMPTYPE says; otherwise gzipped, or uncompressed. */
  readonly by: "own" | "GZIP_1" | "NOCOMPRESS";
}

const DATA_COLUMNS: readonly { name: string; by: TileColumn["by"] }[] = [
  { name: "COMPRESSED_DATA", by: "own" },
  // Floats that could not be converted to integers without loss are here.
  { name: "GZIP_COMPRESSED_DATA", by: "GZIP_1" },
  { name: "UNCOMPRESSED_DATA", by: "NOCOMPRESS" },
];

/** Finds the columns, and keywords that replace columns. */
export function tileColumns(header: Header): TileColumns {
  const columns = new Map(
    binaryColumns(header).map((column) => [column.name.toUpperCase(), column]),
  );
  const data = DATA_COLUMNS.flatMap(({ name, by }) => {
    const column = columns.get(name);
    return column ? [{ column, by }] : [];
  });
  const reader = (name: string) => numberReader(columns.get(name), header.number(name));
  return { data, scale: reader("ZSCALE"), zero: reader("ZZERO"), blank: reader("ZBLANK") };
}

function numberReader(
  column: Column | undefined,
  keyword: number | undefined,
): (row: DataView) => number | undefined {
  if (!column || column.repeat < 1) return () => keyword;
  const { offset, type } = column;
  const end = offset + type.cellBytes(1);
  return (row) => {
    const bytes = new Uint8Array(row.buffer, row.byteOffset + offset, end - offset);
    return Number(type.decode(bytes)[0]);
  };
}
