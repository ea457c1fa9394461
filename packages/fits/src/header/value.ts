import type { CardValue } from "./card.ts";

interface ParsedValue {
  value: CardValue;
  comment: string;
  warning?: string;
}

const INTEGER = /^[+-]?\d+$/;
const REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[EDed][+-]?\d+)?$/;
const COMPLEX = /^\(([^,]+),([^,)]+)\)$/;

/** Reads the part of a card after the value indicator: a value and its comment (FITS 4.0 §4.2). */
export function parseValue(field: string): ParsedValue {
  const text = field.trimStart();
  if (text.startsWith("'")) return parseString(text);
  const slash = text.indexOf("/");
  const token = (slash < 0 ? text : text.slice(0, slash)).trim();
  const comment = slash < 0 ? "" : text.slice(slash + 1).trim();
  return { ...parseToken(token), comment };
}

/**
 * A quoted string. Two quotes are one quote; trailing blanks are not significant, leading ones are, and a string of
 * only blanks is one blank according to the standard but empty for every user (§4.2.1).
 */
function parseString(text: string): ParsedValue {
  let end = 1;
  while (end < text.length && (text[end] !== "'" || text[end + 1] === "'")) {
    end += text[end] === "'" ? 2 : 1;
  }
  const value = text.slice(1, end).replaceAll("''", "'").trimEnd();
  if (end >= text.length) return { value, comment: "", warning: "a string without closing quote" };
  const slash = text.indexOf("/", end);
  return { value, comment: slash < 0 ? "" : text.slice(slash + 1).trim() };
}

function parseToken(token: string): { value: CardValue; warning?: string } {
  if (token === "") return { value: null };
  if (token === "T" || token === "F") return { value: token === "T" };
  const number = parseNumber(token);
  if (number !== undefined) return { value: number };
  const complex = COMPLEX.exec(token);
  const re = complex && parseNumber(complex[1] as string);
  const im = complex && parseNumber(complex[2] as string);
  if (re != null && im != null) return { value: { re: Number(re), im: Number(im) } };
  return { value: token, warning: `${JSON.stringify(token)} is neither a string nor a number` };
}

/** An integer or real in FITS or FORTRAN notation; integers beyond 2^53 stay exact as bigint. */
export function parseNumber(token: string): number | bigint | undefined {
  const text = token.replaceAll(" ", "");
  if (INTEGER.test(text)) {
    const value = Number(text);
    return Number.isSafeInteger(value) ? value : BigInt(text);
  }
  if (REAL.test(text)) return Number(text.replace(/[dD]/, "e"));
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return undefined;
}
