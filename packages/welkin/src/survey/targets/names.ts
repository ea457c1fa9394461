import { OrbitError, parseDesignation } from "@welkin/orbits";

/** How designations are compared: small letters, and no blanks. */
const plain = (text: string) => text.toLowerCase().replace(/\s+/g, "");

/** Letters that no accent can be taken from. */
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

/** How names are compared: letters without accents and digits, so that "Hale-Bopp" is "hale bopp", "’Oumuamua" "Oumuamua". */
const folded = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[øłđðıæœßþ]/g, (letter) => others[letter]!)
    // Clicks are written as ! and | where there are but ASCII's letters.
    .replace(/[^\p{L}\p{N}]|[\p{Lm}ǀ-ǃ]/gu, "");

/** Readable designations, however their letters are written; packed ones need theirs as they are. */
const readableForm = /^(?:(?:[PCDXAI]\/)?\d{4} [A-Z]{1,2}\d*|\d+[PDI])(?:-[A-Z]{1,2})?$/i;
/** A comet's without its kind: not number 2010 with the name A2. */
const kindless = /^(?:1[89]|20)\d\d [A-HJ-Y][1-9]\d{0,2}(?:-[A-Z]{1,2})?$/;

/** A designation in its readable form ("J95X00A" is "1995 XA"), where the text is one. */
function designationIn(text: string): string | undefined {
  const tidy = text.replace(/\s+/g, " ");
  const written = readableForm.test(tidy) ? tidy.toUpperCase() : text;
  if (kindless.test(written)) return written;
  try {
    return parseDesignation(written).readable;
  } catch (error) {
    if (error instanceof OrbitError) return undefined;
    throw error;
  }
}

/**
 * The parts of "(433) Eros", "65P/Gunn", "73P-B", "C/1995 O1 (Hale-Bopp)", "2P/Encke", "433 Eros", and as JPL writes
 * them, "1 Ceres (A801 AA)", "706765 (2010 TK7)", "(2010 AB1)".
 */
const forms: readonly RegExp[] = [
  /^(\d+)\s+([A-Za-z'-][^()]*?)\s*\(([^()]+)\)$/,
  /^(\d+)\s+\(([^()]+)\)$/,
  /^\(([A\d]\d{3} [A-Z]{2}\d*)\)$/,
  /^\((\d+)\)(?:\s+(.+))?$/,
  /^(\d+[PDI](?:-[A-Z]{1,2})?)\/(.+)$/,
  /^([PCDXAI]\/.+?)\s*\((.+)\)$/,
  /^(\d+)\s+([A-Za-z'-].*)$/,
];

function partsOf(whole: string): string[] {
  const parts = forms.map((form) => form.exec(whole)).find((found) => found !== null);
  return (parts?.slice(1) ?? []).filter((part) => part !== undefined);
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
  /** Designations: no two objects share one. */
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
 * What a target is found by, the surest first: the whole as a designation, its parts, the whole as a name.
 * "1995 XA" is a designation, so not taken for number 1995 with a name.
 */
export function keysOf(text: string): string[] {
  const { sure, names, whole } = keysIn(text);
  return distinct([...sure, ...names, ...whole]);
}

/** What of this is to be looked for: where there is a designation, its name alone might be another object's. */
export function wantedKeysOf(text: string): string[] {
  const { sure, whole } = keysIn(text);
  return distinct([...sure, ...whole]);
}

/** Its names alone, which several objects may have. */
export function nameKeysOf(text: string): string[] {
  const { sure, names, whole } = keysIn(text);
  return distinct(sure.length > 0 ? names : [...names, ...whole]);
}
