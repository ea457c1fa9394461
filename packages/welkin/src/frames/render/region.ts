import type { FitsImage, PixelArray, Scaling } from "@welkin/fits";
import { WelkinError } from "../../errors.ts";
import { type Box, overlap } from "../cutouts/box.ts";

/** Pixels as the file stores them, and the meaning of their numbers. */
export interface Region {
  readonly data: PixelArray;
  readonly width: number;
  readonly height: number;
  readonly scaling: Scaling;
}

const PLAIN: Scaling = { scale: 1, zero: 0 };

/**
 * Reads a box of an image, decoding only the tiles it needs. Pixels beyond the edge have no value: NaN, or BLANK;
 * integers without a BLANK become floats for that.
 *
 * @throws FitsError; WelkinError FRAME_NO_OVERLAP.
 */
export async function readRegion(image: FitsImage, box: Box, plane: number): Promise<Region> {
  const part = overlap(box, image.width, image.height);
  if (!part) throw noOverlap();
  const { width, height } = box;
  if (part.width === width && part.height === height) {
    const { data } = await image.read({ ...part, plane, as: "raw" });
    return { data, width, height, scaling: image.scaling };
  }
  const { data, scaling } = await paddable(image, part, plane);
  const output = new (data.constructor as new (length: number) => typeof data)(width * height);
  output.fill(noValue(output, scaling) as never);
  const left = part.x - box.x;
  const bottom = part.y - box.y;
  for (let row = 0; row < part.height; row++) {
    const line = data.subarray(row * part.width, (row + 1) * part.width);
    output.set(line as never, (bottom + row) * width + left);
  }
  return { data: output, width, height, scaling };
}

/** An array's number for a pixel without a value. */
function noValue(output: PixelArray, { blank = Number.NaN }: Scaling): number | bigint {
  return output instanceof BigInt64Array ? BigInt(blank) : Number(blank);
}

export function noOverlap(): WelkinError {
  return new WelkinError("FRAME_NO_OVERLAP", "No part of that lies on the frame.");
}

/** Pixels of a type that can express "no value". */
async function paddable(
  image: FitsImage,
  part: Box,
  plane: number,
): Promise<{ data: PixelArray; scaling: Scaling }> {
  const { scaling, bitpix } = image;
  if (bitpix < 0 || scaling.blank !== undefined) {
    const { data } = await image.read({ ...part, plane, as: "raw" });
    return { data, scaling };
  }
  const as = bitpix > 16 ? "float64" : "float32";
  const { data } = await image.read({ ...part, plane, as });
  return { data, scaling: PLAIN };
}
