import type { ObservationRow } from "./catalog.ts";
import type { HeldRow } from "./row-memory.ts";
import { partsOf, productOf, toldColumns } from "./row-text.ts";
import type { Addresses } from "./sources/addresses.ts";
import type { Source } from "./sources/registry.ts";

/** An observation in the form shown to clients, in CATCH's terms, with its source's own fields. */
export interface ObservationView extends Addresses {
  readonly source: string;
  readonly source_name: string;
  readonly product_id: string;
  readonly observation_id: number;
  readonly observatory: string;
  readonly mjd_start: number;
  readonly mjd_stop: number;
  readonly fov: string;
  readonly filter: string | null;
  readonly exposure: number | null;
  readonly seeing: number | null;
  readonly airmass: number | null;
  readonly maglimit: number | null;
}

/** Names present in every observation's view. */
const told: ReadonlySet<string> = new Set([
  ...["source", "source_name", ...Object.keys(toldColumns)],
  ...["archive_url", "label_url", "diff_url", "cutout_url", "preview_url"],
]);

/** @param place The position of interest within it, for the addresses of cutouts. */
export function observationView(
  row: ObservationRow,
  source: Source,
  place: PlaceText,
): ObservationView {
  const { definition, rules } = source;
  const fields = row.fields ?? {};
  return {
    source: row.source,
    source_name: definition.title,
    product_id: row.product_id,
    observation_id: row.id,
    observatory: row.observatory,
    mjd_start: row.mjd_start,
    mjd_stop: row.mjd_stop,
    fov: row.fov,
    filter: row.filter,
    exposure: row.exposure,
    seeing: row.seeing,
    airmass: row.airmass,
    maglimit: row.maglimit,
    ...rules.addresses(row.product_id, { ...fields, ...place }),
    ...fields,
    ...rules.derived(row.product_id),
  };
}

/** An observation's parts, as JSON text. */
export interface ObservationParts {
  readonly source: string;
  readonly sourceName: string;
  /** `"product_id":…,` to `,"maglimit":…` */
  readonly columns: string;
  readonly addresses: Readonly<Record<keyof Addresses, string>>;
  /** Its source's own fields, whose names differ from the view's. */
  readonly own: Readonly<Record<string, unknown>>;
}

/**
 * The parts of an observation: most of them are in memory in the form in which they are sent; parsing a row and writing
 * it again would take three times as long (bench/survey-fixed.ts). Undefined if one of the source's own fields uses a
 * name of the view itself.
 */
export function observationParts(
  held: HeldRow,
  { definition, rules }: Source,
  place: PlaceText,
): ObservationParts | undefined {
  const { columns, fields } = partsOf(held.text);
  const product = productOf(columns);
  const given = fields === undefined ? undefined : JSON.parse(fields);
  const derived = rules.derived(product);
  const own = given === undefined ? derived : { ...given, ...derived };
  for (const name in own) if (told.has(name)) return undefined;
  return {
    source: `"${held.source}"`,
    sourceName: JSON.stringify(definition.title),
    columns,
    addresses: rules.addressTexts(product, given === undefined ? place : { ...given, ...place }),
    own,
  };
}

/** The result of `observationView` as JSON text. */
export function observationText(held: HeldRow, source: Source, place: PlaceText): string {
  const parts = observationParts(held, source, place);
  if (parts === undefined) return JSON.stringify(observationView(held.row, source, place));
  const { source: name, sourceName, columns, addresses: at, own } = parts;
  return (
    `{"source":${name},"source_name":${sourceName},${columns},"archive_url":${at.archive_url},` +
    `"label_url":${at.label_url},"diff_url":${at.diff_url},"cutout_url":${at.cutout_url},` +
    `"preview_url":${at.preview_url}${fieldsText(own)}}`
  );
}

/** Fields in the form in which they follow others in an object. */
export function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(fields);
  return text === "{}" ? "" : `,${text.slice(1, -1)}`;
}

/** A position on the sky in degrees, as written in addresses. */
export type PlaceText = Readonly<Record<"ra" | "dec", string>>;

/** @param decimals By default those of Horizons; `all` for a requested position. */
export function placeText(
  { ra, dec }: { readonly ra: number; readonly dec: number },
  decimals: number | "all" = 5,
): PlaceText {
  return { ra: degreesText(ra, decimals), dec: degreesText(dec, decimals) };
}

/** With at least one decimal, as Python writes floats. */
function degreesText(degrees: number, decimals: number | "all"): string {
  const value = decimals === "all" ? degrees : Number(degrees.toFixed(decimals));
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** A source in the form shown to clients: its definition, and what is held of it. */
export function sourceView({ definition, held, builtIn }: Source) {
  return {
    source: definition.name,
    source_name: definition.title,
    observatories: definition.observatories,
    built_in: builtIn,
    count: held.count,
    nights: held.nights,
    mjd_first: held.first,
    mjd_last: held.last,
    updated: held.updated?.toISOString() ?? null,
  };
}
