import type { PixelFormat, RawArray } from "../../image/bitpix.ts";

/**
 * Inflates a gzip, zlib or raw deflate stream.
 *
 * @param maxBytes limit of the output; a longer stream is an error.
 */
export type Inflate = (bytes: Uint8Array, maxBytes: number) => Uint8Array;

/** What a codec receives of a tile. */
export interface TileInput {
  readonly bytes: Uint8Array;
  /** Pixels in the tile, along the first axis and in total. */
  readonly width: number;
  readonly pixels: number;
  /** How many pixels, from the first, are needed: a codec may stop there. */
  readonly wanted: number;
  /** The stored type: that of ZBITPIX, or 32-bit integers for quantised floats. */
  readonly format: PixelFormat;
  /** ZVALn by the name in ZNAMEn. */
  readonly parameters: ReadonlyMap<string, number>;
  readonly inflate: Inflate;
}

/**
 * One way to compress tiles (FITS 4.0 §10.4). A new codec is a new file and a line in index.ts.
 */
export interface TileCodec {
  /** The spellings of ZCMPTYPE for it. */
  readonly names: readonly string[];
  /**
   * Decodes at least the needed pixels. The array may be reused by the next call.
   *
   * @throws FitsError FITS_BAD_TILE.
   */
  decode(tile: TileInput): RawArray;
}
