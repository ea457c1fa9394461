import type { ObservationRow } from "./catalog.ts";
import type { HeldRow } from "./row-memory.ts";
import { partsOf, productOf, toldColumns } from "./row-text.ts";
import type { Addresses } from "./sources/addresses.ts";
import type { Source } from "./sources/registry.ts";

/** An observation as clients see it, in CATCH's words; with it, its source's own fields. */
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

/** Names that every observation's view has. */
const told: ReadonlySet<string> = new Set([
  ...["source", "source_name", ...Object.keys(toldColumns)],
  ...["archive_url", "label_url", "diff_url", "cutout_url", "preview_url"],
]);

/** @param place Where in it something is looked at, for the addresses of pieces. */
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

/** An observation in parts, as JSON has them. */
export interface ObservationParts {
  readonly source: string;
  readonly sourceName: string;
  /** `"product_id":…,` to `,"maglimit":…` */
  readonly columns: string;
  readonly addresses: Readonly<Record<keyof Addresses, string>>;
  /** Its source's own fields, which have names of their own. */
  readonly own: Readonly<Record<string, unknown>>;
}

/**
 * The parts of an observation: most of them stand in memory as they are told, and to read a row and to write it again
 * would take three times as long (bench/survey-fixed.ts). Nothing where a field of its own goes by another's name.
 */
export function observationParts(
  held: HeldRow,
  { definition, rules }: Source,
  place: PlaceText,
): ObservationParts | undefined {
  const { columns, fields } = partsOf(held.text);
  const product = productOf(columns);
  const given = fields === undefined ? {} : JSON.parse(fields);
  const own = { ...given, ...rules.derived(product) };
  for (const name in own) if (told.has(name)) return undefined;
  return {
    source: `"${held.source}"`,
    sourceName: JSON.stringify(definition.title),
    columns,
    addresses: rules.addressTexts(product, { ...given, ...place }),
    own,
  };
}

/** What `observationView` says, as JSON's text. */
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

/** Fields as they follow others in an object. */
export function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(fields);
  return text === "{}" ? "" : `,${text.slice(1, -1)}`;
}

/** A place on the sky in degrees, as addresses have it. */
export interface PlaceText {
  readonly ra: string;
  readonly dec: string;
}

/** @param decimals Those of Horizons, unless told; `all` for a place that was asked for. */
export function placeText(
  { ra, dec }: { readonly ra: number; readonly dec: number },
  decimals: number | "all" = 5,
): PlaceText {
  return { ra: degreesText(ra, decimals), dec: degreesText(dec, decimals) };
}

/** With a decimal at least, as Python writes what is no integer. */
function degreesText(degrees: number, decimals: number | "all"): string {
  const value = decimals === "all" ? degrees : Number(degrees.toFixed(decimals));
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** A source as clients see it: what it is, and what is held of it. */
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
