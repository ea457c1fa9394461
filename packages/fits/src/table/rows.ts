import type { CellValues } from "./cells.ts";

/** One cell: a single value, or the list of its values. */
export type Cell = number | bigint | string | boolean | null | CellValues;

/** One row of a table, by column name. */
export type Row = Record<string, Cell>;

/** Converts columns to rows. */
export function rowsOf(
  columns: readonly { name: string; heap?: unknown }[],
  values: readonly (CellValues | CellValues[])[],
  count: number,
): Row[] {
  const rows: Row[] = Array.from({ length: count }, () => ({}));
  for (const [index, { name, heap }] of columns.entries()) {
    const column = values[index] as CellValues;
    const each = count === 0 ? 0 : column.length / count;
    for (const [i, row] of rows.entries()) {
      // Names come from the file: "__proto__" must be a column like any other.
      const value =
        heap || each === 1 ? (column[i] as Cell) : column.slice(i * each, (i + 1) * each);
      Object.defineProperty(row, name, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
  }
  return rows;
}
