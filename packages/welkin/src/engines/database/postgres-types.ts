import pg from "pg";

// Object identifiers of PostgreSQL's built-in types (catalog pg_type).
const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const INTERVAL = 1186;
const INT8_ARRAY = 1016;
const TEXT_ARRAY = 1009;
const DATE_ARRAY = 1182;
const TIMESTAMP_ARRAY = 1115;

const parseText = (text: string) => text;

function parseInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** pg reads these in the process's own time zone; PGlite, and everything here, uses UTC. */
const parseUtc = (text: string) =>
  new Date(text.includes(":") ? `${text.replace(" ", "T")}Z` : text);

// pg's parser of text[] splits any array into its texts.
const splitTexts = pg.types.getTypeParser(TEXT_ARRAY as never) as unknown as (
  text: string,
) => (string | null)[];

const arrayOf =
  <Value>(parse: (text: string) => Value) =>
  (text: string) =>
    splitTexts(text).map((item) => (item === null ? null : parse(item)));

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, parseInteger],
  [DATE, parseUtc],
  [TIMESTAMP, parseUtc],
  [INTERVAL, parseText],
  [INT8_ARRAY, arrayOf(parseInteger)],
  [DATE_ARRAY, arrayOf(parseUtc)],
  [TIMESTAMP_ARRAY, arrayOf(parseUtc)],
]);

/** Makes pg return the same values as PGlite. */
export const valueTypes = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers.get(oid)) ||
    pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};
