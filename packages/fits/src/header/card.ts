import { parseValue } from "./value.ts";

/** A complex value in a header (FITS 4.0 §4.2.5, §4.2.6). */
export interface Complex {
  re: number;
  im: number;
}

/** The value of a card. `null` is a keyword with an undefined value (§4.1.2.3). */
export type CardValue = string | number | bigint | boolean | Complex | null;

/** One header record. CONTINUE records are already joined to the string they continue. */
export interface Card {
  readonly keyword: string;
  /** Absent in commentary cards (COMMENT, HISTORY, blank), whose text is in `comment`. */
  readonly value?: CardValue;
  readonly comment: string;
}

/** A card, and what was tolerated to read it. */
export interface ParsedCard {
  card: Card;
  warnings: string[];
}

export const CARD_BYTES = 80;

/** Keywords that never carry a value (FITS 4.0 §4.4.2.4). */
export const COMMENTARY = new Set(["COMMENT", "HISTORY", ""]);

const STANDARD_KEYWORD = /^[A-Z0-9_-]{1,8}$/;

/**
 * Reads one 80-column record (FITS 4.0 §4.1, §4.2). Never throws: what the standard does not allow but exists in
 * practice is read as well as possible, with a warning.
 */
export function parseCard(record: string): ParsedCard {
  const warnings: string[] = [];
  const text = clean(record.slice(0, CARD_BYTES), warnings);
  const hierarch = parseHierarch(text, warnings);
  if (hierarch) return { card: hierarch, warnings };

  const name = text.slice(0, 8).trim();
  if (COMMENTARY.has(name.toUpperCase()) || name.toUpperCase() === "CONTINUE") {
    return { card: { keyword: name.toUpperCase(), comment: text.slice(8).trimEnd() }, warnings };
  }
  const equals = text.indexOf("=");
  if (equals < 0 || equals > 8) {
    return { card: { keyword: upper(name, warnings), comment: text.slice(8).trimEnd() }, warnings };
  }
  if (equals !== 8 || (text[9] ?? " ") !== " ") {
    warnings.push(`${name}: the value indicator is not "= " in columns 9 and 10`);
  }
  const keyword = upper(text.slice(0, equals).trim(), warnings);
  if (COMMENTARY.has(keyword)) {
    return { card: { keyword, comment: text.slice(equals + 1).trimEnd() }, warnings };
  }
  return { card: withValue(keyword, text.slice(equals + 1), warnings), warnings };
}

/** ESO's HIERARCH convention: `HIERARCH several words = value / comment`. */
function parseHierarch(text: string, warnings: string[]): Card | undefined {
  if (!/^HIERARCH /i.test(text)) return undefined;
  const equals = text.indexOf("=");
  if (equals < 0) return undefined;
  const keyword = text.slice(9, equals).trim().replace(/\s+/g, " ").toUpperCase();
  return withValue(keyword, text.slice(equals + 1), warnings);
}

function withValue(keyword: string, field: string, warnings: string[]): Card {
  const { value, comment, warning } = parseValue(field);
  if (warning) warnings.push(`${keyword}: ${warning}`);
  return { keyword, value, comment };
}

function upper(name: string, warnings: string[]): string {
  const keyword = name.toUpperCase();
  if (!STANDARD_KEYWORD.test(name)) warnings.push(`${name}: not a standard keyword`);
  return keyword;
}

/** Headers are restricted to printable ASCII (§4.1.2.1); anything else becomes a space. */
function clean(record: string, warnings: string[]): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what we look for
  const text = record.replace(/[\x00-\x1f\x7f]/g, " ");
  if (text !== record) warnings.push("control characters in a header card");
  return text;
}
