import { type Designation, OrbitError, parseDesignation } from "@welkin/orbits";

/** The form in which designations are compared: lower case, without blanks. */
const plain = (text: string) => text.toLowerCase().replace(/\s+/g, "");

/** Letters that do not decompose into a letter and an accent. */
const others: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ı: "i",
  æ: "ae",
  œ: "oe",
  ß: "ss",
  þ: "th",
};

/**
 * The form in which names are compared: unaccented letters and digits, so that "Hale-Bopp" equals "hale bopp", and
 * "’Oumuamua" equals "Oumuamua".
 */
const folded = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[øłđðıæœßþ]/g, (letter) => others[letter]!)
    // In ASCII, click letters are written as ! and |.
    .replace(/[^\p{L}\p{N}]|[\p{Lm}ǀ-ǃ]/gu, "");

const inCapitals = (text = "") => text.toUpperCase();

/**
 * Readable designations in any case, with blanks left out or added (`c/1995o1`, `2004 MN 4`, `1138 t-1`): each with the
 * Minor Planet Center's spelling. Packed ones are case-sensitive.
 */
const written: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  [/^([1-9]\d{0,3}) ?(P-L|T-[123])$/i, ([, number, survey]) => `${number} ${inCapitals(survey)}`],
  [
    /^0*([1-9]\d*) ?([PDI])(-[A-Z]{1,2})?$/i,
    ([, number, kind, fragment]) => `${number}${inCapitals(kind)}${inCapitals(fragment)}`,
  ],
  [
    /^(?:([PCDXAI]) ?\/ ?)?(A\d{3}|1\d{3}|20\d\d) ?([A-HJ-Y])(?: ?([A-HJ-Z])(?:[ _]?(\d{1,7}))?| ?(\d{1,3}))(-[A-Z]{1,2})?$/i,
    ([, kind, year, half, letter, cycle = "", order = "", fragment]) => {
      const begin = kind === undefined ? "" : `${inCapitals(kind)}/`;
      const rest = inCapitals(`${half}${letter ?? ""}`) + cycle + order + inCapitals(fragment);
      return `${begin}${inCapitals(year)} ${rest}`;
    },
  ],
];
/** A comet's designation without its kind: not number 2010 with the name A2. */
const kindless = /^(?:1[89]|20)\d\d [A-HJ-Y][1-9]\d{0,2}(?:-[A-Z]{1,2})?$/;

function asWritten(text: string): string {
  for (const [form, write] of written) {
    const parts = form.exec(text);
    if (parts !== null) return write(parts);
  }
  return text;
}

/** A designation in its readable form ("J95X00A" is "1995 XA"), if the text is one. */
export function designationIn(text: string): string | undefined {
  const tidy = asWritten(text.replace(/\s+/g, " ").replace(/[\u2010-\u2015\u2212]/g, "-"));
  if (kindless.test(tidy)) return tidy;
  return parsed(tidy)?.readable;
}

function parsed(text: string): Designation | undefined {
  try {
    return parseDesignation(text);
  } catch (error) {
    if (error instanceof OrbitError) return undefined;
    throw error;
  }
}

/** The planet's satellite that a text names, by number or designation: `Jupiter XIII`, `S/2003 J 2`. */
export function satelliteIn(text: string): string | undefined {
  const found = parsed(text);
  return found?.kind.endsWith("satellite") ? found.readable : undefined;
}

/**
 * The parts of "(433) Eros", "65P/Gunn", "73P-B", "C/1995 O1 (Hale-Bopp)", "2P/Encke", "433 Eros", and in JPL's
 * notation, "1 Ceres (A801 AA)", "706765 (2010 TK7)", "(2010 AB1)", "1I/'Oumuamua (A/2017 U1)".
 */
const forms: readonly RegExp[] = [
  /^(\d+)\s+([A-Za-z'-][^()]*?)\s*\(([^()]+)\)$/,
  /^(\d+)\s+\(([^()]+)\)$/,
  /^\(([A\d]\d{3} ?[A-Z]{2} ?\d*)\)$/i,
  /^\((\d+)\)(?:\s+(.+))?$/,
  /^(\d+[PDI](?:-[A-Z]{1,2})?)\s*(?:\/\s*([^()]*?)\s*)?\(([^()]+)\)$/i,
  /^(\d+[PDI](?:-[A-Z]{1,2})?)\s*\/\s*(.+)$/i,
  /^([PCDXAI]\/.+?)\s*\((.+)\)$/i,
  // "P/Encke" says no more than the name alone.
  /^[PCDX]\/\s*([^\d(][^()]*)$/i,
  /^(\d+)\s+([A-Za-z'-].*)$/,
];
/** A comet's fragment in JPL's notation, "73P/Schwassmann-Wachmann 3-BB", is not the comet itself. */
const fragmentLast = /^(\d+[PDIpdi])\s*\/\s*(.+)-([A-Z]{2}|[A-Za-z])$/;
/**
 * A text that begins with a year and letters for a part of it is not a number with a name, even if it is not a
 * designation.
 */
const yearly = /^(?:1[89]|20)\d\d [A-Z]{1,2}[\s_-]*\d*$/i;

function partsOf(whole: string): string[] {
  const fragment = fragmentLast.exec(whole);
  if (fragment !== null) {
    const [, comet, name, letters] = fragment;
    return [`${comet}-${letters}`, `${name}-${letters}`];
  }
  if (yearly.test(whole)) return [];
  const parts = forms.map((form) => form.exec(whole)).find((found) => found !== null);
  return (parts?.slice(1) ?? []).filter((part) => part !== undefined && part !== "");
}

/** The designation that a name is or begins with: "65P" of "65P/Gunn". */
export function designationOf(name: string): string | undefined {
  const whole = name.trim();
  const parts = [whole, ...partsOf(whole)];
  return parts.map(designationIn).find((found) => found !== undefined);
}

/** "C/2017 U1" and "2017 U1": a comet's designation, with its kind or without. */
const bare = (designation: string) => designation.replace(/^[PCDXAI]\//, "");

const both = (designation: string) => [plain(designation), plain(bare(designation))];

interface Keys {
  /** Designations, which no two objects share. */
  readonly sure: readonly string[];
  readonly names: readonly string[];
  readonly whole: readonly string[];
}

function keysIn(text: string): Keys {
  const whole = text.trim();
  const readable = designationIn(whole);
  if (readable !== undefined) {
    return { sure: both(readable), names: [], whole: [plain(whole)] };
  }
  const parts = partsOf(whole).map((part) => ({ part, designation: designationIn(part) }));
  return {
    sure: parts.flatMap(({ designation }) => (designation === undefined ? [] : both(designation))),
    names: parts
      .flatMap(({ part, designation }) => (designation === undefined ? [part] : []))
      .map(folded),
    whole: [plain(whole), folded(whole)],
  };
}

const distinct = (keys: readonly string[]) => [...new Set(keys)].filter((key) => key !== "");

/**
 * The keys by which a target is found, the most certain first: the whole as a designation, its parts, the whole as a
 * name. "1995 XA" is a designation, so it is not taken for number 1995 with a name.
 */
export function keysOf(text: string): string[] {
  const { sure, names, whole } = keysIn(text);
  return distinct([...sure, ...names, ...whole]);
}

/** Which of these to look up: if there is a designation, the name alone might be another object's. */
export function wantedKeysOf(text: string): string[] {
  const { sure, names, whole } = keysIn(text);
  return distinct([...sure, ...whole, ...(sure.length > 0 ? [] : names)]);
}

/** Only the names, which several objects may share. */
export function nameKeysOf(text: string): string[] {
  const { sure, names, whole } = keysIn(text);
  return distinct(sure.length > 0 ? names : [...names, ...whole]);
}
