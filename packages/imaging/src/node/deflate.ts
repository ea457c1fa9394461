import { constants, deflateSync } from "node:zlib";
import type { Deflate, DeflateStrategy } from "../png/encode.ts";

const strategies: Readonly<Record<DeflateStrategy, number>> = {
  default: constants.Z_DEFAULT_STRATEGY,
  filtered: constants.Z_FILTERED,
  rle: constants.Z_RLE,
  huffman: constants.Z_HUFFMAN_ONLY,
};

/** zlib in this thread, with the maximum memory for matching. */
export const deflate: Deflate = (data, { level, strategy }) =>
  deflateSync(data, { level, strategy: strategies[strategy], memLevel: 9 });
