import { parseOrbitJson } from "@welkin/orbits";
import { z } from "zod";
import { WelkinError } from "../../errors.ts";
import { EphemerisTable, type TableRow } from "./table.ts";
import type { Target } from "./target.ts";

const finite = z.number();
const known = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined);

const Row = z.object({
  mjd: finite,
  ra: finite,
  dec: finite,
  dra: known,
  ddec: known,
  delta: known,
  rh: known,
  phase: known,
  vmag: known,
});

const NAME_LIMIT = 100;

/**
 * A target from JSON: an orbit (elements or a state, or an answer of JPL's SBDB), or an ephemeris, `[{mjd, ra, dec,
 * dra?, ddec?, delta?, rh?, phase?, vmag?}, …]` alone or as `{name?, ephemeris: […]}`: MJD UTC, degrees, arcsec/h.
 *
 * @param source Its origin, for people.
 * @throws OrbitError; WelkinError SURVEY_EPHEMERIS_BAD
 */
export function targetOfJson(json: unknown, source: string, name?: string): Target {
  const rows = Array.isArray(json) ? json : (json as { ephemeris?: unknown } | null)?.ephemeris;
  const given = name ?? nameOf(json);
  if (rows === undefined) {
    const orbit = parseOrbitJson(json);
    return { name: given ?? orbit.name, orbit, source };
  }
  return { name: given ?? "ephemeris", table: new EphemerisTable(rowsOf(rows)), source };
}

function nameOf(json: unknown): string | undefined {
  const name = (json as { name?: unknown } | null)?.name;
  return typeof name === "string" && name.trim() !== ""
    ? name.trim().slice(0, NAME_LIMIT)
    : undefined;
}

function rowsOf(rows: unknown): TableRow[] {
  if (!Array.isArray(rows)) throw bad("The ephemeris is not a list of rows.");
  return rows.map((row, i) => {
    const read = Row.safeParse(row);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw bad(`Row ${i + 1}: ${issue?.path.join(".")}: ${issue?.message}.`);
  });
}

function bad(reason: string): WelkinError {
  return new WelkinError(
    "SURVEY_EPHEMERIS_BAD",
    `The table of positions cannot be used. ${reason}`,
  );
}
