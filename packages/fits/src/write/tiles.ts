import { FitsError } from "../errors.ts";
import type { Card } from "../header/card.ts";
import { pixelFormat, type RawArray } from "../image/bitpix.ts";
import { tileRows } from "../tiles/placing.ts";
import { type DitherMethod, QUANTISED_BLANK } from "../tiles/quantise.ts";
import { card, userCards, type WritableHdu } from "./hdu.ts";
import { checkedPixels, type ImageInput, scalingCards } from "./image.ts";
import { quantise } from "./quantise.ts";
import { encodeRice, RICE_BLOCK } from "./rice.ts";

/** Compresses bytes to a gzip stream. */
export type Gzip = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** How to compress an image in tiles. */
export interface TileOptions {
  codec: "RICE_1" | "GZIP_1" | "GZIP_2";
  /** Size of a tile along each axis; by default one row. */
  tile?: readonly number[];
  /**
   * Floats: steps per standard deviation of the noise (default 16, as in fpack 4; negative: the step itself). 0 keeps
   * every bit, with gzip only.
   */
  quantise?: number;
  /** Default SUBTRACTIVE_DITHER_1. */
  dither?: DitherMethod;
  /** ZDITHER0, 1 to 10 000. Default 1, so that the same pixels give the same bytes. */
  seed?: number;
  /** A faster gzip than the platform's stream. */
  gzip?: Gzip;
}

const DEFAULT_LEVEL = 16;

/** One tile: its bytes, and their column. */
interface EncodedTile {
  bytes: Uint8Array;
  lossless: boolean;
  scale: number;
  zero: number;
}

/** An image as a BINTABLE of compressed tiles (FITS 4.0 §10.1). */
export async function tiledHdu(input: ImageInput, options: TileOptions): Promise<WritableHdu> {
  const stored = checkedPixels(input);
  const { raw, bitpix } = stored;
  const sizes = tileSizes(input.axes, options.tile);
  const lossy = bitpix < 0 && options.quantise !== 0;
  if (options.codec === "RICE_1" && !lossy && (bitpix < 0 || bitpix === 64)) {
    throw new FitsError("FITS_CANNOT_WRITE", `RICE_1 of BITPIX ${bitpix} without quantising`);
  }
  const tiles: EncodedTile[] = [];
  for (const pixels of tileRows(raw, input.axes, sizes)) {
    tiles.push(await encodeTile(pixels, bitpix, lossy, tiles.length, options));
  }
  const { data, widest, heapBytes } = tableOf(tiles, lossy);
  const columns = lossy
    ? [
        ["COMPRESSED_DATA", `1PB(${widest})`],
        ["GZIP_COMPRESSED_DATA", `1PB(${widest})`],
        ["ZSCALE", "1D"],
        ["ZZERO", "1D"],
      ]
    : [["COMPRESSED_DATA", `1PB(${widest})`]];
  const cards: Card[] = [
    card("XTENSION", "BINTABLE", "binary table extension"),
    card("BITPIX", 8),
    card("NAXIS", 2),
    card("NAXIS1", lossy ? LOSSY_ROW : LOSSLESS_ROW, "bytes of a row"),
    card("NAXIS2", tiles.length, "number of tiles"),
    card("PCOUNT", heapBytes, "bytes of the heap"),
    card("GCOUNT", 1),
    card("TFIELDS", columns.length),
    ...columns.flatMap(([name, form], i) => [
      card(`TTYPE${i + 1}`, name as string),
      card(`TFORM${i + 1}`, form as string),
    ]),
    ...tileCards(input, bitpix, sizes, lossy, options),
    ...scalingCards(stored, input.scaling),
    ...userCards(input),
  ];
  return { cards, data };
}

function tileSizes(axes: readonly number[], wanted: readonly number[] | undefined): number[] {
  const sizes = axes.map((n, i) => Math.min(n, wanted?.[i] ?? (i === 0 ? n : 1)));
  if (sizes.every((n) => Number.isInteger(n) && n > 0)) return sizes;
  throw new FitsError("FITS_CANNOT_WRITE", `tiles of ${sizes.join(" × ")}`);
}

function tileCards(
  { axes, scaling }: ImageInput,
  bitpix: number,
  sizes: readonly number[],
  lossy: boolean,
  options: TileOptions,
): Card[] {
  const bytePix = lossy ? 4 : bitpix / 8;
  return [
    card("ZIMAGE", true, "this table is a compressed image"),
    card("ZTENSION", "IMAGE"),
    card("ZBITPIX", bitpix, "BITPIX of the image"),
    card("ZNAXIS", axes.length),
    ...axes.map((n, i) => card(`ZNAXIS${i + 1}`, n)),
    card("ZPCOUNT", 0),
    card("ZGCOUNT", 1),
    ...sizes.map((n, i) => card(`ZTILE${i + 1}`, n, "size of the tiles")),
    card("ZCMPTYPE", options.codec, "compression"),
    ...(options.codec === "RICE_1"
      ? [
          card("ZNAME1", "BLOCKSIZE"),
          card("ZVAL1", RICE_BLOCK),
          card("ZNAME2", "BYTEPIX"),
          card("ZVAL2", bytePix),
        ]
      : []),
    ...(lossy
      ? [
          card("ZQUANTIZ", ditherOf(options), "how floats became integers"),
          card("ZDITHER0", seedOf(options)),
          card("ZBLANK", QUANTISED_BLANK, "stands for NaN"),
        ]
      : bitpix < 0
        ? [card("ZQUANTIZ", "NONE", "every bit is kept")]
        : []),
    ...(scaling?.blank === undefined ? [] : [card("ZBLANK", scaling.blank, "no value")]),
  ];
}

const ditherOf = (options: TileOptions) => options.dither ?? "SUBTRACTIVE_DITHER_1";
const seedOf = (options: TileOptions) => options.seed ?? 1;

async function encodeTile(
  pixels: RawArray,
  bitpix: number,
  lossy: boolean,
  index: number,
  options: TileOptions,
): Promise<EncodedTile> {
  const gzip = options.gzip ?? platformGzip;
  if (!lossy) {
    const bytes = await encode(pixels, bitpix, options.codec, gzip);
    return { bytes, lossless: false, scale: 1, zero: 0 };
  }
  const values = pixels as Float32Array | Float64Array;
  const level = options.quantise ?? DEFAULT_LEVEL;
  const found = quantise(values, level, ditherOf(options), seedOf(options), index);
  if (!found) {
    // Constant or extreme tiles are kept exactly, as the standard provides (§10.1.3).
    const bytes = await gzip(pixelFormat(bitpix).encode(pixels));
    return { bytes, lossless: true, scale: 0, zero: 0 };
  }
  const bytes = await encode(found.integers, 32, options.codec, gzip);
  return { bytes, lossless: false, scale: found.scale, zero: found.zero };
}

async function encode(
  values: RawArray,
  bitpix: number,
  codec: TileOptions["codec"],
  gzip: Gzip,
): Promise<Uint8Array> {
  if (codec === "RICE_1") return encodeRice(values as Int32Array, bitpix / 8);
  const bytes = pixelFormat(bitpix).encode(values);
  return gzip(codec === "GZIP_2" ? shuffled(bytes, Math.abs(bitpix) / 8) : bytes);
}

/** All most significant bytes first, then the next, … */
function shuffled(bytes: Uint8Array, width: number): Uint8Array {
  const output = new Uint8Array(bytes.byteLength);
  let to = 0;
  for (let plane = 0; plane < width; plane++) {
    for (let from = plane; from < bytes.byteLength; from += width) {
      output[to++] = bytes[from] as number;
    }
  }
  return output;
}

async function platformGzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const LOSSLESS_ROW = 8;
const LOSSY_ROW = 32;

/** Rows of descriptors (and, if lossy, scale and zero), followed by the heap. */
function tableOf(tiles: readonly EncodedTile[], lossy: boolean) {
  const rowBytes = lossy ? LOSSY_ROW : LOSSLESS_ROW;
  const heapBytes = tiles.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  if (heapBytes >= 2 ** 31) throw new FitsError("FITS_CANNOT_WRITE", "the heap is beyond 2 GB");
  const data = new Uint8Array(rowBytes * tiles.length + heapBytes);
  const rows = new DataView(data.buffer, 0, rowBytes * tiles.length);
  let heap = 0;
  for (const [i, { bytes, lossless, scale, zero }] of tiles.entries()) {
    const at = i * rowBytes;
    const descriptor = lossless ? at + 8 : at;
    rows.setUint32(descriptor, bytes.byteLength);
    rows.setUint32(descriptor + 4, heap);
    if (lossy) {
      rows.setFloat64(at + 16, scale);
      rows.setFloat64(at + 24, zero);
    }
    data.set(bytes, rows.byteLength + heap);
    heap += bytes.byteLength;
  }
  const widest = tiles.reduce((n, { bytes }) => Math.max(n, bytes.byteLength), 0);
  return { data, widest, heapBytes };
}
