import { FitsError } from "../errors.ts";
import { CARD_BYTES, type Card, type CardValue, COMMENTARY } from "../header/card.ts";
import { BLOCK_BYTES } from "../header/read.ts";

/** Characters of text in a card after its keyword. */
const TEXT_LENGTH = CARD_BYTES - 8;
/** Characters of an (escaped) string in one card. */
const STRING_LENGTH = CARD_BYTES - 12;
/** Numbers and logicals end in this column (FITS 4.0 §4.2). */
const FIXED_WIDTH = 20;

/** A whole header: cards, END, and blanks to the end of the block. */
export function headerBytes(cards: Iterable<Card>): Uint8Array {
  const text = `${[...cards].map(cardText).join("")}${"END".padEnd(CARD_BYTES)}`;
  const length = Math.ceil(text.length / BLOCK_BYTES) * BLOCK_BYTES;
  return Uint8Array.from(text.padEnd(length), (c) => c.charCodeAt(0));
}

/** One card as one or more records of 80 characters; FITS_CANNOT_WRITE for what FITS cannot express. */
export function cardText({ keyword, value, comment }: Card): string {
  if (value === undefined || COMMENTARY.has(keyword)) return commentary(keyword, comment);
  const start = /^[A-Z0-9_-]{1,8}$/.test(keyword)
    ? `${keyword.padEnd(8)}= `
    : `HIERARCH ${printable(keyword)} = `;
  if (typeof value === "string") return stringCard(keyword, start, value, printable(comment));
  const text =
    start.length === 10
      ? valueText(keyword, value).padStart(FIXED_WIDTH)
      : valueText(keyword, value);
  return record(keyword, start + text, comment);
}

/** Text that is too long for one card continues in the next, under the same keyword. */
function commentary(keyword: string, comment: string): string {
  const text = printable(comment);
  let output = "";
  for (let i = 0; i === 0 || i < text.length; i += TEXT_LENGTH) {
    output += (keyword.slice(0, 8).padEnd(8) + text.slice(i, i + TEXT_LENGTH)).padEnd(CARD_BYTES);
  }
  return output;
}

function stringCard(keyword: string, start: string, value: string, comment: string): string {
  const escaped = printable(value).replaceAll("'", "''");
  const room = CARD_BYTES - start.length - 2;
  // Comments begin in one column, where astropy also puts them: it checks sums over its own layout.
  const quoted = `'${escaped.padEnd(8)}'`.padEnd(FIXED_WIDTH);
  if (escaped.length <= room) return record(keyword, start + quoted, comment);
  // Long strings continue in CONTINUE cards (§4.2.1.2), each but the last ending in "&".
  let at = cut(escaped, 0, room - 1);
  let output = `${start}'${escaped.slice(0, at)}&'`.padEnd(CARD_BYTES);
  while (escaped.length - at > STRING_LENGTH) {
    const next = cut(escaped, at, STRING_LENGTH - 1);
    output += `CONTINUE  '${escaped.slice(at, next)}&'`.padEnd(CARD_BYTES);
    at = next;
  }
  return output + record(keyword, `CONTINUE  '${escaped.slice(at)}'`, comment);
}

/** Where to cut without separating a doubled quote. */
function cut(escaped: string, from: number, length: number): number {
  const quotes = /'*$/.exec(escaped.slice(from, from + length))?.[0].length ?? 0;
  return from + length - (quotes % 2);
}

/** The card with as much of its comment as fits. */
function record(keyword: string, text: string, comment: string): string {
  if (text.trimEnd().length > CARD_BYTES) {
    throw new FitsError("FITS_CANNOT_WRITE", `${keyword} does not fit a card`, { card: keyword });
  }
  const full = comment ? `${text} / ${printable(comment)}` : text;
  return full.slice(0, CARD_BYTES).padEnd(CARD_BYTES);
}

function valueText(keyword: string, value: Exclude<CardValue, string>): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "T" : "F";
  if (typeof value === "object") return `(${real(keyword, value.re)}, ${real(keyword, value.im)})`;
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return String(value);
  return real(keyword, value);
}

/** The shortest text that reads back as the same double, with a decimal point so that it is a real. */
function real(keyword: string, value: number): string {
  if (!Number.isFinite(value)) {
    throw new FitsError("FITS_CANNOT_WRITE", `${keyword} = ${value}`, { card: keyword });
  }
  const [mantissa, exponent] = String(value).split("e");
  const point = mantissa?.includes(".") ? mantissa : `${mantissa}.0`;
  return exponent === undefined ? point : `${point}E${Number(exponent)}`;
}

/** Headers hold printable ASCII only (§4.1.2.1). */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}
