import { FitsError } from "../../errors.ts";
import { pixelFormat } from "../../image/bitpix.ts";
import type { Inflate } from "../../tiles/codecs/codec.ts";
import { unshuffled } from "../../tiles/codecs/gzip.ts";
import { rice } from "../../tiles/codecs/rice/index.ts";
import type { ColumnType } from "../types.ts";

/** Compressed elements of one column: those of a tile of rows, or of a cell in the heap. */
interface Compressed {
  readonly bytes: Uint8Array;
  readonly type: ColumnType;
  /** Uncompressed size in bytes. */
  readonly length: number;
  /** Size in bytes of the shuffled words. */
  readonly word: number;
  readonly inflate: Inflate;
}

/** Restores the bytes as they were in the table, big-endian. */
type ColumnCodec = (compressed: Compressed) => Uint8Array;

/** Block size of Rice for tables (FITS 4.0 §10.4.1). */
const RICE_BLOCK = 32;

/** By ZCTYPn (§10.3.5, table 36). */
const COLUMN_CODECS: Record<string, ColumnCodec> = {
  GZIP_1: ({ bytes, length, inflate }) => inflate(bytes, length),
  GZIP_2: ({ bytes, length, word, inflate }) => unshuffled(inflate(bytes, length), length / word),
  NOCOMPRESS: ({ bytes }) => bytes,
  RICE_1({ bytes, type, length, inflate }) {
    const format = pixelFormat(type.bitpix);
    const pixels = length / format.bytes;
    const parameters = new Map([
      ["BYTEPIX", format.bytes],
      ["BLOCKSIZE", RICE_BLOCK],
    ]);
    const tile = { bytes, width: pixels, pixels, wanted: pixels, format, parameters, inflate };
    const values = rice.decode(tile);
    if (format.is(values)) return format.encode(values);
    const narrow = format.allocate(pixels);
    for (let i = 0; i < pixels; i++) narrow[i] = values[i] as never;
    return format.encode(narrow);
  },
};

/** @throws FitsError FITS_UNSUPPORTED */
export function columnCodec(name: string, card: string): ColumnCodec {
  if (Object.hasOwn(COLUMN_CODECS, name)) return COLUMN_CODECS[name] as ColumnCodec;
  throw new FitsError("FITS_UNSUPPORTED", `compression ${JSON.stringify(name)} of a column`, {
    card,
  });
}

/** @throws FitsError FITS_BAD_TABLE if the number of bytes is wrong, or they cannot be decoded. */
export function decoded(codec: ColumnCodec, compressed: Compressed): Uint8Array {
  const { length, type } = compressed;
  if (length === 0) return new Uint8Array(0);
  if (!(length % compressed.word === 0 && length % pixelFormat(type.bitpix).bytes === 0)) {
    throw new FitsError("FITS_BAD_TABLE", `${length} bytes of a column`);
  }
  const bytes = codec(compressed);
  if (bytes.byteLength === length) return bytes;
  throw new FitsError("FITS_BAD_TABLE", `${bytes.byteLength} bytes of a column, not ${length}`);
}
