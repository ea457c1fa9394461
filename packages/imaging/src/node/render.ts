import { crc32 } from "node:zlib";
import sharp from "sharp";
import type { Field } from "../radar/raster.ts";
import { type RenderedFrame, type RenderOptions, renderSweepPng } from "../radar/render.ts";
import { deflate } from "./deflate.ts";

/** Picture formats of {@link renderSweep}, and their media types. */
export const contentTypes = { png: "image/png", webp: "image/webp" } as const;

export type PictureFormat = keyof typeof contentTypes;

export interface RenderSweepOptions extends RenderOptions {
  /** Default `png`. WebP is lossless: a third smaller, at ten times the cost. */
  readonly format?: PictureFormat;
  /** WebP's effort, 0 (fast) to 6 (small); default 1. */
  readonly effort?: number;
}

/** A drawn sweep, ready to be stored and shown on a map. */
export interface RenderedSweep extends RenderedFrame {
  readonly format: PictureFormat;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * Draws a sweep in Web Mercator as PNG or lossless WebP.
 * Runs in this thread (WebP in sharp's): services call it in a worker.
 *
 * @throws ImagingError `FIELD_SHAPE`, `GRID_SIZE`, `GRID_BEYOND_MERCATOR`
 */
export async function renderSweep(
  field: Field,
  options: RenderSweepOptions,
): Promise<RenderedSweep> {
  const { format = "png", effort = 1 } = options;
  // As an intermediate step for WebP the PNG is read at once, so compressing it would be wasted work.
  const level = format === "png" ? options.level : 0;
  const { bytes, ...frame } = renderSweepPng(
    field,
    { crc32, ...options, ...(level !== undefined && { level }) },
    deflate,
  );
  const contentType = contentTypes[format];
  if (format === "png") return { ...frame, format, contentType, bytes };
  const webp = await sharp(bytes).webp({ lossless: true, effort }).toBuffer();
  return { ...frame, format, contentType, bytes: webp };
}
