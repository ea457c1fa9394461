import type { ObservationRow } from "./catalog.ts";

/**
 * The text of an observation's own columns as sent to clients, in the form of a JSON object's content:
 * `"product_id":…,` to `,"maglimit":…`. After it, on a new line, the source's own fields as an object, if there are
 * any.
 */
export type RowText = string;

/** The columns by the names that clients know, in the order in which they are sent. */
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

/** JSON written without spaces contains no line ends. */
const END = "\n";

export function textOf(row: ObservationRow): RowText {
  const told: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(toldColumns)) told[name] = row[column];
  const columns = JSON.stringify(told).slice(1, -1);
  return row.fields === null ? columns : columns + END + JSON.stringify(row.fields);
}

/**
 * Makes a text from PostgreSQL's output.
 *
 * @param columns A JSON object of the columns that are sent.
 * @param fields A JSON object, or nothing.
 */
export function textOfJson(columns: string, fields: string | undefined): RowText {
  // PostgreSQL writes numbers with exponents where JavaScript has none.
  const own = /\de[-+]?\d/.test(columns) ? JSON.stringify(JSON.parse(columns)) : columns;
  const inside = own.slice(1, -1);
  return fields === undefined ? inside : inside + END + JSON.stringify(JSON.parse(fields));
}

/** A text's parts: the columns as an object's content, and the fields as a separate object. */
export function partsOf(text: RowText): { readonly columns: string; readonly fields?: string } {
  const end = text.indexOf(END);
  return end < 0 ? { columns: text } : { columns: text.slice(0, end), fields: text.slice(end + 1) };
}

/** The product id of a text. */
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
