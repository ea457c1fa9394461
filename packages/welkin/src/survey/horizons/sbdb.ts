import { type Orbit, parseOrbitJson } from "@welkin/orbits";
import type { Match } from "./matches.ts";

/** What JPL's Small-Body Database says about a name (https://ssd-api.jpl.nasa.gov/doc/sbdb.html). */
export type SbdbAnswer =
  | {
      readonly kind: "one";
      readonly orbit: Orbit;
      readonly designation: string;
      readonly comet: boolean;
      /** Other designations of the same object. */
      readonly aliases: readonly string[];
    }
  | { readonly kind: "several"; readonly matches: readonly Match[] }
  | { readonly kind: "none" };

const ALIASES = 100;
const MATCHES = 200;

/** The parameters that request an object. */
export function sbdbParameters(text: string): Record<string, string> {
  // An asterisk would match everything that begins with the text before it.
  return {
    sstr: text.replaceAll("*", ""),
    cov: "mat",
    "full-prec": "true",
    "phys-par": "true",
    "alt-des": "true",
  };
}

/**
 * Reads an answer. Undefined if it is not one of SBDB's.
 *
 * @throws OrbitError if its orbit is invalid
 */
export function readSbdb(text: string): SbdbAnswer | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  if (Array.isArray(json["list"])) return { kind: "several", matches: matchesOf(json["list"]) };
  const { object, orbit, message } = json;
  if (!isObject(object) || !isObject(orbit)) {
    return typeof message === "string" && /not found|no match/i.test(message)
      ? { kind: "none" }
      : undefined;
  }
  const parsed = parseOrbitJson(json);
  return {
    kind: "one",
    orbit: parsed,
    designation: String(object["des"] ?? parsed.name),
    comet: String(object["kind"] ?? "").startsWith("c"),
    aliases: aliasesOf(object["des_alt"]),
  };
}

function matchesOf(list: readonly unknown[]): Match[] {
  return list.slice(0, MATCHES).flatMap((item) => {
    if (!isObject(item)) return [];
    const designation = String(item["pdes"] ?? item["des"] ?? "").trim();
    return designation === "" ? [] : [{ designation, name: String(item["name"] ?? "").trim() }];
  });
}

/** `des_alt` is a list of objects, each with a designation under some key. */
function aliasesOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  const texts = list.flatMap((item) => (isObject(item) ? Object.values(item) : []));
  return texts.filter((text): text is string => typeof text === "string").slice(0, ALIASES);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
