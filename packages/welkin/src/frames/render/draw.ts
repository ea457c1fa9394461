import type { FramePicture, Plane } from "@welkin/imaging";
import { renderFrame } from "@welkin/imaging";
import { type DrawOptions, drawOn, encodePicture } from "@welkin/imaging/node";
import type { Box } from "../cutouts/box.ts";
import { openImage, readPlane, regionBox, type ShownImage } from "./image.ts";
import { withFits } from "./open.ts";
import type { DrawnPicture, Marks, PictureSpec } from "./spec.ts";

/** A picture before it is encoded, and where it comes from. */
export interface Drawing {
  readonly picture: FramePicture;
  readonly plane: Plane;
  readonly image: ShownImage;
  readonly box: Box;
}

/** Draws one frame by its file. */
export async function drawFrame(path: string, spec: PictureSpec): Promise<DrawnPicture> {
  return withFits(path, async (file) => {
    const image = await openImage(file, spec.images[0] ?? {});
    const box = regionBox(image, spec.region, spec.edge);
    const plane = await readPlane(image, box, spec.orientBy);
    return finished({ picture: renderFrame(plane, spec.style), plane, image, box }, spec);
  });
}

/** Marks on top, then the bytes. */
export async function finished(drawing: Drawing, spec: PictureSpec): Promise<DrawnPicture> {
  const { picture, plane, image, box } = drawing;
  const marks = spec.marks && drawOptions(spec.marks, image, box);
  const marked = marks ? await drawOn(picture, marks, plane.cd) : picture;
  const { format, quality } = spec;
  const { bytes, contentType } = await encodePicture(marked, { format, quality });
  const { width, height, limits } = marked;
  const shown = { width, height, hdu: image.hdu, limits, warnings: image.warnings };
  return { bytes, contentType, shown };
}

function drawOptions(marks: Marks, image: ShownImage, box: Box): DrawOptions {
  const { label, compass, scalebar, target } = marks;
  const pixel = target && image.wcs?.skyToPixel(...target);
  return {
    ...(label !== undefined && { label }),
    ...(compass && { compass }),
    ...(scalebar && { scaleBar: true }),
    ...(pixel && { target: { x: pixel.x - 1 - box.x, y: pixel.y - 1 - box.y } }),
  };
}
