import type { FitsFile } from "@welkin/fits";
import {
  affineMapping,
  alignStars,
  detectStars,
  type PixelMapping,
  type Star,
} from "@welkin/imaging";
import type { Box } from "../cutouts/box.ts";
import { readPlane, type ShownImage } from "./image.ts";
import { releaseMemory } from "./open.ts";
import type { Align } from "./spec.ts";

/** A file and the image in it that is shown. */
export interface OpenedFrame {
  readonly file: FitsFile;
  readonly image: ShownImage;
}

/** Pixels by which a mapping may differ from the identity and still be treated as such. */
const NOTHING = 0.02;
/** Most rows of a catalogue that are read. */
const MOST_ROWS = 20_000;

/**
 * Where a pixel of the reference (from 0) lies in another frame: by the coordinates of both, else by their stars.
 * Undefined if it is the same pixel, or if it is unknown. Planes read from the frames before must not be used
 * afterwards.
 */
export async function frameMapping(
  align: Align,
  reference: OpenedFrame,
  other: OpenedFrame,
): Promise<PixelMapping | undefined> {
  if (align === "none") return undefined;
  const bySky = align === "wcs" ? skyMapping(reference.image, other.image) : undefined;
  const mapping = bySky ?? (await starMapping(reference, other));
  return mapping && !isIdentity(mapping, reference.image, other.image) ? mapping : undefined;
}

/** Maps pixels (from 0) through the sky. */
function skyMapping(from: ShownImage, to: ShownImage): PixelMapping | undefined {
  const [here, there] = [from.wcs, to.wcs];
  if (!here || !there) return undefined;
  return (x, y) => {
    const sky = here.pixelToSky(x + 1, y + 1);
    const pixel = sky && there.skyToPixel(sky.ra, sky.dec);
    return pixel && { x: pixel.x - 1, y: pixel.y - 1 };
  };
}

async function starMapping(
  reference: OpenedFrame,
  other: OpenedFrame,
): Promise<PixelMapping | undefined> {
  const found = alignStars(await starsOf(reference), await starsOf(other));
  return found && affineMapping(found.toOther);
}

/** Stars of open frames: the reference's are needed for each of the others. */
const known = new WeakMap<ShownImage, Star[]>();

/** The stars of a frame: from its catalogue (BANZAI's CAT), else detected. Frees the memory of its pixels. */
async function starsOf({ file, image }: OpenedFrame): Promise<Star[]> {
  const found = known.get(image) ?? (await catalogued(file)) ?? (await seen(file, image));
  known.set(image, found);
  return found;
}

async function seen(file: FitsFile, image: ShownImage): Promise<Star[]> {
  const stars = detectStars(await readPlane(image, whole(image)));
  releaseMemory(file);
  return stars;
}

async function catalogued(file: FitsFile): Promise<Star[] | undefined> {
  const table = file.hdu("CAT")?.table;
  if (!table || !("read" in table)) return undefined;
  const names = ["x", "y", "flux"];
  const there = table.columns.map(({ name }) => name.toLowerCase());
  if (!names.every((name) => there.includes(name))) return undefined;
  const columns = await table.read(names, { start: 0, count: Math.min(table.rows, MOST_ROWS) });
  const [xs, ys, fluxes] = [...columns.values()] as ArrayLike<number>[];
  if (!xs || !ys || !fluxes || xs.length < 4) return undefined;
  // Catalogues count pixels from 1.
  return Array.from({ length: xs.length }, (_, i) => ({
    x: Number(xs[i]) - 1,
    y: Number(ys[i]) - 1,
    flux: Number(fluxes[i]),
  }));
}

function isIdentity(mapping: PixelMapping, from: ShownImage, to: ShownImage): boolean {
  if (from.width !== to.width || from.height !== to.height) return false;
  const [right, top] = [from.width - 1, from.height - 1];
  const places = [
    [0, 0],
    [right, 0],
    [0, top],
    [right, top],
    [right / 2, top / 2],
  ] as const;
  return places.every(([x, y]) => {
    const at = mapping(x, y);
    return at !== undefined && Math.hypot(at.x - x, at.y - y) < NOTHING;
  });
}

function whole({ width, height }: ShownImage): Box {
  return { x: 0, y: 0, width, height };
}

/** The pixels of another frame that a box of the reference needs; undefined if none. */
export function neededBox(
  mapping: PixelMapping | undefined,
  box: Box,
  other: ShownImage,
): Box | undefined {
  if (!mapping) return box;
  const steps = 16;
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [bottom, top] = [left, right];
  for (let j = 0; j <= steps; j++) {
    for (let i = 0; i <= steps; i++) {
      const x = box.x + ((box.width - 1) * i) / steps;
      const y = box.y + ((box.height - 1) * j) / steps;
      const at = mapping(x, y);
      if (!at) continue;
      [left, right] = [Math.min(left, at.x), Math.max(right, at.x)];
      [bottom, top] = [Math.min(bottom, at.y), Math.max(top, at.y)];
    }
  }
  // Margin for the neighbours of each pixel, and for curvature between the steps.
  const room = 4;
  const x = Math.max(0, Math.floor(left) - room);
  const y = Math.max(0, Math.floor(bottom) - room);
  const width = Math.min(other.width, Math.ceil(right) + room + 1) - x;
  const height = Math.min(other.height, Math.ceil(top) + room + 1) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}
