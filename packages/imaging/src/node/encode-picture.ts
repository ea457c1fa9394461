import sharp, { type Sharp } from "sharp";
import type { Picture } from "../frames/picture.ts";
import { withXmp } from "../png/xmp.ts";

/** Formats of {@link encodePicture}, and their media types. */
export const pictureTypes = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  avif: "image/avif",
} as const;

export type FramePictureFormat = keyof typeof pictureTypes;

export interface EncodeOptions {
  /** Default `jpg`. */
  readonly format?: FramePictureFormat;
  /** 1 to 100, default 80. PNG is always lossless. */
  readonly quality?: number;
  /** A grey JPEG with one component: a little smaller. Default: three, as in fits2image. */
  readonly grey?: boolean;
  /** An XMP packet to embed, such as `avmPacket` makes. */
  readonly xmp?: string;
}

export interface EncodedPicture {
  readonly format: FramePictureFormat;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** Encodes a picture as a file. */
export async function encodePicture(
  picture: Picture,
  options: EncodeOptions = {},
): Promise<EncodedPicture> {
  const { format = "jpg", quality = 80 } = options;
  const { width, height, channels } = picture;
  const raw = sharp(picture.data, { raw: { width, height, channels } });
  const grey = channels <= 2 && (format === "png" || options.grey === true);
  const colour = grey ? raw.toColourspace("b-w") : raw;
  const { xmp } = options;
  // libvips stores it in PNG where standard readers do not find it.
  const image = xmp === undefined || format === "png" ? colour : colour.withXmp(xmp);
  const encoded = await ENCODERS[format](
    image,
    Math.min(100, Math.max(1, Math.round(quality))),
  ).toBuffer();
  const bytes = xmp !== undefined && format === "png" ? withXmp(encoded, xmp) : encoded;
  return { format, contentType: pictureTypes[format], width, height, bytes };
}

const ENCODERS: Readonly<Record<FramePictureFormat, (image: Sharp, quality: number) => Sharp>> = {
  jpg: (image, quality) => image.flatten({ background: "#000" }).jpeg({ quality }),
  png: (image) => image.png({ compressionLevel: 6 }),
  webp: (image, quality) => image.webp({ quality, effort: 1 }),
  avif: (image, quality) => image.avif({ quality, effort: 1 }),
};
