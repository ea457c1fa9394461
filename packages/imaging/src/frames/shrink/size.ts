import { ImagingError } from "../../errors.ts";

/** Larger pictures are refused, pixels. */
const MAX_PICTURE_PIXELS = 2 ** 26;
const MAX_PICTURE_SIDE = 16_384;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** @throws ImagingError `PICTURE_SIZE` if a picture cannot have this size. */
export function checkSize({ width, height }: Size): void {
  const fits = (side: number) => Number.isInteger(side) && side >= 1 && side <= MAX_PICTURE_SIDE;
  if (!fits(width) || !fits(height) || width * height > MAX_PICTURE_PIXELS) {
    throw new ImagingError(
      "PICTURE_SIZE",
      `a picture's sides are whole numbers from 1 to ${MAX_PICTURE_SIDE}, ${MAX_PICTURE_PIXELS} pixels in all`,
    );
  }
}

/**
 * The size of an image shrunk into a box with its aspect ratio kept, rounded like Pillow's `thumbnail`: the side that
 * does not match the box is rounded to whichever neighbour keeps the ratio better. Not larger than the image unless
 * `enlarge`.
 *
 * @throws ImagingError `PICTURE_SIZE`
 */
export function sizeInBox(image: Size, box: Partial<Size>, enlarge = false): Size {
  const width = box.width ?? (enlarge && box.height ? MAX_PICTURE_SIDE : image.width);
  const height = box.height ?? (enlarge && box.width ? MAX_PICTURE_SIDE : image.height);
  const sides = (n: number) => Number.isInteger(n) && n >= 1;
  if (!sides(width) || !sides(height)) {
    throw new ImagingError("PICTURE_SIZE", "a picture's sides are whole numbers from 1");
  }
  const size = fitted(image, { width, height }, enlarge);
  checkSize(size);
  return size;
}

function fitted(image: Size, box: Size, enlarge: boolean): Size {
  if (!enlarge && box.width >= image.width && box.height >= image.height) return image;
  const aspect = image.width / image.height;
  const { width, height } = box;
  if (width / height >= aspect) {
    return { width: closest(height * aspect, (n) => Math.abs(aspect - n / height)), height };
  }
  const error = (n: number) => (n === 0 ? 0 : Math.abs(aspect - width / n));
  return { width, height: closest(width / aspect, error) };
}

function closest(side: number, error: (side: number) => number): number {
  const [below, above] = [Math.floor(side), Math.ceil(side)];
  return Math.max(error(below) <= error(above) ? below : above, 1);
}
