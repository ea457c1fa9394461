import type { Selectable } from "kysely";
import { type CopyType, type PackedRows, pickRows, RowPacker } from "../engines/database/index.ts";
import type { SurveyTables } from "./tables.ts";

/** A stored observation. */
export type ObservationRow = Selectable<SurveyTables["survey_observations"]>;

/** An observation that may be added. */
export type NewObservation = Omit<ObservationRow, "id" | "revision">;

const columns = {
  source: "text",
  product_id: "text",
  observatory: "text",
  mjd_start: "float8",
  mjd_stop: "float8",
  fov: "text",
  filter: "text",
  exposure: "float8",
  seeing: "float8",
  airmass: "float8",
  maglimit: "float8",
  fields: "jsonb",
} satisfies Record<keyof NewObservation, CopyType>;

/** Columns whose values are known only when observations are added. */
const late = { id: "int4", revision: "int8" } as const;

/** The columns that an addition writes, in this order. */
export const observationColumns = [...Object.keys(late), ...Object.keys(columns)];

/** New observations of one source, in the form that the database reads: plain data, so that a thread can produce it. */
export interface PackedObservations {
  readonly rows: PackedRows;
  /** Their products' ids, one per line. */
  readonly names: string;
  readonly starts: Float64Array;
  readonly stops: Float64Array;
}

/** Packs observations of one source. */
export class ObservationPacker {
  readonly #rows = new RowPacker(columns, Object.values(late));
  readonly #names: string[] = [];
  readonly #starts: number[] = [];
  readonly #stops: number[] = [];

  add(observation: NewObservation): void {
    this.#rows.add(observation);
    this.#names.push(observation.product_id);
    this.#starts.push(observation.mjd_start);
    this.#stops.push(observation.mjd_stop);
  }

  /** Ends the packing. */
  packed(): PackedObservations {
    return {
      rows: this.#rows.packed(),
      names: this.#names.join("\n"),
      starts: Float64Array.from(this.#starts),
      stops: Float64Array.from(this.#stops),
    };
  }
}

/** The observations without those whose product is already held; if several have the same product, the first. */
export function notAmong(
  observations: PackedObservations,
  held: Iterable<string>,
): PackedObservations {
  const { rows, starts, stops } = observations;
  const names = observations.names.split("\n");
  const known = new Set(held);
  const isNew = (name: string) => known.size < known.add(name).size;
  const places = [...names.keys()].filter((place) => isNew(names[place]!));
  if (places.length === names.length) return observations;
  return {
    rows: pickRows(rows, places),
    names: places.map((place) => names[place]).join("\n"),
    starts: Float64Array.from(places, (place) => starts[place]!),
    stops: Float64Array.from(places, (place) => stops[place]!),
  };
}
