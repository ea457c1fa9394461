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

/** @param place Where in it something is looked at, for the addresses of pieces. */
export function observationView(
  row: ObservationRow,
  source: Source,
  place: { readonly ra: number; readonly dec: number },
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
    ...rules.addresses(row.product_id, { ...fields, ra: place.ra, dec: place.dec }),
    ...fields,
    ...rules.derived(row.product_id),
  };
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
