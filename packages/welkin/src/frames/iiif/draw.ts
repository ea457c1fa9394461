import {
  affineMapping,
  limitsOf,
  type Picture,
  type Plane,
  parseInterval,
  renderFrame,
  resample,
  shrinkArea,
} from "@welkin/imaging";
import { encodePicture } from "@welkin/imaging/node";
import type { PoolTask } from "../../engines/pool/index.ts";
import { type ImageChoice, openImage, readPlane } from "../render/image.ts";
import { withFits } from "../render/open.ts";
import type { IiifRequest } from "./request.ts";

const module = new URL(import.meta.url);

/** How a tile is drawn, with the limits common to all tiles of the image. */
export interface TileLook {
  readonly low: number;
  readonly high: number;
  readonly stretch?: string;
  readonly cmap?: string;
  readonly inverse?: boolean;
  readonly nan?: string;
}

/** Size of an image, without reading its pixels. */
export const sizeTask: PoolTask<
  { readonly path: string; readonly choice: ImageChoice },
  Promise<{ readonly width: number; readonly height: number }>
> = { module, name: "size" };

export async function size({
  path,
  choice,
}: Parameters<NonNullable<typeof sizeTask.types>>[0]): Promise<{ width: number; height: number }> {
  return withFits(path, async (file) => {
    const { width, height } = await openImage(file, choice);
    return { width, height };
  });
}

/** The values that an interval selects in an image. */
export const limitsTask: PoolTask<
  { readonly path: string; readonly choice: ImageChoice; readonly interval: string },
  Promise<{ readonly low: number; readonly high: number }>
> = { module, name: "limits" };

export async function limits({
  path,
  choice,
  interval,
}: Parameters<NonNullable<typeof limitsTask.types>>[0]): Promise<{ low: number; high: number }> {
  return withFits(path, async (file) => {
    const image = await openImage(file, choice);
    const plane = await readPlane(image, { x: 0, y: 0, width: image.width, height: image.height });
    const { low, high } = limitsOf(parseInterval(interval), plane);
    return { low, high };
  });
}

/** A region of an image as requested through the Image API. */
export const tileTask: PoolTask<
  {
    readonly path: string;
    readonly choice: ImageChoice;
    readonly request: IiifRequest;
    readonly look: TileLook;
  },
  Promise<Uint8Array>
> = { module, name: "tile" };

export async function tile({
  path,
  choice,
  request,
  look,
}: Parameters<NonNullable<typeof tileTask.types>>[0]): Promise<Uint8Array> {
  const { region, size, mirror, turns, quality, format } = request;
  const { low, high, ...style } = look;
  const cut = { min_cut: low, max_cut: high };
  const drawn = await withFits(path, async (file) => {
    const image = await openImage(file, choice);
    // The Image API's rows run down, those of FITS up.
    const y = image.height - region.y - region.height;
    const box = { x: region.x, y, width: region.width, height: region.height };
    return renderFrame(scaledTo(await readPlane(image, box), size), { ...style, ...cut });
  });
  const shown = turned(quality === "gray" ? grey(drawn) : drawn, mirror, turns);
  const { bytes } = await encodePicture(shown, { format, quality: 85 });
  return bytes;
}

/** The plane scaled to an exact number of pixels. */
function scaledTo(plane: Plane, size: { width: number; height: number }): Plane {
  const { width, height } = size;
  if (width === plane.width && height === plane.height) return plane;
  if (width <= plane.width && height <= plane.height) return shrinkArea(plane, size);
  const across = plane.width / width;
  const up = plane.height / height;
  const map = affineMapping([across, 0, across / 2 - 0.5, 0, up, up / 2 - 0.5]);
  return resample(plane, size, map);
}

/** Luma of Rec. 601, as in JPEG. */
function grey(picture: Picture): Picture {
  const { width, height, channels, data } = picture;
  if (channels < 3) return picture;
  const output = new Uint8Array(width * height);
  for (let i = 0; i < output.length; i++) {
    const at = i * channels;
    const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
    output[i] = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
  }
  return { width, height, channels: 1, data: output };
}

/** Mirrored left to right, then turned clockwise by quarters (section 4.3). */
function turned(picture: Picture, mirror: boolean, turns: 0 | 1 | 2 | 3): Picture {
  if (!mirror && turns === 0) return picture;
  const { width, height, channels, data } = picture;
  const swap = turns % 2 === 1;
  const [across, down] = swap ? [height, width] : [width, height];
  const output = new Uint8Array(data.length);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const [sx, sy] = sourceOf(x, y, turns, width, height);
      const from = (sy * width + (mirror ? width - 1 - sx : sx)) * channels;
      const to = (y * across + x) * channels;
      for (let c = 0; c < channels; c++) output[to + c] = data[from + c] as number;
    }
  }
  return { width: across, height: down, channels, data: output };
}

function sourceOf(x: number, y: number, turns: number, width: number, height: number) {
  const places = [
    [x, y],
    [y, height - 1 - x],
    [width - 1 - x, height - 1 - y],
    [width - 1 - y, x],
  ] as const;
  return places[turns] as readonly [number, number];
}
