import { CARD_BYTES, type Card, type CardValue, COMMENTARY, parseCard } from "./card.ts";
import { parseNumber, parseValue } from "./value.ts";

/**
 * An ordered list of header cards with typed access.
 *
 * @example
 * const header = Header.parse(text);
 * header.string("OBJECT");        // "M 51"
 * header.number("EXPTIME");       // 60
 * header.get("SATURATE");         // whatever the card holds
 * header.history.join("\n");
 */
export class Header {
  readonly #cards: Card[] = [];
  /** First position of each keyword: if it occurs twice, the first counts. */
  readonly #index = new Map<string, number>();
  /** What was tolerated while reading, in plain words. */
  readonly warnings: string[] = [];

  constructor(cards: Iterable<Card> = []) {
    for (const card of cards) this.append(card);
  }

  /**
   * Reads a header from text: 80-column records, or lines; reading stops at END if there is one.
   * Never throws; what was tolerated is in `warnings`.
   */
  static parse(text: string): Header {
    const lines = /[\r\n]/.test(text.slice(0, 2 * CARD_BYTES));
    const records = lines ? text.trimEnd().split(/\r?\n/) : text.match(/.{1,80}/gs);
    return Header.fromRecords(records ?? []);
  }

  /** Reads 80-column records, joining CONTINUE to the string it continues (FITS 4.0 §4.2.1.2). */
  static fromRecords(records: Iterable<string>): Header {
    const header = new Header();
    for (const record of records) {
      if (isEnd(record)) break;
      const { card, warnings } = parseCard(record);
      header.warnings.push(...warnings);
      if (card.keyword !== "CONTINUE" || !header.#continueString(card.comment)) header.append(card);
    }
    return header;
  }

  /** The cards in file order. */
  get cards(): readonly Card[] {
    return this.#cards;
  }

  /** Text of the HISTORY cards. */
  get history(): string[] {
    return this.commentary("HISTORY");
  }

  /** Text of the COMMENT cards. */
  get comments(): string[] {
    return this.commentary("COMMENT");
  }

  /** Text of the commentary cards of one keyword. */
  commentary(keyword: string): string[] {
    const name = normal(keyword);
    return this.#cards
      .filter((c) => c.keyword === name && c.value === undefined)
      .map((c) => c.comment);
  }

  has(keyword: string): boolean {
    return this.#index.has(normal(keyword));
  }

  /** The first card of that keyword. */
  card(keyword: string): Card | undefined {
    const at = this.#index.get(normal(keyword));
    return at === undefined ? undefined : this.#cards[at];
  }

  /** The value; `null` if the card has none, `undefined` if there is no card. */
  get(keyword: string): CardValue | undefined {
    return this.card(keyword)?.value;
  }

  /** A number; a quoted number is accepted, anything else (`'UNKNOWN'`) is `undefined`. */
  number(keyword: string): number | undefined {
    const value = this.get(keyword);
    if (typeof value === "number") return value;
    if (typeof value === "bigint") return Number(value);
    const parsed = typeof value === "string" ? parseNumber(value.trim()) : undefined;
    return parsed === undefined ? undefined : Number(parsed);
  }

  /** An integer; reals without a fraction are accepted. */
  integer(keyword: string): number | undefined {
    const value = this.number(keyword);
    return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
  }

  /** A string, without trailing blanks. */
  string(keyword: string): string | undefined {
    const value = this.get(keyword);
    return typeof value === "string" ? value : undefined;
  }

  /** A logical. */
  boolean(keyword: string): boolean | undefined {
    const value = this.get(keyword);
    return typeof value === "boolean" ? value : undefined;
  }

  /** Appends a card; returns this. */
  append(card: Card): this {
    if (!this.#index.has(card.keyword)) this.#index.set(card.keyword, this.#cards.length);
    this.#cards.push(card);
    return this;
  }

  /** Sets the value of the first card of that keyword, or appends one; returns this. */
  set(keyword: string, value: CardValue, comment?: string): this {
    const name = normal(keyword);
    const at = this.#index.get(name);
    if (at === undefined) return this.append({ keyword: name, value, comment: comment ?? "" });
    this.#cards[at] = { keyword: name, value, comment: comment ?? this.#cards[at]?.comment ?? "" };
    return this;
  }

  /** Removes every card of that keyword; returns this. */
  delete(keyword: string): this {
    const name = normal(keyword);
    if (this.has(name)) this.#replace(this.#cards.filter((card) => card.keyword !== name));
    return this;
  }

  clone(): Header {
    return new Header(this.#cards);
  }

  #replace(cards: Card[]): void {
    this.#cards.length = 0;
    this.#index.clear();
    for (const card of cards) this.append(card);
  }

  /** Joins a CONTINUE record to the last card, if that is a string ending in "&". */
  #continueString(field: string): boolean {
    const last = this.#cards.at(-1);
    if (typeof last?.value !== "string" || !last.value.endsWith("&")) return false;
    const part = parseValue(field);
    if (typeof part.value !== "string") return false;
    const comment = [last.comment, part.comment].filter(Boolean).join(" ");
    this.#cards[this.#cards.length - 1] = {
      keyword: last.keyword,
      value: (last.value.slice(0, -1) + part.value).trimEnd(),
      comment,
    };
    return true;
  }
}

/** Whether a record is END: nothing may follow the word, but some writers leave garbage there. */
export function isEnd(record: string): boolean {
  return record.startsWith("END") && /^END *$/.test(record.slice(0, 9));
}

/** A keyword as it is stored: upper case, without a leading HIERARCH. */
function normal(keyword: string): string {
  const name = keyword.trim().toUpperCase();
  return COMMENTARY.has(name) ? name : name.replace(/^HIERARCH\s+/, "").replace(/\s+/g, " ");
}
