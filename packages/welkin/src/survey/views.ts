import type { ObservationRow } from "./catalog.ts";
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

/**
 * @param place Where in it something is looked at, for the addresses of pieces.
 * @param decimals Of its degrees there: those of Horizons, unless told; `all` for a place that was asked for.
 */
export function observationView(
  row: ObservationRow,
  source: Source,
  place: { readonly ra: number; readonly dec: number },
  decimals: number | "all" = 5,
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
    ...rules.addresses(row.product_id, {
      ...fields,
      ra: degreesText(place.ra, decimals),
      dec: degreesText(place.dec, decimals),
    }),
    ...fields,
    ...rules.derived(row.product_id),
  };
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
