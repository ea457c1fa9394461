import type { ObservationRow } from "./catalog.ts";

/**
 * What clients are told of an observation's own columns, as it stands in a JSON object: `"product_id":…,` to
 * `,"maglimit":…`. Behind it, after the end of a line, the source's own fields as an object, where there are any.
 */
export type RowText = string;

/** The columns by the names under which clients know them, in the order in which they are told. */
export const toldColumns = {
  product_id: "product_id",
  observation_id: "id",
  observatory: "observatory",
  mjd_start: "mjd_start",
  mjd_stop: "mjd_stop",
  fov: "fov",
  filter: "filter",
  exposure: "exposure",
  seeing: "seeing",
  airmass: "airmass",
  maglimit: "maglimit",
} as const satisfies Record<string, keyof ObservationRow>;

/** No end of a line is in JSON that is written without spaces. */
const END = "\n";

export function textOf(row: ObservationRow): RowText {
  const told: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(toldColumns)) told[name] = row[column];
  const columns = JSON.stringify(told).slice(1, -1);
  return row.fields === null ? columns : columns + END + JSON.stringify(row.fields);
}

/**
 * A text of what PostgreSQL wrote.
 *
 * @param columns A JSON object of the columns that are told.
 * @param fields A JSON object, or nothing.
 */
export function textOfJson(columns: string, fields: string | undefined): RowText {
  // PostgreSQL writes numbers with exponents where JavaScript has none.
  const own = /\de[-+]?\d/.test(columns) ? JSON.stringify(JSON.parse(columns)) : columns;
  const inside = own.slice(1, -1);
  return fields === undefined ? inside : inside + END + JSON.stringify(JSON.parse(fields));
}

/** A text's parts: the columns as they stand in an object, and the fields as an object of their own. */
export function partsOf(text: RowText): { readonly columns: string; readonly fields?: string } {
  const end = text.indexOf(END);
  return end < 0 ? { columns: text } : { columns: text.slice(0, end), fields: text.slice(end + 1) };
}

/** The id of the product that a text is of. */
export function productOf(text: RowText): string {
  const begin = '"product_id":'.length;
  const id = text.slice(begin, text.indexOf(',"observation_id":', begin));
  return id.includes("\\") ? JSON.parse(id) : id.slice(1, -1);
}

/** The row of a text. */
export function rowOf(text: RowText, source: string, revision: number): ObservationRow {
  const { columns, fields } = partsOf(text);
  const told = JSON.parse(`{${columns}}`);
  return {
    id: told.observation_id,
    revision,
    source,
    product_id: told.product_id,
    observatory: told.observatory,
    mjd_start: told.mjd_start,
    mjd_stop: told.mjd_stop,
    fov: told.fov,
    filter: told.filter,
    exposure: told.exposure,
    seeing: told.seeing,
    airmass: told.airmass,
    maglimit: told.maglimit,
    fields: fields === undefined ? null : JSON.parse(fields),
  };
}
