import { FitsError } from "../../errors.ts";
import type { TileCodec } from "./codec.ts";
import { gzip1, gzip2 } from "./gzip.ts";
import { hcompress } from "./hcompress/index.ts";
import { uncompressed } from "./nocompress.ts";
import { plio } from "./plio.ts";
import { rice } from "./rice/index.ts";

/** The codecs of FITS 4.0 §10.4, in the order of its table 36. */
export const TILE_CODECS: readonly TileCodec[] = [
  rice,
  gzip1,
  gzip2,
  plio,
  hcompress,
  uncompressed,
];

/** The codec for a ZCMPTYPE; the caller's own codecs come first. */
export function tileCodec(name: string | undefined, own: readonly TileCodec[] = []): TileCodec {
  const wanted = name?.trim().toUpperCase() ?? "";
  const codec = [...own, ...TILE_CODECS].find(({ names }) => names.includes(wanted));
  if (codec) return codec;
  throw new FitsError("FITS_UNSUPPORTED", `compression ${JSON.stringify(wanted)}`, {
    card: "ZCMPTYPE",
  });
}
