import { opendir } from "node:fs/promises";
import { basename, join } from "node:path";
import { OrbitError, parseDate } from "@welkin/orbits";
import { codeOf } from "../../errors.ts";
import { basenameOf, type FileFacts, isFitsName, readFacts } from "../../frames/index.ts";
import { Rejection } from "./observation.ts";
import type { FileRecord } from "./record.ts";

const DEPTH_LIMIT = 20;
/** A file's headers may give its site as a Minor Planet Center code. */
const CODE = /^[0-9A-Z]\d\d$/;

/** The rows of FITS files, one per file, from their headers: the field is the area that the WCS covers. */
export async function* fitsRecords(
  paths: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<FileRecord> {
  let line = 0;
  for await (const file of paths) {
    line++;
    try {
      yield { line, file, values: rowOf(basename(file), await readFacts({ path: file })) };
    } catch (error) {
      yield { line, file, values: {}, rejection: rejectionOf(error) };
    }
  }
}

/** The FITS files in a folder and its subfolders, in the order of their names. */
export async function* fitsBelow(folder: string, depth = DEPTH_LIMIT): AsyncGenerator<string> {
  const entries = [];
  for await (const entry of await opendir(folder)) entries.push(entry);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && isFitsName(entry.name)) yield path;
    else if (entry.isDirectory() && depth > 0) yield* fitsBelow(path, depth - 1);
  }
}

function rowOf(filename: string, facts: FileFacts): Record<string, unknown> {
  const { observedAt, exposure, footprint, filter, target, instrument, telescope, site } = facts;
  if (observedAt === undefined) {
    throw new Rejection("BAD_TIME", "The header has no DATE-OBS nor MJD-OBS.");
  }
  if (footprint === undefined) {
    throw new Rejection("BAD_FIELD", "The header does not say where on the sky the image is.");
  }
  return {
    product_id: basenameOf(filename),
    mjd_start: parseDate(observedAt),
    exposure: exposure ?? 0,
    fov: footprint.map(([ra, dec]) => `${ra.toFixed(7)}:${dec.toFixed(7)}`).join(","),
    ...(site !== undefined && CODE.test(site) && { observatory: site }),
    filter,
    object: target,
    instrument,
    telescope,
    file_name: filename,
  };
}

/** A file that cannot be read is a rejected row; any other failure ends the import. */
function rejectionOf(error: unknown): Rejection {
  if (error instanceof Rejection) return error;
  const code = codeOf(error) ?? "";
  const ofFile = /^(FITS_|FRAME_|ZLIB_|Z_|BZIP2_|EACCES|ENOENT)/.test(code);
  if (!ofFile && !(error instanceof OrbitError)) throw error;
  return new Rejection("UNREADABLE", (error as Error).message);
}
