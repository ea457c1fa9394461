import { MAX_SIDE } from "./request.ts";

/** Side of the offered tiles. */
const TILE = 512;

/** The description of an image (IIIF Image API 3.0, section 5). */
export function imageInformation(id: string, { width, height }: { width: number; height: number }) {
  const factors: number[] = [1];
  while (Math.max(width, height) / (factors.at(-1) as number) > TILE) {
    factors.push(2 * (factors.at(-1) as number));
  }
  const sizes = factors
    .map((factor) => ({ width: Math.ceil(width / factor), height: Math.ceil(height / factor) }))
    .filter((size) => size.width <= MAX_SIDE && size.height <= MAX_SIDE)
    .reverse();
  return {
    "@context": "http://iiif.io/api/image/3/context.json",
    id,
    type: "ImageService3",
    protocol: "http://iiif.io/api/image",
    profile: "level2",
    width,
    height,
    maxWidth: MAX_SIDE,
    maxHeight: MAX_SIDE,
    sizes,
    tiles: [{ width: TILE, scaleFactors: factors }],
    extraFormats: ["webp"],
    extraQualities: ["color", "gray"],
    extraFeatures: ["canonicalLinkHeader", "mirroring", "profileLinkHeader", "sizeUpscaling"],
    preferredFormats: ["jpg"],
  };
}
