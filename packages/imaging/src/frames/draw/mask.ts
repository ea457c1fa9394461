import type { Picture } from "../picture.ts";

/** How much of each pixel is covered, 0 to 255, with the position of its first pixel in the picture. */
export interface Mask {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Segment = readonly [Point, Point];

/** Lines of a given thickness in pixels, with round ends and smooth edges. */
export function strokeMask(segments: readonly Segment[], thickness: number): Mask {
  const reach = thickness / 2 + 1;
  const xs = segments.flatMap(([a, b]) => [a.x, b.x]);
  const ys = segments.flatMap(([a, b]) => [a.y, b.y]);
  const x = Math.floor(Math.min(...xs) - reach);
  const y = Math.floor(Math.min(...ys) - reach);
  const width = Math.ceil(Math.max(...xs) + reach) - x + 1;
  const height = Math.ceil(Math.max(...ys) + reach) - y + 1;
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) {
    const at = { x: x + (i % width), y: y + Math.floor(i / width) };
    const distance = Math.min(...segments.map((segment) => distanceTo(segment, at)));
    data[i] = Math.round(255 * Math.min(1, Math.max(0, thickness / 2 + 0.5 - distance)));
  }
  return { x, y, width, height, data };
}

function distanceTo([a, b]: Segment, p: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const along = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/** The opacity of the outline. */
const OUTLINE = 0.8;

/** Draws a mask white with a dark outline of this many pixels, so that it is visible on any background. */
export function stamp(picture: Picture, mask: Mask, outline: number): void {
  const wide = outline > 0 ? grown(mask, outline) : mask;
  if (outline > 0) blend(picture, wide, 0, OUTLINE);
  blend(picture, mask, 255, 1);
}

/** The mask, and everything within a radius of it. */
function grown(mask: Mask, radius: number): Mask {
  const reach = Math.ceil(radius);
  const width = mask.width + 2 * reach;
  const height = mask.height + 2 * reach;
  const data = new Uint8Array(width * height);
  for (const [dx, dy, weight] of disc(radius)) {
    for (let y = 0; y < mask.height; y++) {
      const to = (y + reach + dy) * width + reach + dx;
      const from = y * mask.width;
      for (let x = 0; x < mask.width; x++) {
        const covered = (mask.data[from + x] as number) * weight;
        if (covered > (data[to + x] as number)) data[to + x] = covered;
      }
    }
  }
  return { x: mask.x - reach, y: mask.y - reach, width, height, data };
}

function disc(radius: number): (readonly [dx: number, dy: number, weight: number])[] {
  const reach = Math.ceil(radius);
  const steps = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  return steps.flatMap((dy) =>
    steps.flatMap((dx) => {
      const weight = Math.min(1, radius + 0.5 - Math.hypot(dx, dy));
      return weight > 0 ? [[dx, dy, weight] as const] : [];
    }),
  );
}

function blend(picture: Picture, mask: Mask, level: number, strength: number): void {
  const { width, height, channels, data } = picture;
  const alpha = channels % 2 === 0;
  const colours = alpha ? channels - 1 : channels;
  for (let y = Math.max(0, -mask.y); y < mask.height && mask.y + y < height; y++) {
    for (let x = Math.max(0, -mask.x); x < mask.width && mask.x + x < width; x++) {
      const cover = (strength * (mask.data[y * mask.width + x] as number)) / 255;
      if (cover === 0) continue;
      const at = ((mask.y + y) * width + mask.x + x) * channels;
      for (let c = 0; c < colours; c++) {
        const below = data[at + c] as number;
        data[at + c] = Math.round(below + (level - below) * cover);
      }
      if (alpha)
        data[at + colours] = Math.max(data[at + colours] as number, Math.round(255 * cover));
    }
  }
}
