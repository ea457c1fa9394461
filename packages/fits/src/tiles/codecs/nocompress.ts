import type { TileCodec } from "./codec.ts";
import { fromBytes } from "./gzip.ts";

/** NOCOMPRESS: big-endian values, unchanged (FITS 4.0 §10.4, table 36). */
export const uncompressed: TileCodec = {
  names: ["NOCOMPRESS"],
  decode: (tile) => fromBytes(tile.bytes, tile),
};
