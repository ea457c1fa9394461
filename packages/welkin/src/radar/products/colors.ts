import { type ColorTable, tableNamed, tablesFor } from "@welkin/imaging";
import type { RadarProduct } from "@welkin/nexrad";
import { WelkinError } from "../../errors.ts";

/** The colour table of a product, by quantity and unit; plain codes if the quantity is unknown. */
export function defaultTable({ info, values }: Pick<RadarProduct, "info" | "values">): ColorTable {
  const [table] = info.table === undefined ? [] : tablesFor(info.table, values.unit);
  return table ?? tableNamed("codes");
}

/**
 * The table of this name, for values in this unit.
 * @throws ImagingError `TABLE_UNKNOWN`; WelkinError BAD_REQUEST if its values are in another unit
 */
export function tableInUnit(name: string, unit: string): ColorTable {
  const table = tableNamed(name);
  if (table.unit === unit) return table;
  const has = (what: string) => (what === "" ? "no unit" : what);
  throw new WelkinError(
    "BAD_REQUEST",
    `table: ${name} is for values in ${has(table.unit)}; the product's are in ${has(unit)}.`,
  );
}
