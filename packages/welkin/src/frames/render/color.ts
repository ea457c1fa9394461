import {
  type FrameInTurn,
  type FramePicture,
  type Limits,
  limitsOf,
  type PixelMapping,
  type Plane,
  parseInterval,
  renderColor,
  renderColorInTurn,
  resample,
  shrinkArea,
  takesTurns,
} from "@welkin/imaging";
import type { Box } from "../cutouts/box.ts";
import { frameMapping, neededBox, type OpenedFrame } from "./align.ts";
import { type Drawing, finished } from "./draw.ts";
import { openImage, planeCd, readPlane, regionBox } from "./image.ts";
import { releaseMemory, withFits } from "./open.ts";
import type { DrawnPicture, PictureSpec } from "./spec.ts";

/** Pixels between control points of a mapping through two coordinate systems. */
const STEP = 16;

/** Draws several frames as one colour picture, each aligned with the first. */
export async function drawColor(
  paths: readonly string[],
  spec: PictureSpec,
): Promise<DrawnPicture> {
  return withFrames(paths, spec, async (frames) => {
    const drawing = await colorDrawing(frames, spec);
    return finished(drawing, spec);
  });
}

/** Opens all files at once. */
async function withFrames<Result>(
  paths: readonly string[],
  spec: PictureSpec,
  work: (frames: readonly OpenedFrame[]) => Promise<Result>,
  opened: readonly OpenedFrame[] = [],
): Promise<Result> {
  const path = paths[opened.length];
  if (path === undefined) return work(opened);
  return withFits(path, async (file) => {
    const image = await openImage(file, spec.images[opened.length] ?? {});
    return withFrames(paths, spec, work, [...opened, { file, image }]);
  });
}

async function colorDrawing(frames: readonly OpenedFrame[], spec: PictureSpec): Promise<Drawing> {
  const [first, ...others] = frames as [OpenedFrame, ...OpenedFrame[]];
  const { image } = first;
  const box = regionBox(image, spec.region, spec.edge);
  const shrink = spec.style.shrink === "upstream" ? 1 : reduction(box, spec);
  const levels = levelsOf(spec);
  // All pixels used for star detection are read, and freed, first.
  const mappings: (PixelMapping | undefined)[] = [];
  for (const other of others) {
    mappings.push(await frameMapping(spec.align ?? "wcs", first, other));
  }
  if (takesTurns(spec.style)) return drawnInTurn(frames, mappings, box, spec);
  const read = async (frame: OpenedFrame, of: Box): Promise<Reduced> => {
    const plane = await readPlane(frame.image, of, spec.orientBy);
    const small = reduced(plane, shrink, levels);
    // The full-size pixels of a reduced frame are no longer needed.
    if (small.plane !== plane) releaseMemory(frame.file);
    return small;
  };
  const start = await read(first, box);
  const planes: Reduced[] = [start];
  for (const [i, other] of others.entries()) {
    const onto = { read, box, shrink, size: start.plane, mapping: mappings[i] };
    planes.push(await laidOn(onto, other, spec));
  }
  const style = shrink > 1 ? { ...spec.style, min_cut: 0, max_cut: 1 } : spec.style;
  const drawn = renderColor(
    planes.map(({ plane }) => plane),
    style,
  );
  const picture = shrink > 1 ? asIfWhole(drawn, shrink, planes) : drawn;
  return { picture, plane: start.plane, image, box };
}

/** One frame in memory at a time, plus the picture's channels. */
async function drawnInTurn(
  frames: readonly OpenedFrame[],
  mappings: readonly (PixelMapping | undefined)[],
  box: Box,
  spec: PictureSpec,
): Promise<Drawing> {
  const [first, ...others] = frames as [OpenedFrame, ...OpenedFrame[]];
  let before: OpenedFrame | undefined;
  const read = async (frame: OpenedFrame, of: Box): Promise<Reduced> => {
    if (before) releaseMemory(before.file);
    before = frame;
    return { plane: await readPlane(frame.image, of, spec.orientBy) };
  };
  const place = ({ image }: OpenedFrame, of: Box) => {
    const cd = planeCd(image, of, spec.orientBy);
    return { width: of.width, height: of.height, ...(cd && { cd }) };
  };
  const onto = { read, box, shrink: 1, size: box };
  const inTurn = others.map((other, i): FrameInTurn => {
    const mapping = mappings[i];
    const own = spec.region ? box : { x: 0, y: 0, ...sizeOf(other) };
    const { width, height } = box;
    return {
      ...(mapping ? { width, height } : place(other, own)),
      read: async () => (await laidOn({ ...onto, mapping }, other, spec)).plane,
    };
  });
  const start = { ...place(first, box), read: async () => (await read(first, box)).plane };
  const picture = await renderColorInTurn([start, ...inTurn], spec.style);
  return { picture, plane: start, image: first.image, box };
}

/** A frame on the grid of the first. */
async function laidOn(
  onto: {
    readonly read: (frame: OpenedFrame, of: Box) => Promise<Reduced>;
    readonly box: Box;
    readonly shrink: number;
    readonly size: Size;
    readonly mapping: PixelMapping | undefined;
  },
  other: OpenedFrame,
  spec: PictureSpec,
): Promise<Reduced> {
  const { read, box, shrink, size, mapping } = onto;
  const own = spec.region ? box : { x: 0, y: 0, ...sizeOf(other) };
  const needed = mapping ? neededBox(mapping, box, other.image) : own;
  // A frame elsewhere on the sky adds nothing.
  if (!needed) return nothing(size);
  const { plane, limits } = await read(other, needed);
  if (!mapping) return { plane, ...(limits && { limits }) };
  const half = (shrink - 1) / 2;
  const laid = resample(
    plane,
    { width: size.width, height: size.height },
    (x, y) => {
      const at = mapping(box.x + x * shrink + half, box.y + y * shrink + half);
      return at && { x: (at.x - needed.x - half) / shrink, y: (at.y - needed.y - half) / shrink };
    },
    { step: shrink > 1 ? 4 : STEP },
  );
  // Upstream's frames are 0 beyond the edge of aligned frames, and its limits take that into account. A frame with
  // pixels without a value is one that upstream could not draw.
  if (spec.style.shrink === "upstream" && !plane.data.some(Number.isNaN)) fill(laid.data, 0);
  return { plane: laid, ...(limits && { limits }) };
}

function fill(data: Plane["data"], value: number): void {
  for (let i = 0; i < data.length; i++) if (Number.isNaN(data[i])) data[i] = value;
}

function sizeOf({ image: { width, height } }: OpenedFrame) {
  return { width, height };
}

type Size = Pick<Plane, "width" | "height">;

/** A reduced plane, its values from 0 to 1 between its limits. */
interface Reduced {
  readonly plane: Plane;
  readonly limits?: Limits;
}

type Levels = (plane: Plane) => Limits;

/** The limits of a frame, found before it is reduced: averages have less noise. */
function levelsOf({ style: { interval = "zscale", min_cut, max_cut } }: PictureSpec): Levels {
  const cuts = min_cut !== undefined || max_cut !== undefined;
  const shown = parseInterval(cuts ? `${min_cut ?? "0.5%"}..${max_cut ?? "99.5%"}` : interval);
  return (plane) => limitsOf(shown, plane);
}

/** How many pixels per side may be averaged before alignment: at least two remain for each of the picture's. */
function reduction(box: Box, { style: { width, height, saturation } }: PictureSpec): number {
  if (saturation !== undefined) return 1;
  const factor = Math.max(box.width / (width ?? box.width), box.height / (height ?? box.height));
  return Math.max(1, Math.floor(factor / 2));
}

/** Averaged over squares; an incomplete square at the right or top edge is dropped. */
function reduced(plane: Plane, shrink: number, levels: Levels): Reduced {
  if (shrink === 1) return { plane };
  const limits = levels(plane);
  const size = {
    width: Math.floor(plane.width / shrink),
    height: Math.floor(plane.height / shrink),
  };
  if (size.width < 1 || size.height < 1) return { plane, limits };
  const whole = { width: size.width * shrink, height: size.height * shrink };
  const exact = whole.width === plane.width && whole.height === plane.height;
  const small = shrinkArea(exact ? plane : cornerOf(plane, whole), size);
  const data = small.data as Float32Array;
  const scale = 1 / (limits.high - limits.low);
  for (let i = 0; i < data.length; i++) data[i] = ((data[i] as number) - limits.low) * scale;
  return { plane: { ...small, ...(plane.cd && { cd: plane.cd }) }, limits };
}

function cornerOf(plane: Plane, { width, height }: { width: number; height: number }): Plane {
  const data = new (plane.data.constructor as new (length: number) => typeof plane.data)(
    width * height,
  );
  for (let y = 0; y < height; y++) {
    data.set(plane.data.subarray(y * plane.width, y * plane.width + width), y * width);
  }
  return { ...plane, data, width, height };
}

function nothing({ width, height }: Size): Reduced {
  return { plane: { data: new Float32Array(width * height).fill(Number.NaN), width, height } };
}

/** The picture expressed in pixels of one of the planes before reduction. */
function asIfWhole(
  picture: FramePicture,
  shrink: number,
  planes: readonly Reduced[],
): FramePicture {
  const [a, b, c, d, e, f] = picture.toPlane;
  const half = (shrink - 1) / 2;
  const limits = planes.map(({ limits }, i) => limits ?? (picture.limits[i] as Limits));
  return {
    ...picture,
    limits,
    toPlane: [a * shrink, b * shrink, c * shrink + half, d * shrink, e * shrink, f * shrink + half],
  };
}
