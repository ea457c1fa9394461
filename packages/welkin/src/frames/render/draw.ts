import type { Sky } from "@welkin/fits";
import {
  avmPacket,
  type CdMatrix,
  type FramePicture,
  formatSky,
  type Plane,
  renderFrame,
} from "@welkin/imaging";
import { type DrawOptions, drawOn, encodePicture } from "@welkin/imaging/node";
import type { Box } from "../cutouts/box.ts";
import { cdOf, openImage, readPlane, regionBox, type ShownImage } from "./image.ts";
import { withFits } from "./open.ts";
import type { DrawnPicture, Marks, PictureSpec } from "./spec.ts";

/** A picture before it is encoded, and its origin. */
export interface Drawing {
  readonly picture: FramePicture;
  /** The orientation of the sky in the drawn plane. */
  readonly plane: Pick<Plane, "cd">;
  readonly image: ShownImage;
  readonly box: Box;
}

/** Draws one frame from its file. */
export async function drawFrame(path: string, spec: PictureSpec): Promise<DrawnPicture> {
  return withFits(path, async (file) => {
    const image = await openImage(file, spec.images[0] ?? {});
    const box = regionBox(image, spec.region, spec.edge);
    const plane = await readPlane(image, box, spec.orientBy);
    return finished({ picture: renderFrame(plane, spec.style), plane, image, box }, spec);
  });
}

/** Draws the marks on top, then encodes. */
export async function finished(drawing: Drawing, spec: PictureSpec): Promise<DrawnPicture> {
  const { picture, plane, image, box } = drawing;
  const cd = plane.cd ?? cdOf(image, box);
  const marks = spec.marks && drawOptions(spec.marks, drawing);
  const marked = marks ? await drawOn(picture, marks, cd) : picture;
  const { format, quality } = spec;
  const xmp = spec.avm && cd ? avmOf(drawing, cd) : undefined;
  const { bytes, contentType } = await encodePicture(marked, {
    ...{ format, quality },
    ...(xmp !== undefined && { xmp }),
  });
  const { width, height, limits } = marked;
  const shown = { width, height, hdu: image.hdu, limits, warnings: image.warnings };
  return { bytes, contentType, shown };
}

function drawOptions(marks: Marks, drawing: Drawing): DrawOptions {
  const { label, labelAs, compass, scalebar, target, coordinates } = marks;
  const { image, box } = drawing;
  const pixel = target && image.wcs?.skyToPixel(...target);
  const centre = coordinates ? centreOf(drawing) : undefined;
  return {
    ...(label !== undefined && { label }),
    ...(labelAs && { labelAs }),
    ...(compass && { compass }),
    ...(scalebar && { scaleBar: true }),
    ...(pixel && { target: { x: pixel.x - 1 - box.x, y: pixel.y - 1 - box.y } }),
    ...(centre && { coordinates: formatSky(centre.ra, centre.dec) }),
  };
}

/** The sky position at the centre of a picture. */
function centreOf({ picture, image, box }: Drawing): Sky | undefined {
  const { width, height, toPlane } = picture;
  const [a, b, c, d, e, f] = toPlane;
  const [x, y] = [(width - 1) / 2, (height - 1) / 2];
  return image.wcs?.pixelToSky(a * x + b * y + c + box.x + 1, d * x + e * y + f + box.y + 1);
}

function avmOf(drawing: Drawing, cd: CdMatrix): string | undefined {
  const { picture, image } = drawing;
  const centre = centreOf(drawing);
  if (!centre || !isUsable(cd)) return undefined;
  const object = image.header.string("OBJECT")?.trim();
  return avmPacket(picture, {
    ...{ cd, ra: centre.ra, dec: centre.dec },
    ...(object && { title: object, subject: [object] }),
  });
}

function isUsable([a, b, c, d]: CdMatrix): boolean {
  const determinant = a * d - b * c;
  return Number.isFinite(determinant) && determinant !== 0;
}
