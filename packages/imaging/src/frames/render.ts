import { colorMapNamed } from "../colormaps/colormap.ts";
import { type Limits, limitsOf } from "../intervals/interval.ts";
import { brightnessOf } from "../stretches/brightness.ts";
import { layerOf, type View, viewOf } from "./layer.ts";
import { medianTable } from "./median.ts";
import type { FrameOptions } from "./options.ts";
import { FILE_ORIENTATION } from "./orient.ts";
import { type Marks, paintLevels } from "./paint.ts";
import type { Affine, Picture } from "./picture.ts";
import { checkPlane, type Plane } from "./plane.ts";
import { saturatedPixels } from "./saturation.ts";
import { resolve, type Settings } from "./settings.ts";
import { countLevels, type Levels, upstreamGrey } from "./upstream.ts";

/** A frame as a picture, and what is needed to interpret it. */
export interface FramePicture extends Picture {
  /** The values shown as black and as white, for each frame. */
  readonly limits: readonly Limits[];
  /** From the picture's pixels (x to the right, y down) to the plane's. */
  readonly toPlane: Affine;
}

/**
 * Draws a frame. Pure computation: services call it in a worker.
 *
 * @throws ImagingError `FRAME_SHAPE`, `PICTURE_SIZE`, `INTERVAL_UNKNOWN`, `STRETCH_UNKNOWN`, `STRETCH_PARAMETER`,
 * `COLORMAP_UNKNOWN`, `COLOR_SYNTAX`, `FRAME_OPTION`
 */
export function renderFrame(plane: Plane, options: FrameOptions = {}): FramePicture {
  checkPlane(plane);
  const settings = resolve(options);
  const limits = limitsOf(settings.interval, plane);
  const view = settings.shrink === "fine" ? viewOf(plane, options) : snappedView(plane, options);
  const drawn =
    settings.shrink === "fine"
      ? fineLevels(plane, view, limits, settings)
      : { levels: upstreamLevels(plane, view, limits, settings) };
  const { saturation } = settings;
  const saturated = saturation === undefined ? undefined : saturatedPixels(plane, view, saturation);
  const { levels } = drawn;
  if (settings.inverse)
    for (let i = 0; i < levels.length; i++) levels[i] = 255 - (levels[i] as number);
  const marks = { ...drawn, saturated: saturated?.includes(1) ? saturated : undefined };
  const picture = paintLevels(levels, view, colorMapNamed(settings.cmap), settings.nan, marks);
  return { ...picture, limits: [limits], toPlane: view.toPlane };
}

/** Upstream turns by right angles only. */
export function snappedView(plane: Plane, options: FrameOptions): View {
  const { magnify: _never, ...rest } = options;
  return viewOf(plane, options.orient === "exact" ? { ...rest, orient: "snap" } : rest);
}

function fineLevels(
  plane: Plane,
  view: View,
  limits: Limits,
  settings: Settings,
): Marks & { levels: Uint8Array } {
  const { values } = layerOf(plane, view, settings.options);
  const bright = brightnessOf(settings.stretch, limits, () => values);
  const levels = new Uint8Array(values.length);
  let holes: Uint8Array | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) {
      holes ??= new Uint8Array(values.length);
      holes[i] = 1;
    } else levels[i] = Math.round(255 * bright(value));
  }
  return { levels, holes };
}

/** Grey levels as fits2image makes them. */
export function upstreamLevels(
  plane: Plane,
  view: View,
  limits: Limits,
  settings: Settings,
): Uint8Array {
  const linear: Levels = { plane, limits, table: IDENTITY };
  const stretched: Levels = { plane, limits, table: stretchTable(linear, settings) };
  const levels = settings.median
    ? { ...stretched, table: afterMedian(stretched, settings) }
    : stretched;
  return upstreamGrey(levels, view.orientation ?? FILE_ORIENTATION, view);
}

const IDENTITY = Uint8Array.from({ length: 256 }, (_, level) => level);
/** Adaptive stretches are given this many values, in the proportions of the levels. */
const LOOKED_AT = 65_536;

/** The stretched value of each 8-bit level. */
function stretchTable(linear: Levels, { stretch }: Settings): Uint8Array {
  const bright = brightnessOf(stretch, { low: 0, high: 255 }, () => {
    const counts = countLevels(linear);
    const part = LOOKED_AT / (linear.plane.width * linear.plane.height);
    return IDENTITY.reduce<number[]>((values, level) => {
      const shown = Math.ceil((counts[level] as number) * part);
      return values.concat(new Array<number>(shown).fill(level));
    }, []);
  });
  return IDENTITY.map((level) => Math.round(255 * bright(level)));
}

function afterMedian(levels: Levels, { percentile }: Settings): Uint8Array {
  const counts = new Float64Array(256);
  countLevels(levels).forEach((n, level) => {
    const bright = levels.table[level] as number;
    counts[bright] = (counts[bright] as number) + n;
  });
  const table = medianTable(counts, percentile);
  return levels.table.map((bright) => table[bright] as number);
}
