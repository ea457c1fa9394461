import { createHash } from "node:crypto";

const ending = /\.(fits|fit|fts)(\.(fz|gz|bz2))?$/i;

/** Whether a file name is that of a FITS file. */
export function isFitsName(name: string): boolean {
  return ending.test(name);
}

/** A file name without FITS and compression extensions. */
export function basenameOf(filename: string): string {
  return filename.replace(ending, "");
}

/** A short name for a longer text, fit to be part of a key in the store. */
export function digest(text: string, length = 16): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}

/** The text itself if it may be part of a key, else a digest of it. */
export function keyPart(text: string): string {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,79}$/.test(text) ? text : digest(text);
}
