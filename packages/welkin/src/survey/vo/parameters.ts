import type { FastifyRequest } from "fastify";
import { WelkinError } from "../../errors.ts";
import { readShape, type Shape } from "../../frames/index.ts";

/** Parameters by name in capitals; each may be repeated (IVOA DALI 1.1, section 3.2). */
export type Parameters = ReadonlyMap<string, readonly string[]>;

/** From one number to another, both inclusive. */
export type Interval = readonly [from: number, to: number];

/** Maximum values of one parameter: each is tested for every row. */
const VALUES_LIMIT = 100;

/** The parameters of an address and, where the client sent one, of a form. */
export function parametersOf(request: FastifyRequest): Parameters {
  const form = request.body instanceof URLSearchParams ? [...request.body] : [];
  const parameters = new Map<string, string[]>();
  const given = new URL(request.url, "http://localhost").searchParams;
  for (const [name, value] of [...given, ...form]) {
    const values = parameters.get(name.toUpperCase()) ?? [];
    if (value.trim() !== "") values.push(value.trim());
    if (values.length > VALUES_LIMIT) throw bad(name, `has more than ${VALUES_LIMIT} values.`);
    parameters.set(name.toUpperCase(), values);
  }
  return parameters;
}

/**
 * Conditions on images by SIA 2.0 (section 2.1): an image must match any one value of a parameter, and all parameters.
 */
export interface SiaQuery {
  readonly shapes: readonly Shape[];
  /** MJD. */
  readonly times: readonly Interval[];
  /** The permitted numbers, by column. */
  readonly intervals: ReadonlyMap<NumberColumn, readonly Interval[]>;
  /** The permitted texts, by column. */
  readonly texts: ReadonlyMap<TextColumn, ReadonlySet<string>>;
  /** Wavelengths, m. */
  readonly bands: readonly Interval[];
  readonly limit: number;
  readonly format: "votable" | "csv";
}

const numberColumns = {
  FOV: "s_fov",
  SPATRES: "s_resolution",
  EXPTIME: "t_exptime",
  TIMERES: "t_resolution",
  SPECRP: "em_res_power",
} as const;

const textColumns = {
  POL: "pol_states",
  ID: "obs_publisher_did",
  COLLECTION: "obs_collection",
  FACILITY: "facility_name",
  INSTRUMENT: "instrument_name",
  DPTYPE: "dataproduct_type",
  CALIB: "calib_level",
  TARGET: "target_name",
  FORMAT: "access_format",
} as const;

export type NumberColumn = (typeof numberColumns)[keyof typeof numberColumns];
export type TextColumn = (typeof textColumns)[keyof typeof textColumns];

/** Rows of an answer: the default and the maximum. */
const LIMIT_DEFAULT = 10_000;
const LIMIT_MOST = 100_000;

/** Names of the answer formats (DALI 1.1, section 3.4.3). */
const formats: Readonly<Record<string, SiaQuery["format"]>> = {
  votable: "votable",
  "application/x-votable+xml": "votable",
  "text/xml": "votable",
  csv: "csv",
  "text/csv": "csv",
};

/** @throws WelkinError BAD_REQUEST */
export function readSia(parameters: Parameters): SiaQuery {
  const all = (name: string) => parameters.get(name) ?? [];
  if (all("UPLOAD").length > 0) throw bad("UPLOAD", "is not taken here.");
  const named = <Column>(columns: Readonly<Record<string, Column>>) =>
    Object.entries(columns).filter(([name]) => all(name).length > 0);
  return {
    shapes: all("POS").map((text) => readShape(text)),
    times: all("TIME").map((text) => readInterval("TIME", text)),
    bands: all("BAND").map((text) => readInterval("BAND", text)),
    intervals: new Map(
      named(numberColumns).map(([name, column]) => [
        column,
        all(name).map((text) => readInterval(name, text)),
      ]),
    ),
    texts: new Map(named(textColumns).map(([name, column]) => [column, new Set(all(name))])),
    limit: readLimit(all("MAXREC")),
    format: readFormat(all("RESPONSEFORMAT")),
  };
}

/** `50 60`, `-Inf 60`, `55` (DALI 1.1, section 3.3.1). */
function readInterval(name: string, text: string): Interval {
  const words = text.split(/[\s,]+/);
  const numbers = words.map(numberOf);
  const [from = Number.NaN, to = from] = numbers;
  if (words.length > 2 || !(from <= to)) {
    throw bad(name, `"${text.slice(0, 40)}" is not a number, nor two in their order.`);
  }
  return [from, to];
}

function numberOf(word: string): number {
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(word);
  if (infinite) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(word) ? Number(word) : Number.NaN;
}

function readLimit(given: readonly string[]): number {
  const [text] = given;
  if (text === undefined) return LIMIT_DEFAULT;
  if (!/^\d{1,15}$/.test(text)) throw bad("MAXREC", "is not a whole number.");
  return Math.min(LIMIT_MOST, Number(text));
}

function readFormat(given: readonly string[]): SiaQuery["format"] {
  const [text] = given;
  if (text === undefined) return "votable";
  const name = text.toLowerCase().split(";")[0]!.trim();
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format !== undefined) return format;
  throw bad("RESPONSEFORMAT", `is one of ${Object.keys(formats).join(", ")}.`);
}

function bad(name: string, why: string): WelkinError {
  return new WelkinError("BAD_REQUEST", `${name.slice(0, 40)}: ${why}`);
}
