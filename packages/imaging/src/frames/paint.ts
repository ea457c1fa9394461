import type { ColorMap } from "../colormaps/colormap.ts";
import { ImagingError } from "../errors.ts";
import type { Picture } from "./picture.ts";
import type { Size } from "./shrink/size.ts";

/** The colour of pixels without a value. */
export type Missing = "transparent" | readonly [red: number, green: number, blue: number];

/** @throws ImagingError `COLOR_SYNTAX` */
export function parseMissing(text = "black"): Missing {
  if (text === "transparent") return text;
  if (text === "black") return [0, 0, 0];
  const hex = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (!hex) {
    throw new ImagingError(
      "COLOR_SYNTAX",
      `"${text.slice(0, 40)}" is not black, transparent or a colour as #rrggbb`,
    );
  }
  return [1, 2, 3].map((i) => Number.parseInt(hex[i] as string, 16)) as [number, number, number];
}

/** Pixels with a special colour, one byte each, non-zero where it applies. */
export interface Marks {
  /** No value. */
  readonly holes?: Uint8Array | undefined;
  /** Saturated: beyond what the detector could count. */
  readonly saturated?: Uint8Array | undefined;
}

/** The red of saturated pixels, which no colour map here contains. */
const SATURATED = [255, 0, 64] as const;

/** Grey levels in the colours of a map. A grey picture keeps one channel if nothing in it has a colour. */
export function paintLevels(
  levels: Uint8Array,
  { width, height }: Size,
  { rgb }: ColorMap,
  missing: Missing,
  marks: Marks = {},
): Picture {
  const { holes, saturated } = marks;
  const grey = isGrey(rgb) && !saturated && isGreyMissing(missing);
  const alpha = missing === "transparent";
  const channels = ((grey ? 1 : 3) + (alpha ? 1 : 0)) as Picture["channels"];
  const colours = grey ? 1 : 3;
  const fill = alpha ? [0, 0, 0] : missing;
  const data = new Uint8Array(width * height * channels);
  for (let i = 0, at = 0; i < levels.length; i++, at += channels) {
    const hole = holes !== undefined && holes[i] !== 0;
    const entry = 3 * (levels[i] as number);
    for (let c = 0; c < colours; c++) {
      data[at + c] = hole ? (fill[c] as number) : (rgb[entry + c] as number);
    }
    if (alpha) data[at + colours] = hole ? 0 : 255;
    if (saturated?.[i]) data.set(SATURATED, at);
  }
  return { width, height, channels, data };
}

function isGreyMissing(missing: Missing): boolean {
  return missing === "transparent" || (missing[0] === missing[1] && missing[1] === missing[2]);
}

function isGrey(rgb: Uint8Array): boolean {
  for (let i = 0; i < rgb.length; i += 3) {
    if (rgb[i] !== rgb[i + 1] || rgb[i] !== rgb[i + 2]) return false;
  }
  return true;
}

/** Colours, with pixels without a value filled in; saturated pixels are white. */
export function paintColours(
  rgb: Uint8Array,
  { width, height }: Size,
  missing: Missing,
  { holes, saturated }: Marks = {},
): Picture {
  if (saturated) {
    for (let i = 0; i < saturated.length; i++) if (saturated[i]) rgb.fill(255, 3 * i, 3 * i + 3);
  }
  if (!holes) return { width, height, channels: 3, data: rgb };
  if (missing === "transparent") return withAlpha(rgb, { width, height }, holes);
  for (let i = 0; i < holes.length; i++) if (holes[i]) rgb.set(missing, 3 * i);
  return { width, height, channels: 3, data: rgb };
}

function withAlpha(rgb: Uint8Array, { width, height }: Size, holes: Uint8Array): Picture {
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < holes.length; i++) {
    if (holes[i]) continue;
    for (let c = 0; c < 3; c++) data[4 * i + c] = rgb[3 * i + c] as number;
    data[4 * i + 3] = 255;
  }
  return { width, height, channels: 4, data };
}
