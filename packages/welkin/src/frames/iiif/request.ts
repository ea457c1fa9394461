import { WelkinError } from "../../errors.ts";

/** Longest side of a response (IIIF Image API 3.0, section 5.3). */
export const MAX_SIDE = 4096;

/** A picture as requested through the Image API: a region, scaled, mirrored, rotated. y runs down. */
export interface IiifRequest {
  readonly region: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly size: { readonly width: number; readonly height: number };
  readonly mirror: boolean;
  /** Clockwise, in quarter turns. */
  readonly turns: 0 | 1 | 2 | 3;
  readonly quality: "default" | "color" | "gray";
  readonly format: "jpg" | "png" | "webp";
  /** The canonical form of the request (section 4.7): region/size/rotation/quality.format. */
  readonly canonical: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Reads the four segments of an image request (IIIF Image API 3.0, section 4).
 *
 * @throws WelkinError BAD_REQUEST
 */
export function readRequest(
  image: Size,
  segments: {
    readonly region: string;
    readonly size: string;
    readonly rotation: string;
    readonly file: string;
  },
): IiifRequest {
  const region = readRegion(segments.region, image);
  const { size, upscaled, most } = readSize(segments.size, region);
  const { mirror, turns } = readRotation(segments.rotation);
  const [, quality = "", format = ""] = /^([a-z]+)\.([a-z]+)$/.exec(segments.file) ?? [];
  if (!isOne(quality, ["default", "color", "gray"])) throw bad("quality: default, color or gray.");
  if (!isOne(format, ["jpg", "png", "webp"])) throw bad("format: jpg, png or webp.");
  const full = region.width === image.width && region.height === image.height;
  const up = upscaled ? "^" : "";
  const canonical = [
    full ? "full" : [region.x, region.y, region.width, region.height].join(","),
    most ? `${up}max` : `${up}${size.width},${size.height}`,
    `${mirror ? "!" : ""}${turns * 90}`,
    `${quality}.${format}`,
  ].join("/");
  return { region, size, mirror, turns, quality, format, canonical };
}

/** Section 4.1; whatever reaches beyond the image is cut off. */
function readRegion(text: string, { width, height }: Size): IiifRequest["region"] {
  if (text === "full") return { x: 0, y: 0, width, height };
  if (text === "square") {
    const side = Math.min(width, height);
    return { x: (width - side) >> 1, y: (height - side) >> 1, width: side, height: side };
  }
  const percent = text.startsWith("pct:");
  const parts = (percent ? text.slice(4) : text).split(",").map((part) => decimalOf(part, percent));
  const [x = Number.NaN, y = Number.NaN, w = Number.NaN, h = Number.NaN] = parts;
  if (parts.length !== 4 || ![x, y, w, h].every(Number.isFinite)) {
    throw bad("region: full, square, x,y,w,h or pct:x,y,w,h.");
  }
  const scale = percent ? { x: width / 100, y: height / 100 } : { x: 1, y: 1 };
  const left = Math.round(x * scale.x);
  const top = Math.round(y * scale.y);
  const right = Math.min(width, Math.round((x + w) * scale.x));
  const bottom = Math.min(height, Math.round((y + h) * scale.y));
  if (right <= left || bottom <= top) throw bad("region: it contains nothing of the image.");
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Section 4.2; and whether it is the largest possible, with or without upscaling. */
function readSize(text: string, region: Size) {
  const up = text.startsWith("^");
  const size = sizeOf(up ? text.slice(1) : text, region, up);
  const { width, height } = size;
  if (width < 1 || height < 1) throw bad("size: less than a pixel.");
  const upscaled = width > region.width || height > region.height;
  if (upscaled && !up) throw bad("size: larger than the region, which requires ^.");
  if (width > MAX_SIDE || height > MAX_SIDE)
    throw bad(`size: at most ${MAX_SIDE} pixels per side.`);
  const largest = largestOf(region, upscaled);
  return { size, upscaled, most: width === largest.width && height === largest.height };
}

function largestOf(region: Size, up: boolean): Size {
  const fit = Math.min(MAX_SIDE / region.width, MAX_SIDE / region.height);
  return scaled(region, up ? fit : Math.min(1, fit));
}

function sizeOf(text: string, region: Size, up: boolean): Size {
  const { width, height } = region;
  if (text === "max") return largestOf(region, up);
  const percent = /^pct:(.+)$/.exec(text);
  if (percent) {
    const factor = decimalOf(percent[1] as string, true) / 100;
    if (!Number.isFinite(factor)) throw badSize();
    return scaled(region, factor);
  }
  const [, confined, w = "", h = ""] = /^(!?)(\d{0,6}),(\d{0,6})$/.exec(text) ?? [];
  if (confined === undefined || (w === "" && h === "")) throw badSize();
  if (w !== "" && h !== "") {
    if (confined === "") return { width: Number(w), height: Number(h) };
    // As large as possible within this box, the region unless upscaled, and the service's own limits.
    const [across, down] = [w, h].map((side) => Math.min(Number(side), MAX_SIDE)) as [
      number,
      number,
    ];
    const fit = Math.min(across / width, down / height);
    return scaled(region, up ? fit : Math.min(1, fit));
  }
  if (confined !== "") throw badSize();
  return w === ""
    ? { width: Math.max(1, Math.round((width * Number(h)) / height)), height: Number(h) }
    : { width: Number(w), height: Math.max(1, Math.round((height * Number(w)) / width)) };
}

function scaled({ width, height }: Size, factor: number): Size {
  const side = (length: number) => (factor > 0 ? Math.max(1, Math.round(length * factor)) : 0);
  return { width: side(width), height: side(height) };
}

/** Section 4.3. */
function readRotation(text: string): { mirror: boolean; turns: 0 | 1 | 2 | 3 } {
  const match = /^(!?)(0|90|180|270|360)(\.0+)?$/.exec(text);
  if (!match) throw bad("rotation: 0, 90, 180 or 270, with ! for a mirrored picture.");
  return { mirror: match[1] === "!", turns: ((Number(match[2]) / 90) % 4) as 0 | 1 | 2 | 3 };
}

function decimalOf(text: string, fraction: boolean): number {
  const pattern = fraction ? /^(\d{1,9}(\.\d{0,12})?|\.\d{1,12})$/ : /^\d{1,9}$/;
  return pattern.test(text) ? Number(text) : Number.NaN;
}

function isOne<Name extends string>(text: string, names: readonly Name[]): text is Name {
  return (names as readonly string[]).includes(text);
}

function badSize(): WelkinError {
  return bad("size: max, w,  ,h  pct:n  w,h  !w,h, or any of them after ^.");
}

function bad(message: string): WelkinError {
  return new WelkinError("BAD_REQUEST", message);
}
