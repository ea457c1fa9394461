import { ImagingError } from "../errors.ts";

/** 256 colours from dark to light: red, green, blue of each. */
export interface ColorMap {
  readonly name: string;
  readonly rgb: Uint8Array;
}

const maps: Readonly<Record<string, () => Uint8Array>> = {
  grey: () => Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3)),
};

export const colorMapNames: readonly string[] = Object.keys(maps);

const made = new Map<string, ColorMap>();

/**
 * A colour map by its name.
 * @throws ImagingError `COLORMAP_UNKNOWN`
 */
export function colorMapNamed(name: string): ColorMap {
  const known = made.get(name);
  if (known) return known;
  const make = Object.hasOwn(maps, name) ? maps[name] : undefined;
  if (!make) {
    throw new ImagingError(
      "COLORMAP_UNKNOWN",
      `"${name.slice(0, 40)}" is not a colour map: ${colorMapNames.join(", ")}`,
    );
  }
  const map = { name, rgb: make() };
  made.set(name, map);
  return map;
}
