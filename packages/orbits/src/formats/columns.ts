import { parseDesignation } from "../designations/designations.ts";
import { OrbitError } from "../errors.ts";

/** Reads fields of a fixed-column line; columns are counted from 1, as in the formats' descriptions. */
export class Columns {
  readonly line: string;

  constructor(line: string) {
    this.line = line;
  }

  text(first: number, last: number): string {
    return this.line.slice(first - 1, last).trim();
  }

  /** @throws OrbitError `bad-line` naming the field and columns */
  number(name: string, first: number, last: number): number {
    const value = this.optional(name, first, last);
    if (value === undefined) throw this.#bad(name, first, last, "is missing");
    return value;
  }

  optional(name: string, first: number, last: number): number | undefined {
    const text = this.text(first, last);
    if (text === "") return undefined;
    if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(text)) throw this.#bad(name, first, last, "is no number");
    return Number(text);
  }

  #bad(name: string, first: number, last: number, what: string): OrbitError {
    return new OrbitError(
      "bad-line",
      `The ${name} ${what} (columns ${first} to ${last}: "${this.line.slice(first - 1, last)}").`,
      name,
    );
  }
}

/**
 * The designation of a line of heliocentric elements.
 *
 * @throws OrbitError `bad-designation`; `bad-line` for a planetary satellite, which has none
 */
export function heliocentricDesignation(packed: string): string {
  const { kind, readable } = parseDesignation(packed);
  if (kind.endsWith("satellite"))
    throw new OrbitError(
      "bad-line",
      `${readable} goes round a planet: its elements are not heliocentric.`,
      "designation",
    );
  return readable;
}

/** MJD of 0h of a calendar day. @throws OrbitError `bad-line` for a day that does not exist */
export function calendarMjd(year: number, month: number, day: number): number {
  const whole = Math.floor(day);
  const date = new Date(Date.UTC(2000, month - 1, whole));
  date.setUTCFullYear(year, month - 1, whole);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== whole || whole < 1)
    throw new OrbitError("bad-line", `There is no day ${year}-${month}-${day}.`, "date");
  return 40587 + date.getTime() / 86_400_000 + (day - whole);
}
