import type { FoundRow } from "../jobs/catalog.ts";
import type { LocalPieces } from "../local-pieces.ts";
import type { HeldRow } from "../row-memory.ts";
import type { FixedResult } from "../search/types.ts";
import type { Source } from "../sources/registry.ts";
import {
  fieldsText,
  type ObservationView,
  observationParts,
  observationView,
  type PlaceText,
  placeText,
} from "../views.ts";
import { catchDate } from "./dates.ts";
import { sixDecimals } from "./six-decimals.ts";

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
function fixedRow(
  view: ObservationView,
  source: Source | undefined,
  root: string,
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const name in view) {
    if (ours.has(name) || isSilent(name, source)) continue;
    row[name] = (view as unknown as Record<string, unknown>)[name];
  }
  row["date"] = dateOf(view.mjd_start, view.mjd_stop);
  row["fov"] = sixDecimals(view.fov);
  for (const name of addresses) row[name] = whole(fiveArcminutes(view.source, view[name]), root);
  translate(row);
  return row;
}

/** The same as the text of JSON, for an observation that was found at a place. */
function fixedText(held: HeldRow, source: Source, place: PlaceText, root: string): string {
  const parts = observationParts(held, source, place);
  if (parts === undefined) {
    return JSON.stringify(fixedRow(observationView(held.row, source, place), source, root));
  }
  const { columns, own } = parts;
  // Inside a string of JSON every quote is escaped, so these are the names of columns.
  const number = columns.indexOf(',"observation_id":');
  const time = columns.indexOf(',"mjd_start":', number);
  const corners = columns.indexOf(',"fov":"', time) + ',"fov":"'.length;
  const behind = columns.indexOf('"', corners);
  const fov = sixDecimals(columns.slice(corners, behind));
  const fields: Record<string, unknown> = {};
  for (const name in own) if (!isSilent(name, source)) fields[name] = own[name];
  translate(fields);
  const at = (name: (typeof addresses)[number]) =>
    whole(fiveArcminutes(held.source, parts.addresses[name]), root);
  return (
    `{"source":${parts.source},"source_name":${parts.sourceName},${columns.slice(0, number)}` +
    `${columns.slice(time, corners)}${fov}${columns.slice(behind)},"archive_url":${at("archive_url")},` +
    `"diff_url":${at("diff_url")},"cutout_url":${at("cutout_url")},"preview_url":${at("preview_url")}` +
    `${fieldsText(fields)},"date":"${dateOf(held.start, held.stop)}"}`
  );
}

/** What was found at a place, with the pieces that are here. */
export async function fixedTexts(
  { rows, sources }: FixedResult,
  place: { readonly ra: number; readonly dec: number },
  pieces: LocalPieces,
  root: string,
): Promise<string[]> {
  const at = placeText(place, "all");
  const sourceOf = ({ source }: { readonly source: string }) => sources.get(source)!;
  if (!pieces.on) return rows.map((held) => fixedText(held, sourceOf(held), at, root));
  const views = rows.map((held) => observationView(held.row, sourceOf(held), at));
  const filled = await pieces.fill(views, place);
  return filled.map((view) => JSON.stringify(fixedRow(view, sourceOf(view), root)));
}

const addresses = ["archive_url", "diff_url", "cutout_url", "preview_url"] as const;

const dateOf = (start: number, stop: number) => catchDate((start + stop) / 2);

/** An address, by itself or in quotes. A row may have its own in place of its source's: then it is anything. */
function whole<Url>(url: Url, root: string): Url | string {
  if (typeof url !== "string") return url;
  if (url.startsWith("/")) return root + url;
  return url.startsWith('"/') ? `"${root}${url.slice(1)}` : url;
}

/** Of its own sources' fields CATCH tells those that bear their survey's prefix. */
function isSilent(name: string, source: Source | undefined): boolean {
  return source?.builtIn === true && !name.includes(":") && source.definition.fields.includes(name);
}

function translate(row: Record<string, unknown>): void {
  const type = row["skymapper:image_type"];
  if (typeof type === "string") row["skymapper:image_type"] = imageTypes[type] ?? type;
}

/** CATCH has pieces of 5′ of all that the Catalina Sky Survey took, whatever its telescopes' pixels are. */
function fiveArcminutes<Url>(source: string, url: Url): Url | string {
  if (typeof url !== "string" || !source.startsWith("catalina_")) return url;
  return url.replace(/(?<=[?&]size=)[\d.]+(?=arcmin&)/, "5.00");
}

/** The observation of a hit, with where in it the target is seen. */
export function caughtView({ observation, hit }: FoundRow, sources: ReadonlyMap<string, Source>) {
  const { ra, dec } = hit as { ra: number; dec: number };
  const view = observationView(
    observation,
    sources.get(observation.source)!,
    placeText({ ra, dec }),
  );
  return { ...view, ra, dec };
}

/** A hit as CATCH's `/caught` tells it. */
export function caughtRow(
  { hit }: FoundRow,
  view: ObservationView,
  source: Source | undefined,
  root: string,
): Record<string, unknown> {
  const row = fixedRow(view, source, root);
  for (const name of found) row[name] = hit[name] ?? null;
  row["vmag"] ??= UNKNOWN_MAGNITUDE;
  return row;
}
