import { OrbitError, parseDesignation } from "@welkin/orbits";

/** How names are compared: small letters, and no blanks. */
const plain = (text: string) => text.toLowerCase().replace(/\s+/g, "");

/** A designation in its readable form ("J95X00A" is "1995 XA"), where the text is one. */
function designationIn(text: string): string | undefined {
  try {
    return parseDesignation(text).readable;
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

/**
 * What a target may be looked up by, the surest first: the whole as a designation, its parts, the whole as a name.
 * "1995 XA" is a designation, so not taken for number 1995 with a name.
 */
export function keysOf(text: string): string[] {
  const whole = text.trim();
  const readable = designationIn(whole);
  if (readable !== undefined) return [...new Set([plain(readable), plain(whole)])];
  const keys = partsOf(whole).map((part) => plain(designationIn(part) ?? part));
  return [...new Set([...keys, plain(whole)])];
}
