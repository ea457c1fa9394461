import { ImagingError } from "../errors.ts";
import { type ColorFormula, formulas } from "./formulas.ts";
import { sampledMaps } from "./sampled.ts";

/** 256 colours from the lowest value to the highest: red, green, blue of each. */
export interface ColorMap {
  readonly name: string;
  readonly rgb: Uint8Array;
}

/** Aliases used by other programs. */
const ALIASES: Readonly<Record<string, string>> = {
  gray: "grey",
  greys_r: "grey",
  gist_heat: "heat",
};

/** All colour maps, in the order for a menu. */
export const colorMapNames: readonly string[] = [
  "grey",
  ...Object.keys(sampledMaps),
  ...Object.keys(formulas).filter((name) => name !== "grey"),
];

const made = new Map<string, ColorMap>();

/**
 * A colour map by its name, as matplotlib (and so hips2fits) calls it.
 * @throws ImagingError `COLORMAP_UNKNOWN`
 */
export function colorMapNamed(said: string): ColorMap {
  const lower = said.toLowerCase();
  const name = Object.hasOwn(ALIASES, lower) ? (ALIASES[lower] as string) : lower;
  if (!colorMapNames.includes(name)) {
    throw new ImagingError(
      "COLORMAP_UNKNOWN",
      `"${said.slice(0, 40)}" is not a colour map: ${colorMapNames.join(", ")}`,
    );
  }
  const known = made.get(name);
  if (known) return known;
  const map = { name, rgb: coloursOf(name) };
  made.set(name, map);
  return map;
}

function coloursOf(name: string): Uint8Array {
  const sampled = (sampledMaps as Readonly<Record<string, string>>)[name];
  if (sampled) return Uint8Array.from(atob(sampled), (letter) => letter.charCodeAt(0));
  const formula = (formulas as Readonly<Record<string, ColorFormula>>)[name] as ColorFormula;
  const rgb = new Uint8ClampedArray(3 * 256);
  for (let i = 0; i < 256; i++)
    rgb.set(
      formula(i / 255).map((part) => Math.round(255 * part)),
      3 * i,
    );
  return new Uint8Array(rgb.buffer);
}
