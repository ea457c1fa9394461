import type { Wcs } from "@welkin/fits";
import { WelkinError } from "../../errors.ts";

/** A length on the sky in degrees, or in pixels. */
export interface Length {
  readonly value: number;
  readonly unit: "deg" | "pix";
}

/** What to cut: around a position on the sky or in the image, or a box of pixels. */
export type CutoutRegion =
  | {
      readonly kind: "sky";
      readonly ra: number;
      readonly dec: number;
      readonly size: readonly [Length, Length];
    }
  | {
      /** Around a pixel, from 1. */
      readonly kind: "pixel";
      readonly x: number;
      readonly y: number;
      readonly size: readonly [Length, Length];
    }
  | { readonly kind: "box"; readonly box: Box };

/** Pixels of an image, from 0; may reach beyond its edge. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Largest side and number of pixels of a cutout. */
const MOST_SIDE = 65_535;
const MOST_PIXELS = 2 ** 26;

/**
 * The pixels of a region, by the rules of astropy's Cutout2D: as many as the size has steps of the pixel scale, rounded
 * half to even, around the position's pixel.
 *
 * @throws WelkinError FRAME_NO_WCS, FRAME_NO_OVERLAP, FRAME_TOO_LARGE, BAD_REQUEST.
 */
export function boxOf(region: CutoutRegion, wcs: Wcs | undefined): Box {
  const box = region.kind === "box" ? region.box : boxAround(region, wcs);
  if (box.width < 1 || box.height < 1) {
    throw new WelkinError("BAD_REQUEST", "size: the cutout would not have a single pixel.");
  }
  const { width, height } = box;
  if (width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS) {
    throw new WelkinError(
      "FRAME_TOO_LARGE",
      `The cutout would have ${width} × ${height} pixels; at most ${MOST_PIXELS} are allowed.`,
    );
  }
  return box;
}

function boxAround(region: Exclude<CutoutRegion, { kind: "box" }>, wcs: Wcs | undefined): Box {
  const centre = region.kind === "sky" ? pixelOf(region, wcs) : region;
  const [across, up] = region.size.map((length, axis) => pixelsOf(length, axis, wcs)) as [
    number,
    number,
  ];
  return {
    x: Math.ceil(centre.x - 1 - across / 2),
    y: Math.ceil(centre.y - 1 - up / 2),
    width: across,
    height: up,
  };
}

function pixelOf({ ra, dec }: { ra: number; dec: number }, wcs: Wcs | undefined) {
  if (!wcs) throw noWcs();
  const pixel = wcs.skyToPixel(ra, dec);
  // A position that the projection maps here from the other side of the sky is not the requested one.
  const back = pixel && wcs.pixelToSky(pixel.x, pixel.y);
  if (pixel && back && separation(back, { ra, dec }) < Math.max(1e-3, wcs.pixelScale / 3600)) {
    return pixel;
  }
  throw new WelkinError("FRAME_NO_OVERLAP", `${ra}, ${dec} is not on the frame's map.`);
}

function pixelsOf({ value, unit }: Length, axis: number, wcs: Wcs | undefined): number {
  if (unit === "pix") return roundEven(value);
  if (!wcs) throw noWcs();
  return roundEven((3600 * value) / (wcs.pixelScales[axis] as number));
}

function noWcs(): WelkinError {
  return new WelkinError(
    "FRAME_NO_WCS",
    "The frame does not say where on the sky it is; give pixels instead.",
  );
}

/** Half to even, as numpy rounds. */
function roundEven(value: number): number {
  const below = Math.floor(value);
  const over = value - below;
  if (over !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** Angle between two positions, degrees. */
export function separation(
  a: { readonly ra: number; readonly dec: number },
  b: { readonly ra: number; readonly dec: number },
): number {
  const radians = Math.PI / 180;
  const dDec = Math.sin(((b.dec - a.dec) * radians) / 2) ** 2;
  const dRa = Math.sin(((b.ra - a.ra) * radians) / 2) ** 2;
  const h = dDec + Math.cos(a.dec * radians) * Math.cos(b.dec * radians) * dRa;
  return (2 * Math.asin(Math.min(1, Math.sqrt(h)))) / radians;
}

/** The part of a box inside the image; undefined if there is none. */
export function overlap(box: Box, width: number, height: number): Box | undefined {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  const right = Math.min(width, box.x + box.width);
  const top = Math.min(height, box.y + box.height);
  return right > x && top > y ? { x, y, width: right - x, height: top - y } : undefined;
}
