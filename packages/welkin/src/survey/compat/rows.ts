import type { ObservationRow } from "../catalog.ts";
import type { FoundRow } from "../jobs/catalog.ts";
import type { Source } from "../sources/registry.ts";
import { type ObservationView, observationView } from "../views.ts";

/** Columns that Welkin's own rows have besides. */
const ours = new Set(["observation_id", "observatory"]);

/** What CATCH tells of a target that it found. */
const found = [
  "date",
  "rh",
  "delta",
  "phase",
  "drh",
  "true_anomaly",
  "ra",
  "dec",
  "dra",
  "ddec",
  "unc_a",
  "unc_b",
  "unc_theta",
  "elong",
  "sangle",
  "vangle",
  "vmag",
] as const;

/** An observation as CATCH's `/fixed` tells it. */
export function fixedRow(view: ObservationView): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const name in view) {
    if (!ours.has(name)) row[name] = (view as unknown as Record<string, unknown>)[name];
  }
  row["fov"] = sixDecimals(view.fov);
  return row;
}

/** A hit as CATCH's `/caught` tells it. */
export function caughtRow(
  { observation, hit }: FoundRow,
  sources: ReadonlyMap<string, Source>,
): Record<string, unknown> {
  const view = viewOf(observation, sources, hit as { ra: number; dec: number });
  const row = fixedRow(view);
  for (const name of found) row[name] = hit[name] ?? null;
  return row;
}

function viewOf(
  observation: ObservationRow,
  sources: ReadonlyMap<string, Source>,
  place: { ra: number; dec: number },
): ObservationView {
  return observationView(observation, sources.get(observation.source)!, place);
}

function sixDecimals(fov: string): string {
  return fov.replace(/[^:,]+/g, (number) => Number(number).toFixed(6));
}
