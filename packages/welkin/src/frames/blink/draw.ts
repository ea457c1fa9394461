import {
  type FrameOptions,
  type FramePicture,
  type Plane,
  renderFrame,
  resample,
  shrinkArea,
} from "@welkin/imaging";
import { type AnimationFormat, drawOn, encodeAnimation } from "@welkin/imaging/node";
import type { PoolTask } from "../../engines/pool/index.ts";
import { WelkinError } from "../../errors.ts";
import { neededBox } from "../render/align.ts";
import { type ImageChoice, openImage, readPlane, type ShownImage } from "../render/image.ts";
import { withFits } from "../render/open.ts";
import { gridCd, gridMapping, type SkyGrid } from "./grid.ts";

/** Frames shown one after another on a common grid: plain data, part of the animation's key. */
export interface BlinkSpec {
  readonly choice: ImageChoice;
  /** Centre of each picture, ICRS degrees; by default the centre of the first frame. */
  readonly positions?: readonly (readonly [ra: number, dec: number])[];
  /** Degrees; the first frame's own by default. */
  readonly size?: readonly [number, number];
  /** The box that the pictures must fit in, pixels. */
  readonly width: number;
  readonly height: number;
  readonly style: FrameOptions;
  readonly labels: readonly (string | undefined)[];
  readonly mark: boolean;
  readonly scalebar: boolean;
  readonly compass: boolean;
  readonly delay: number;
  readonly format: AnimationFormat;
}

export const blinkTask: PoolTask<
  { readonly paths: readonly string[]; readonly spec: BlinkSpec },
  Promise<Uint8Array>
> = { module: new URL(import.meta.url), name: "blink" };

export async function blink({
  paths,
  spec,
}: Parameters<NonNullable<typeof blinkTask.types>>[0]): Promise<Uint8Array> {
  const pictures: FramePicture[] = [];
  let view: View | undefined;
  for (const [i, path] of paths.entries()) {
    await withFits(path, async (file) => {
      const image = await openImage(file, spec.choice);
      view ??= viewOf(image, spec);
      pictures.push(await drawOne(image, view, spec, i));
    });
  }
  const { format, delay } = spec;
  return encodeAnimation(pictures, { format, delay });
}

/** The grid of all pictures, and its default centre. */
interface View {
  readonly grid: SkyGrid;
  readonly centre: readonly [number, number];
}

function viewOf(image: ShownImage, spec: BlinkSpec): View {
  const wcs = image.wcs;
  const middle = wcs?.pixelToSky((image.width + 1) / 2, (image.height + 1) / 2);
  if (!wcs || !middle) throw noWcs();
  const side = wcs.pixelScale / 3600;
  const [across, up] = spec.size ?? extentOf(image, side);
  // Not finer than the first frame's own pixels.
  const scale = Math.max(across / spec.width, up / spec.height, spec.size ? 0 : side);
  const pixels = (length: number, most: number) =>
    Math.max(1, Math.min(most, Math.round(length / scale)));
  const grid = { width: pixels(across, spec.width), height: pixels(up, spec.height), scale };
  return { grid, centre: spec.positions?.[0] ?? [middle.ra, middle.dec] };
}

/** A box, north up, that contains the image. */
function extentOf(image: ShownImage, side: number): readonly [number, number] {
  const north = image.wcs?.northAngleAt((image.width + 1) / 2, (image.height + 1) / 2) ?? 0;
  const [sin, cos] = [Math.sin((north * Math.PI) / 180), Math.cos((north * Math.PI) / 180)];
  const across = Math.abs(image.width * cos) + Math.abs(image.height * sin);
  const up = Math.abs(image.width * sin) + Math.abs(image.height * cos);
  return [across * side, up * side];
}

async function drawOne(
  image: ShownImage,
  { grid, centre }: View,
  spec: BlinkSpec,
  index: number,
): Promise<FramePicture> {
  const { wcs } = image;
  if (!wcs) throw noWcs();
  const place = spec.positions?.[index] ?? centre;
  const mapping = gridMapping(grid, place, (ra, dec) => wcs.skyToPixel(ra, dec));
  const { width, height } = grid;
  const plane = await onGrid(image, mapping, grid);
  const picture = renderFrame(plane, spec.style);
  const label = spec.labels[index];
  return drawOn(
    picture,
    {
      ...(label !== undefined && { label }),
      ...(spec.mark && { target: { x: (width - 1) / 2, y: (height - 1) / 2 } }),
      ...(spec.scalebar && { scaleBar: true }),
      ...(spec.compass && { compass: true }),
    },
    plane.cd,
  );
}

/** The image on the grid, averaged first if its pixels are much finer; NaN outside it. */
async function onGrid(
  image: ShownImage,
  mapping: ReturnType<typeof gridMapping>,
  grid: SkyGrid,
): Promise<Plane> {
  const { width, height } = grid;
  const cd = gridCd(grid);
  const whole = { x: 0, y: 0, width, height };
  const needed = neededBox(mapping, whole, image);
  if (!needed) return { data: new Float32Array(width * height).fill(Number.NaN), ...grid, cd };
  const full = await readPlane(image, needed);
  const side = (image.wcs?.pixelScale ?? 0) / 3600;
  const step = Math.max(1, Math.floor(grid.scale / side));
  const size = {
    width: Math.max(1, Math.round(full.width / step)),
    height: Math.max(1, Math.round(full.height / step)),
  };
  const small = step > 1 ? shrinkArea(full, size) : full;
  const [across, up] = [full.width / small.width, full.height / small.height];
  const onSmall = (x: number, y: number) => {
    const at = mapping(x, y);
    return (
      at && {
        x: (at.x - needed.x + 0.5) / across - 0.5,
        y: (at.y - needed.y + 0.5) / up - 0.5,
      }
    );
  };
  return { ...resample(small, { width, height }, onSmall, { step: 8 }), cd };
}

function noWcs(): WelkinError {
  return new WelkinError(
    "FRAME_NO_WCS",
    "A frame does not say where on the sky it is, which is needed to align the frames.",
  );
}
