import { ImagingError } from "../errors.ts";
import { type Limits, limitsOf } from "../intervals/interval.ts";
import { brightnessOf } from "../stretches/brightness.ts";
import { type BlendName, blended } from "./color/blends.ts";
import { luptonRgb } from "./color/lupton.ts";
import { centreOf, smallestOf } from "./crop.ts";
import { type Layer, layerOf, type View, viewOf } from "./layer.ts";
import type { ColorOptions } from "./options.ts";
import { isUsable } from "./orient.ts";
import { paintColours } from "./paint.ts";
import { checkPlane, type Plane, rowReader } from "./plane.ts";
import { type FramePicture, snappedView, upstreamLevels } from "./render.ts";
import { saturatedPixels } from "./saturation.ts";
import { resolve, type Settings } from "./settings.ts";
import type { Size } from "./shrink/size.ts";

type Weights = readonly [number, number, number];

/** Maximum number of frames blended together. */
const MOST_FRAMES = 16;
const RGB: readonly Weights[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/**
 * Draws several frames as one colour picture: three as red, green and blue, or any number, each in its own colour.
 * They must already be aligned pixel by pixel (see {@link resample}); if sizes differ, the common centre is shown.
 * North is taken from the first frame that has it.
 *
 * @throws ImagingError as {@link renderFrame}, and `COLOR_FRAMES`
 */
export function renderColor(planes: readonly Plane[], options: ColorOptions = {}): FramePicture {
  for (const plane of planes) checkPlane(plane);
  const settings = resolve(options);
  const { blend = "rgb" } = options;
  const weights = checkedWeights(planes, options);
  const limits = planes.map((plane) => limitsOf(settings.interval, plane));
  const size = smallestOf(planes);
  const cropped = planes.map((plane) => centreOf(plane, size));
  const first = cropped[0] as Plane;
  const cd = cropped.find((plane) => isUsable(plane.cd))?.cd;
  const guide: Plane = cd ? { ...first, cd } : first;
  const fine = settings.shrink === "fine" || blend === "lupton";
  const view = fine ? viewOf(guide, options) : snappedView(guide, options);
  const saturated = saturatedIn(cropped, view, settings);
  if (!fine) {
    const rgb = upstreamRgb(cropped, view, limits, settings, blend as BlendName | "rgb", weights);
    return {
      ...paintColours(rgb, view, settings.nan, { saturated }),
      limits,
      toPlane: view.toPlane,
    };
  }
  const layers = cropped.map((plane) => layerOf(plane, view, options));
  const rgb =
    blend === "lupton"
      ? luptonOf(layers, limits, options)
      : blendLayers(layers, limits, settings, blend === "rgb" ? "sum" : blend, weights);
  const marks = { saturated, holes: holesIn(layers) };
  return { ...paintColours(rgb, view, settings.nan, marks), limits, toPlane: view.toPlane };
}

/** A frame of which only the size and the orientation are known before its turn. */
export interface FrameInTurn extends Size, Pick<Plane, "cd"> {
  /** Reads it; the previous frame is no longer used. */
  read(): Promise<Plane>;
}

/**
 * Whether {@link renderColorInTurn} needs only one frame in memory at a time: if each makes a channel of its own,
 * stretched at full size.
 */
export function takesTurns({ shrink, blend = "rgb", saturation }: ColorOptions): boolean {
  return shrink === "upstream" && blend === "rgb" && saturation === undefined;
}

/**
 * Draws the same as {@link renderColor} from frames that are read one after another.
 *
 * @throws ImagingError as {@link renderColor}, `FRAME_OPTION` if `takesTurns` says no; and errors of reading
 */
export async function renderColorInTurn(
  frames: readonly FrameInTurn[],
  options: ColorOptions,
): Promise<FramePicture> {
  if (!takesTurns(options)) throw new ImagingError("FRAME_OPTION", "all frames are wanted at once");
  const settings = resolve(options);
  checkedWeights(frames, options);
  const size = smallestOf(frames);
  const cd = frames.find((frame) => isUsable(frame.cd))?.cd;
  const view = snappedView({ ...size, data: new Uint8Array(0), ...(cd && { cd }) }, options);
  const limits: Limits[] = [];
  const channels: Uint8Array[] = [];
  for (const frame of frames) {
    const plane = await frame.read();
    checkPlane(plane);
    const own = limitsOf(settings.interval, plane);
    limits.push(own);
    channels.push(upstreamLevels(centreOf(plane, size), view, own, settings));
  }
  const picture = paintColours(interleaved(channels), view, settings.nan, {});
  return { ...picture, limits, toPlane: view.toPlane };
}

function checkedWeights(
  planes: readonly unknown[],
  { blend = "rgb", colors }: ColorOptions,
): readonly Weights[] {
  const three = blend === "rgb" || blend === "lupton";
  if (planes.length === 0 || planes.length > MOST_FRAMES || (three && planes.length !== 3)) {
    throw new ImagingError(
      "COLOR_FRAMES",
      three
        ? `${blend} takes three frames: red, green, blue`
        : `1 to ${MOST_FRAMES} frames can be blended`,
    );
  }
  if (three) return RGB;
  const weights = colors ?? RGB;
  const right = (weight: number) => weight >= 0 && weight <= 1;
  if (weights.length !== planes.length || !weights.every((w) => w.length === 3 && w.every(right))) {
    throw new ImagingError(
      "COLOR_FRAMES",
      "every frame has a colour: red, green and blue from 0 to 1",
    );
  }
  return weights;
}

/** Where any frame is saturated. */
function saturatedIn(
  planes: readonly Plane[],
  view: View,
  { saturation }: Settings,
): Uint8Array | undefined {
  if (saturation === undefined) return;
  const [first, ...others] = planes.map((plane) => saturatedPixels(plane, view, saturation));
  return first?.map((mark, i) => (others.some((marks) => marks[i] !== 0) ? 1 : mark));
}

/** Where no frame has a value. */
function holesIn(layers: readonly Layer[]): Uint8Array | undefined {
  const { length } = (layers[0] as Layer).values;
  let holes: Uint8Array | undefined;
  for (let i = 0; i < length; i++) {
    if (!layers.every(({ values }) => Number.isNaN(values[i]))) continue;
    holes ??= new Uint8Array(length);
    holes[i] = 1;
  }
  return holes;
}

/** Each band is scaled from 0 at its lower limit to 1 at its upper, so that the sky is grey whatever the exposures were. */
function luptonOf(
  layers: readonly Layer[],
  limits: readonly Limits[],
  { Q }: ColorOptions,
): Uint8Array {
  const bands = layers.map(({ values }, i) => {
    const { low, high } = limits[i] as Limits;
    return values.map((value) => (value - low) / (high - low));
  });
  const [red, green, blue] = bands as [Float32Array, Float32Array, Float32Array];
  return luptonRgb(red, green, blue, { stretch: 1, ...(Q !== undefined && { Q }) });
}

function blendLayers(
  layers: readonly Layer[],
  limits: readonly Limits[],
  { stretch }: Settings,
  blend: BlendName,
  weights: readonly Weights[],
): Uint8Array {
  const bright = layers.map(({ values }, i) =>
    brightnessOf(stretch, limits[i] as Limits, () => values),
  );
  const { length } = (layers[0] as Layer).values;
  const channels = channelWeights(weights);
  const rgb = new Uint8Array(3 * length);
  const here = new Array<number>(layers.length).fill(0);
  for (let i = 0; i < length; i++) {
    for (let k = 0; k < here.length; k++) {
      const value = (layers[k] as Layer).values[i] as number;
      here[k] = Number.isNaN(value) ? 0 : (bright[k] as (value: number) => number)(value);
    }
    for (let c = 0; c < 3; c++) {
      rgb[3 * i + c] = Math.round(255 * blended(blend, here, channels[c] as number[]));
    }
  }
  return rgb;
}

/** The weights of all frames in red, in green, in blue. */
function channelWeights(weights: readonly Weights[]): number[][] {
  return [0, 1, 2].map((c) => weights.map((weight) => weight[c] as number));
}

function upstreamRgb(
  planes: readonly Plane[],
  view: View,
  limits: readonly Limits[],
  settings: Settings,
  blend: BlendName | "rgb",
  weights: readonly Weights[],
): Uint8Array {
  if (blend === "rgb") {
    return interleaved(
      planes.map((plane, i) => upstreamLevels(plane, view, limits[i] as Limits, settings)),
    );
  }
  const channels = upstreamBlend(planes, limits, blend, weights);
  const { width, height } = planes[0] as Plane;
  const full = { low: 0, high: 255 };
  return interleaved(
    channels.map((data) => upstreamLevels({ data, width, height }, view, full, settings)),
  );
}

/** The three channels at full size, before gamma. */
function upstreamBlend(
  planes: readonly Plane[],
  limits: readonly Limits[],
  blend: BlendName,
  weights: readonly Weights[],
): Uint8Array[] {
  const { width, height } = planes[0] as Plane;
  const channels = channelWeights(weights);
  const output = channels.map(() => new Uint8Array(width * height));
  const readers = planes.map((plane) => rowReader(plane));
  const here = new Array<number>(planes.length).fill(0);
  const unit = planes.map((plane, k) => unitOf(plane, limits[k] as Limits));
  for (let y = 0; y < height; y++) {
    const rows = readers.map((read) => read(y));
    for (let x = 0; x < width; x++) {
      for (let k = 0; k < here.length; k++) {
        here[k] = (unit[k] as (stored: number) => number)((rows[k] as Float64Array)[x] as number);
      }
      for (let c = 0; c < 3; c++) {
        const level = Math.round(255 * blended(blend, here, channels[c] as number[]));
        (output[c] as Uint8Array)[y * width + x] = level;
      }
    }
  }
  return output;
}

function unitOf({ scale = 1, zero = 0 }: Plane, { low, high }: Limits): (stored: number) => number {
  return (stored) => {
    const place = (zero + scale * stored - low) / (high - low);
    return Number.isNaN(place) ? 0 : Math.min(1, Math.max(0, place));
  };
}

function interleaved(channels: readonly Uint8Array[]): Uint8Array {
  const [red, green, blue] = channels as [Uint8Array, Uint8Array, Uint8Array];
  const rgb = new Uint8Array(3 * red.length);
  for (let i = 0; i < red.length; i++) {
    rgb[3 * i] = red[i] as number;
    rgb[3 * i + 1] = green[i] as number;
    rgb[3 * i + 2] = blue[i] as number;
  }
  return rgb;
}
