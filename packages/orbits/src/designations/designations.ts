import { OrbitError } from "../errors.ts";
import { numberedAsteroid, provisionalAsteroid, surveyAsteroid } from "./asteroids.ts";
import { numberedComet, provisionalComet } from "./comets.ts";
import type { DesignationForm } from "./form.ts";
import { numberedSatellite, provisionalSatellite } from "./satellites.ts";

/** Every form in https://www.minorplanetcenter.net/iau/info/PackedDes.html, tried in this order. */
const FORMS: readonly DesignationForm[] = [
  numberedAsteroid,
  provisionalAsteroid,
  surveyAsteroid,
  numberedComet,
  provisionalComet,
  numberedSatellite,
  provisionalSatellite,
];

export type DesignationKind = DesignationForm["kind"];

/** A designation in both spellings. */
export interface Designation {
  kind: DesignationKind;
  readable: string;
  packed: string;
}

const tidy = (text: string): string => text.trim().replace(/\s+/g, " ");

/**
 * Reads a designation, packed or not.
 *
 * @throws OrbitError `bad-designation`
 * @example
 * parseDesignation("J95X00A") // { kind: "provisional asteroid", readable: "1995 XA", packed: "J95X00A" }
 */
export function parseDesignation(text: string): Designation {
  const clean = tidy(text);
  for (const form of FORMS) {
    const packed = form.pack(clean);
    if (packed !== undefined && !isPackedNumber(clean))
      return { kind: form.kind, readable: form.unpack(packed) ?? clean, packed };
    const readable = form.unpack(clean);
    if (readable !== undefined)
      return {
        kind: form.kind,
        readable,
        packed: form.pack(readable) ?? clean.replaceAll(" ", ""),
      };
  }
  throw new OrbitError("bad-designation", `"${text}" is not a designation.`, text);
}

/** Five digits with a leading zero can only be packed; without one both readings agree. */
const isPackedNumber = (text: string): boolean => /^0\d{4}$/.test(text);

/**
 * "1995 XA" → "J95X00A", "433" → "00433", "C/1995 O1" → "CJ95O010", "73P-B" → "0073Pb".
 *
 * @throws OrbitError `bad-designation`
 */
export function packDesignation(text: string): string {
  const clean = tidy(text);
  for (const form of FORMS) {
    const packed = form.pack(clean);
    if (packed !== undefined) return packed;
  }
  throw new OrbitError("bad-designation", `"${text}" is not a designation.`, text);
}

/**
 * The inverse.
 *
 * @throws OrbitError `bad-designation`
 */
export function unpackDesignation(packed: string): string {
  const clean = tidy(packed);
  for (const form of FORMS) {
    const readable = form.unpack(clean);
    if (readable !== undefined) return readable;
  }
  throw new OrbitError("bad-designation", `"${packed}" is not a packed designation.`, packed);
}
