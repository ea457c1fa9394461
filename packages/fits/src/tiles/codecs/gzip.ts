import { FitsError } from "../../errors.ts";
import { pixelFormat, type RawArray } from "../../image/bitpix.ts";
import type { TileCodec, TileInput } from "./codec.ts";

/** Largest stored value in bytes: also bounds the inflated size of a tile, per pixel. */
const MAX_BYTES = 8;

/** GZIP_1: big-endian values, gzipped (FITS 4.0 §10.4.2). */
export const gzip1: TileCodec = {
  names: ["GZIP_1"],
  decode: (tile) => fromBytes(inflated(tile), tile),
};

/** GZIP_2: like GZIP_1, but first all most significant bytes, then the next, … (§10.4.2). */
export const gzip2: TileCodec = {
  names: ["GZIP_2"],
  decode: (tile) => fromBytes(unshuffled(inflated(tile), tile.pixels), tile),
};

function inflated(tile: TileInput): Uint8Array {
  return tile.inflate(tile.bytes, tile.pixels * MAX_BYTES);
}

/** Values from big-endian bytes: their width follows from the number of bytes, as writers differ. */
export function fromBytes(bytes: Uint8Array, tile: TileInput): RawArray {
  const width = bytes.byteLength / tile.pixels;
  const { format } = tile;
  if (width === format.bytes) return format.decode(bytes);
  const integer = WIDTHS[width];
  if (integer && format.integer) return pixelFormat(integer).decode(bytes);
  throw new FitsError(
    "FITS_BAD_TILE",
    `${bytes.byteLength} bytes for ${tile.pixels} pixels of ${format.bytes} bytes`,
  );
}

const WIDTHS: Record<number, number> = { 1: 8, 2: 16, 4: 32, 8: 64 };

/** Reassembles words that were stored as all first bytes, then all second bytes, …. */
export function unshuffled(bytes: Uint8Array, pixels: number): Uint8Array {
  const width = bytes.byteLength / pixels;
  if (!Number.isInteger(width)) return bytes;
  const output = new Uint8Array(bytes.byteLength);
  for (let plane = 0; plane < width; plane++) {
    let from = plane * pixels;
    for (let to = plane; to < output.length; to += width) output[to] = bytes[from++] as number;
  }
  return output;
}
