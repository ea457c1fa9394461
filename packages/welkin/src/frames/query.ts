import type { ColorOptions } from "@welkin/imaging";
import { WelkinError } from "../errors.ts";
import type { Frame } from "./archives/index.ts";
import type { CutoutRegion, Length } from "./cutouts/box.ts";
import type { ImageChoice } from "./render/image.ts";
import type { Marks, PictureSpec } from "./render/spec.ts";
import { type CutoutQuery, type PictureFormat, type PictureQuery, Place } from "./schema.ts";

/** A picture without a size is made to fit a box of this many pixels. */
const DEFAULT_SIZE = 1024;
const DEFAULT_QUALITY = 80;
/** Large pictures of small frames are expensive and show nothing more. */
const MOST_ENLARGED = 4096;
/** Adds light as on a screen: no colour is lost, and stars burn out no sooner. */
const LAYERS_BLEND = "screen";

/** Types that fits2image ≥ 1.1 does not turn: coordinates of spectra are meaningless. */
const SPECTRA = new Set(["SPECTRUM", "ARC", "LAMPFLAT"]);

const orients = { up: "exact", snap: "snap", none: "file" } as const;

/** How the frames of a colour picture are combined. */
export interface Layers {
  /** Weights of red, green and blue, for each frame. */
  readonly colors?: readonly (readonly [number, number, number])[];
}

/** The drawing that a request asks for, containing nothing that does not change the picture. */
export function pictureSpec(
  query: PictureQuery,
  frames: readonly Pick<Frame, "configurationType">[],
  format: PictureFormat,
  { region, layers }: { region?: CutoutRegion; layers?: Layers } = {},
): PictureSpec {
  const { width, height, enlarge, mode, align, quality = DEFAULT_QUALITY } = query;
  const blend = query.color ?? (query.layers === undefined ? undefined : LAYERS_BLEND);
  const boxed = width !== undefined || height !== undefined;
  if (enlarge !== "none" && Math.max(width ?? 0, height ?? 0) > MOST_ENLARGED) {
    throw bad(`Frames are enlarged to at most ${MOST_ENLARGED} pixels per side.`);
  }
  const marks = marksOf(query);
  const spectrum = SPECTRA.has(frames[0]?.configurationType ?? "");
  const orient = spectrum ? "file" : orients[query.orient];
  const style: ColorOptions = compact({
    width: boxed ? width : DEFAULT_SIZE,
    height: boxed ? height : DEFAULT_SIZE,
    magnify: enlarge === "none" ? undefined : enlarge,
    shrink: mode === "upstream" ? mode : undefined,
    interval: query.interval,
    min_cut: query.min_cut,
    max_cut: query.max_cut,
    stretch: query.stretch,
    cmap: query.cmap,
    inverse: query.inverse || query.invert || undefined,
    nan: query.nan,
    saturation: query.saturation,
    orient: orient === "file" ? undefined : orient,
    median: query.median || undefined,
    percentile: query.median ? query.percentile : undefined,
    ...(frames.length > 1 && { blend, colors: layers?.colors, Q: query.q }),
  });
  return compact({
    images: frames.map(() => choiceOf(query)),
    region,
    edge: region && "edge" in query && query.edge === "trim" ? "trim" : undefined,
    style,
    marks: Object.keys(marks).length > 0 ? marks : undefined,
    format,
    quality: format === "png" ? DEFAULT_QUALITY : quality,
    avm: query.avm || undefined,
    align: frames.length > 1 && align !== "wcs" ? align : undefined,
    orientBy: mode === "upstream" ? "cards" : undefined,
  }) as PictureSpec;
}

export function choiceOf({ hdu, plane }: Pick<PictureQuery, "hdu" | "plane">): ImageChoice {
  return compact({ hdu, plane });
}

function marksOf(query: PictureQuery): Marks {
  return compact({
    label: query.label === "" ? undefined : query.label,
    compass: query.compass || undefined,
    scalebar: query.scalebar || undefined,
    target: query.target,
    coordinates: query.coordinates || undefined,
  });
}

const DEFAULT_CUTOUT: Length = { value: 5 / 60, unit: "deg" };

/**
 * The region of a request.
 *
 * @throws WelkinError BAD_REQUEST if it has none, or two.
 */
export function regionOf(query: CutoutQuery): CutoutRegion {
  const { ra, dec, x, y, box, fov } = query;
  if (fov !== undefined && query.size !== undefined) throw bad("Give either size or fov.");
  const size = fov === undefined ? query.size : `${fov}deg`;
  const sky = ra !== undefined || dec !== undefined;
  const pixel = x !== undefined || y !== undefined;
  if (Number(sky) + Number(pixel) + Number(box !== undefined) !== 1) {
    throw bad("Give only one of ra and dec, x and y, and box.");
  }
  if (box !== undefined) {
    if (size !== undefined) throw bad("size: not with box, which has a size of its own.");
    const [left = 1, bottom = 1, width = 0, height = 0] = box.split(",").map(Number);
    return { kind: "box", box: { x: left - 1, y: bottom - 1, width, height } };
  }
  if (sky) {
    if (ra === undefined || dec === undefined) throw bad("ra and dec must be given together.");
    return {
      kind: "sky",
      ra,
      dec,
      size: lengths(size, "arcmin") ?? [DEFAULT_CUTOUT, DEFAULT_CUTOUT],
    };
  }
  if (x === undefined || y === undefined) throw bad("x and y must be given together.");
  const sides = lengths(size, "pix");
  if (!sides) throw bad("size: missing; around a pixel it is needed.");
  return { kind: "pixel", x, y, size: sides };
}

/**
 * A size on the sky, degrees.
 *
 * @throws WelkinError BAD_REQUEST
 */
export function degreesOf(text: string): readonly [number, number] {
  const [across, up] = lengths(text, "arcmin") ?? [DEFAULT_CUTOUT, DEFAULT_CUTOUT];
  if (across.unit === "pix" || up.unit === "pix")
    throw bad("size: give it on the sky, not in pixels.");
  return [across.value, up.value];
}

/**
 * Places as `ra,dec;ra,dec;…`
 *
 * @throws WelkinError BAD_REQUEST
 */
export function placesOf(text: string): (readonly [number, number])[] {
  return text.split(";").map((part) => {
    const place = Place.safeParse(part.trim());
    if (!place.success) throw bad(`positions: "${part.slice(0, 40)}" is not ra,dec.`);
    return place.data;
  });
}

/** A unit in degrees; pixels are themselves. */
const units: Readonly<Record<string, number>> = {
  deg: 1,
  arcmin: 1 / 60,
  "'": 1 / 60,
  arcsec: 1 / 3600,
  '"': 1 / 3600,
  pix: 1,
  px: 1,
};

function lengths(
  text: string | undefined,
  unit: "arcmin" | "pix",
): readonly [Length, Length] | undefined {
  if (text === undefined) return undefined;
  const [across, up = across, ...more] = text.split(",").map((part) => lengthOf(part, unit));
  if (!across || !up || more.length > 0) throw bad("size: one length, or width,height.");
  return [across, up];
}

function lengthOf(text: string, byDefault: string): Length {
  const [, digits = "", said = ""] = /^\s*(\d*\.?\d+|\d+\.)\s*([a-z'"]*)\s*$/i.exec(text) ?? [];
  const unit = said === "" ? byDefault : said.toLowerCase();
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  const value = Number(digits) * (factor ?? Number.NaN);
  if (digits === "" || !(value > 0)) {
    throw bad(`size: "${text.slice(0, 40)}" is not a length: 2 (arc minutes), 90arcsec, 300pix.`);
  }
  return unit.startsWith("p")
    ? { value, unit: "pix" }
    : { value: Math.min(value, 360), unit: "deg" };
}

function bad(message: string): WelkinError {
  return new WelkinError("BAD_REQUEST", message);
}

function compact<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as never;
}
