import type { FoundRow } from "../jobs/catalog.ts";
import type { Source } from "../sources/registry.ts";
import { type ObservationView, observationView } from "../views.ts";
import { catchDate } from "./dates.ts";

/** Columns that Welkin's own rows have besides. */
const ours = new Set(["observation_id", "observatory", "label_url"]);

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

/** What CATCH has for a magnitude that no ephemeris told. */
const UNKNOWN_MAGNITUDE = 99;

/** What SkyMapper's types of images are called. */
const imageTypes: Readonly<Record<string, string>> = {
  fs: "Shallow Survey",
  ms: "Main Survey",
  std: "Standard Field",
};

/**
 * An observation as CATCH's `/fixed` tells it.
 *
 * @param root Where this service is reached: CATCH's page is elsewhere, so addresses here are told whole.
 */
export function fixedRow(
  view: ObservationView,
  sources: ReadonlyMap<string, Source>,
  root: string,
): Record<string, unknown> {
  const source = sources.get(view.source);
  const row: Record<string, unknown> = {};
  for (const name in view) {
    if (ours.has(name) || isSilent(name, source)) continue;
    row[name] = (view as unknown as Record<string, unknown>)[name];
  }
  row["date"] = catchDate((view.mjd_start + view.mjd_stop) / 2);
  row["fov"] = sixDecimals(view.fov);
  for (const name of addresses) row[name] = whole(fiveArcminutes(view, view[name]), root);
  const type = row["skymapper:image_type"];
  if (typeof type === "string") row["skymapper:image_type"] = imageTypes[type] ?? type;
  return row;
}

const addresses = ["archive_url", "diff_url", "cutout_url", "preview_url"] as const;

const whole = (url: string | null, root: string) => (url?.startsWith("/") ? root + url : url);

/** Of its own sources' fields CATCH tells those that bear their survey's prefix. */
function isSilent(name: string, source: Source | undefined): boolean {
  return source?.builtIn === true && !name.includes(":") && source.definition.fields.includes(name);
}

/** CATCH has pieces of 5′ of all that the Catalina Sky Survey took, whatever its telescopes' pixels are. */
function fiveArcminutes({ source }: ObservationView, url: string | null): string | null {
  if (url === null || !source.startsWith("catalina_")) return url;
  return url.replace(/(?<=[?&]size=)[\d.]+(?=arcmin&)/, "5.00");
}

/** The observation of a hit, with where in it the target is seen. */
export function caughtView({ observation, hit }: FoundRow, sources: ReadonlyMap<string, Source>) {
  const { ra, dec } = hit as { ra: number; dec: number };
  const view = observationView(observation, sources.get(observation.source)!, { ra, dec });
  return { ...view, ra, dec };
}

/** A hit as CATCH's `/caught` tells it. */
export function caughtRow(
  { hit }: FoundRow,
  view: ObservationView,
  sources: ReadonlyMap<string, Source>,
  root: string,
): Record<string, unknown> {
  const row = fixedRow(view, sources, root);
  for (const name of found) row[name] = hit[name] ?? null;
  row["vmag"] ??= UNKNOWN_MAGNITUDE;
  return row;
}

function sixDecimals(fov: string): string {
  return fov.replace(/[^:,]+/g, (number) => Number(number).toFixed(6));
}
