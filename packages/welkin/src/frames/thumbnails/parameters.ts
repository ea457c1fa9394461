import type { PictureSpec } from "../render/spec.ts";
import { Refusal } from "./refusal.ts";

/** The parameters of a thumbnail request. */
export interface ThumbnailRequest {
  readonly color: boolean;
  /** Whether the client is redirected to the picture, rather than sent its link. */
  readonly image: boolean;
  /** As fits2image ≥ 1.0 turns frames, or as they lie in the file. */
  readonly orient: "wcs" | "legacy";
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly median: boolean;
  readonly percentile: number;
  readonly quality: number;
}

type Query = Readonly<Record<string, unknown>>;

/** Larger boxes make no difference: frames are never enlarged. */
const MAX_SIDE = 1_000_000;
/** The largest side that can be drawn. */
const MAX_PICTURE = 65_535;
const MAX_LABEL = 10_000;
/** Longer texts would not fit on any picture. */
const MAX_DRAWN = 1000;

/**
 * Reads the parameters as thumbnail-service does (`int()`, `float()`, anything but `false` is true); what makes it
 * fail is refused with a plain sentence.
 *
 * @throws Refusal 400
 */
export function readParameters(query: Query): ThumbnailRequest {
  return {
    width: Math.min(side(query, "width"), MAX_PICTURE),
    height: Math.min(side(query, "height"), MAX_PICTURE),
    label: label(query),
    color: flag(query, "color"),
    median: flag(query, "median"),
    percentile: percentile(query),
    quality: quality(query),
    image: (first(query, "image") ?? "") !== "",
    orient: orient(query),
  };
}

/** The drawing, for any of a request's frames. */
export function specOf(request: ThumbnailRequest, frames: number, turned: boolean): PictureSpec {
  const { width, height, label, median, percentile, quality } = request;
  return {
    images: Array.from({ length: frames }, () => ({})),
    style: {
      width,
      height,
      shrink: "upstream",
      ...(turned && { orient: "snap" as const }),
      ...(median && { median, percentile }),
    },
    ...(label !== "" && { marks: { label, labelAs: "upstream" as const } }),
    format: "jpg",
    quality,
    orientBy: "cards",
    ...(frames > 1 && { align: "stars" as const }),
  };
}

/** If a parameter is given twice, the first counts, as in Flask. */
function first(query: Query, name: string): string | undefined {
  const value = query[name];
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === "string" ? one : undefined;
}

function flag(query: Query, name: string): boolean {
  return (first(query, name) ?? "false") !== "false";
}

function whole(query: Query, name: string, otherwise: number): number {
  const text = first(query, name);
  if (text === undefined) return otherwise;
  // As in Python's int(), which allows _ between digits.
  if (/^\s*[+-]?\d(_?\d){0,14}\s*$/.test(text)) return Number(text.replaceAll("_", ""));
  throw new Refusal(400, `${name} must be a whole number`);
}

function side(query: Query, name: string): number {
  const value = whole(query, name, 200);
  if (value >= 1 && value <= MAX_SIDE) return value;
  throw new Refusal(400, `${name} must be from 1 to ${MAX_SIDE}`);
}

/** As in Pillow: −1 is libjpeg's default of 75, and values outside 1 to 100 are clamped. */
function quality(query: Query): number {
  const value = whole(query, "quality", 80);
  return value === -1 ? 75 : Math.min(100, Math.max(1, value));
}

function percentile(query: Query): number {
  const text = first(query, "percentile") ?? "99.5";
  const number = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*$/.test(text) ? Number(text) : -1;
  if (number >= 0 && number <= 100) return number;
  throw new Refusal(400, "percentile must be a number from 0 to 100");
}

function label(query: Query): string {
  const text = first(query, "label") ?? "";
  if (text.length <= MAX_LABEL) return text.slice(0, MAX_DRAWN).toWellFormed();
  throw new Refusal(400, `label must have at most ${MAX_LABEL} characters`);
}

function orient(query: Query): "wcs" | "legacy" {
  const text = first(query, "orient") ?? "wcs";
  if (text === "wcs" || text === "legacy") return text;
  throw new Refusal(400, "orient must be wcs or legacy");
}
