import sharp from "sharp";
import { ImagingError } from "../errors.ts";
import type { Picture } from "../frames/picture.ts";

/** Formats of {@link encodeAnimation}, and their media types. */
export const animationTypes = { gif: "image/gif", webp: "image/webp" } as const;

export type AnimationFormat = keyof typeof animationTypes;

export interface AnimationOptions {
  readonly format: AnimationFormat;
  /** Milliseconds for which each picture is shown. */
  readonly delay: number;
  /** For WebP, 1 to 100, default 80. */
  readonly quality?: number;
}

/**
 * Encodes pictures of one size as an endless animation.
 *
 * @throws ImagingError `FRAME_SHAPE` if their sizes differ, or there are none.
 */
export async function encodeAnimation(
  pictures: readonly Picture[],
  { format, delay, quality = 80 }: AnimationOptions,
): Promise<Uint8Array> {
  const [first] = pictures;
  const { width = 0, height = 0 } = first ?? {};
  if (!first || pictures.some((picture) => picture.width !== width || picture.height !== height)) {
    throw new ImagingError("FRAME_SHAPE", "an animation is made of pictures of one size");
  }
  const page = width * height * 3;
  const strip = new Uint8Array(page * pictures.length);
  for (const [i, picture] of pictures.entries()) {
    fillRgb(picture, strip.subarray(i * page, (i + 1) * page));
  }
  const raw = {
    width,
    height: height * pictures.length,
    channels: 3,
    pageHeight: height,
  } as const;
  const times = { delay: pictures.map(() => Math.round(delay)), loop: 0 };
  const image = sharp(strip, { raw });
  const encoded =
    format === "gif"
      ? image.gif({ ...times, dither: 0.3, effort: 4 })
      : image.webp({ ...times, quality: Math.round(quality), effort: 1 });
  return encoded.toBuffer();
}

/** Colours without alpha, over black. */
function fillRgb({ data, channels }: Picture, output: Uint8Array): void {
  const alpha = channels % 2 === 0;
  const colours = alpha ? channels - 1 : channels;
  for (let i = 0, at = 0; i < output.length; i += 3, at += channels) {
    const cover = alpha ? (data[at + colours] as number) / 255 : 1;
    for (let c = 0; c < 3; c++) {
      output[i + c] = Math.round(cover * (data[at + (colours === 1 ? 0 : c)] as number));
    }
  }
}
