import { findObservatory } from "@welkin/orbits";
import { FootprintError } from "../footprints/index.ts";
import type { NewObservation } from "../packed-observations.ts";
import { assertField } from "./field.ts";

/** Why a row is not an observation. */
export type RejectionCode =
  | "UNREADABLE"
  | "NO_PRODUCT_ID"
  | "BAD_TIME"
  | "BAD_FIELD"
  | "BAD_OBSERVATORY"
  | "WRONG_SOURCE";

export class Rejection extends Error {
  readonly code: RejectionCode;

  constructor(code: RejectionCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The largest MJD that the index can hold, and the maximum length of an exposure in days: longer than any ever made.
 */
const LATEST = 131_071;
const LONGEST = 1000;
const TEXT_LIMIT = 256;
const FIELD_LIMIT = 64 * 1024;

/** Columns common to all sources, and those that an answer adds to a row: neither are a source's own. */
const common = new Set(
  (
    "product_id observation_id source source_name observatory mjd_start mjd_stop mjd_added fov filter exposure seeing " +
    "airmass maglimit archive_url diff_url label_url cutout_url preview_url date mjd rh delta phase drh true_anomaly " +
    "ra dec dra ddec unc_a unc_b unc_theta elong sangle vangle vmag retrieved"
  ).split(" "),
);

/** Corners in separate columns: ra0, dec0, … or ra1, dec1, … */
const corners = Array.from({ length: 10 }, (_, i) => [`ra${i}`, `dec${i}`] as const);
for (const [ra, dec] of corners) common.add(ra).add(dec);

/**
 * The observation of a row, with its field checked.
 *
 * @param observatory The observatory of products whose row does not name it.
 * @throws Rejection
 */
export function observationOf(
  values: Readonly<Record<string, unknown>>,
  source: string,
  observatory: (productId: string) => string,
): NewObservation {
  // For a survey that numbers its observations, the numbers are their names.
  const product_id = text(values["product_id"]) ?? text(values["observation_id"]);
  if (product_id === undefined || control.test(product_id)) {
    throw new Rejection("NO_PRODUCT_ID", "The row has no product_id.");
  }
  const { start, stop } = times(values);
  return {
    source,
    product_id,
    observatory: observatoryOf(text(values["observatory"]) ?? observatory(product_id)),
    mjd_start: start,
    mjd_stop: stop,
    fov: field(values),
    filter: text(values["filter"]) ?? null,
    exposure: number(values["exposure"]) ?? null,
    seeing: number(values["seeing"]) ?? null,
    airmass: number(values["airmass"]) ?? null,
    maglimit: number(values["maglimit"]) ?? null,
    fields: own(values),
  };
}

function times(values: Readonly<Record<string, unknown>>): { start: number; stop: number } {
  const start = number(values["mjd_start"]);
  if (start === undefined) throw new Rejection("BAD_TIME", "mjd_start is not a number.");
  const exposure = number(values["exposure"]);
  const given = values["mjd_stop"];
  const stop = isEmpty(given) && exposure !== undefined ? start + exposure / 86_400 : number(given);
  if (stop === undefined) throw new Rejection("BAD_TIME", "mjd_stop is not a number.");
  if (start < 0 || start >= LATEST)
    throw new Rejection("BAD_TIME", `${start} is no MJD of an observation.`);
  if (stop < start) throw new Rejection("BAD_TIME", "It ends before it begins.");
  if (stop - start > LONGEST) {
    throw new Rejection("BAD_TIME", `It lasts for more than ${LONGEST} days.`);
  }
  return { start, stop };
}

/** The field as text, exactly as given if it was text: what was said is what is kept. */
function field(values: Readonly<Record<string, unknown>>): string {
  const given = values["fov"];
  const fov = isEmpty(given) ? cornersOf(values) : given;
  if (typeof fov !== "string" || fov.length > FIELD_LIMIT) {
    throw new Rejection("BAD_FIELD", 'The field of view is not text as "ra:dec,ra:dec,…".');
  }
  try {
    assertField(fov);
  } catch (error) {
    if (error instanceof FootprintError) throw new Rejection("BAD_FIELD", error.message);
    throw error;
  }
  return fov;
}

function cornersOf(values: Readonly<Record<string, unknown>>): string | undefined {
  const given = corners.filter(([ra]) => !isEmpty(values[ra]));
  if (given.length === 0) return undefined;
  return given.map(([ra, dec]) => `${values[ra]}:${values[dec]}`).join(",");
}

const known = new Set<string>();

function observatoryOf(code: string): string {
  if (known.has(code)) return code;
  try {
    findObservatory(code);
  } catch (error) {
    throw new Rejection("BAD_OBSERVATORY", (error as Error).message);
  }
  known.add(code);
  return code;
}

/** The columns that only this source has. */
function own(values: Readonly<Record<string, unknown>>): NewObservation["fields"] {
  const found: Record<string, string | number | boolean> = {};
  let count = 0;
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (common.has(name) || name.length > 64 || isEmpty(value)) continue;
    if (typeof value === "object" || count === 32 || !isKeepable(name)) continue;
    if (typeof value === "string" && (value.length > TEXT_LIMIT || !isKeepable(value))) continue;
    found[name] = value as string | number | boolean;
    count++;
  }
  return count === 0 ? null : found;
}

/** Characters that no name may contain: the catalogue compares names as lines of a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const control = /[\u0000-\u001f\u007f]/;

const isEmpty = (value: unknown) => value === undefined || value === null || value === "";

function text(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string" || value.length > TEXT_LIMIT) return undefined;
  const trimmed = value.trim();
  return trimmed !== "" && isKeepable(trimmed) ? trimmed : undefined;
}

/** PostgreSQL's text accepts everything except these. */
const isKeepable = (text: string) => !text.includes("\0") && text.isWellFormed();

function number(value: unknown): number | undefined {
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : undefined;
}
