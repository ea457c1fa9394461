/** The frames domain's work in pool threads: files to pictures, cutouts and facts. */
import type { PoolTask } from "../../engines/pool/index.ts";
import type { CutoutRegion } from "../cutouts/box.ts";
import { cutFits as cut, type FitsCutout } from "../cutouts/fits.ts";
import { drawColor } from "./color.ts";
import { drawFrame } from "./draw.ts";
import type { Edge, ImageChoice } from "./image.ts";
import { type FrameReport, reportOn } from "./info.ts";
import { withFits } from "./open.ts";
import type { DrawnPicture, PictureSpec } from "./spec.ts";

const module = new URL(import.meta.url);

/** Draws a picture of a frame, or of several in colour. */
export const drawPictureTask: PoolTask<
  { readonly paths: readonly string[]; readonly spec: PictureSpec },
  Promise<DrawnPicture>
> = { module, name: "drawPicture" };

export async function drawPicture({
  paths,
  spec,
}: Parameters<NonNullable<typeof drawPictureTask.types>>[0]): Promise<DrawnPicture> {
  const [path = "", ...more] = paths;
  return more.length > 0 ? drawColor(paths, spec) : drawFrame(path, spec);
}

/** Cuts a region out as a FITS file. */
export const cutFitsTask: PoolTask<
  {
    readonly path: string;
    readonly choice: ImageChoice;
    readonly region: CutoutRegion;
    readonly edge: Edge;
  },
  Promise<FitsCutout>
> = { module, name: "cutFits" };

export async function cutFits({
  path,
  choice,
  region,
  edge,
}: Parameters<NonNullable<typeof cutFitsTask.types>>[0]): Promise<FitsCutout> {
  return withFits(path, (file) => cut(file, choice, region, edge));
}

/** A file's contents, for people and programs. */
export const reportTask: PoolTask<
  { readonly path: string; readonly choice: ImageChoice; readonly cards: boolean },
  Promise<FrameReport>
> = { module, name: "report" };

export async function report({
  path,
  choice,
  cards,
}: Parameters<NonNullable<typeof reportTask.types>>[0]): Promise<FrameReport> {
  return withFits(path, (file) => reportOn(file, choice, cards));
}
