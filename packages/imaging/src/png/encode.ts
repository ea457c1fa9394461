/**
 * Indexed PNG written from palette entries, without ever expanding pixels to colours. Portable Network Graphics (PNG)
 * Specification, 3rd ed., W3C 2025; section numbers below refer to it.
 */
import { ImagingError } from "../errors.ts";
import { crc32 as ownCrc32 } from "./crc32.ts";

/** Bits per pixel: 4 for at most 16 colours, else 8. */
export type BitDepth = 4 | 8;

/** zlib's strategies (RFC 1950 data that any decoder reads), by how they look for repeats. */
export type DeflateStrategy = "default" | "filtered" | "rle" | "huffman";

export interface DeflateOptions {
  /** 0 to 9. */
  readonly level: number;
  readonly strategy: DeflateStrategy;
}

/** Compresses to the zlib format (RFC 1950). */
export type Deflate = (data: Uint8Array, options: DeflateOptions) => Uint8Array;

export interface PngOptions {
  /** zlib level, default 6. */
  readonly level?: number;
  readonly strategy?: DeflateStrategy;
  /** A faster CRC-32 than this library's, if the platform has one. */
  readonly crc32?: (data: Uint8Array, previous?: number) => number;
}

/** A picture whose pixels are entries of a palette. */
export interface IndexedImage extends PngOptions {
  readonly width: number;
  readonly height: number;
  /** `width × height` palette entries. */
  readonly pixels: Uint8Array;
  /** Red, green, blue, alpha of each entry, at most 256 entries. */
  readonly palette: Uint8Array;
  /** Default: 4 if the palette has at most 16 entries. */
  readonly bitDepth?: BitDepth;
}

/** An indexed picture as PNG stores it before compression. */
export interface Scanlines {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: BitDepth;
  /** Rows of `scanlineBytes(width, bitDepth)`, each preceded by its filter type (section 9.2): 0, none. */
  readonly data: Uint8Array;
}

/** Bytes of a row including its filter type. */
export function scanlineBytes(width: number, bitDepth: BitDepth): number {
  return 1 + Math.ceil((width * bitDepth) / 8);
}

/** Rows of zeros to be filled in place. */
export function blankScanlines(width: number, height: number, bitDepth: BitDepth): Scanlines {
  return {
    width,
    height,
    bitDepth,
    data: new Uint8Array(scanlineBytes(width, bitDepth) * height),
  };
}

/** The smallest bit depth that holds a palette. */
export function bitDepthFor(entries: number): BitDepth {
  return entries <= 16 ? 4 : 8;
}

/** Writes two pixels to a byte, the left one in the high bits (section 7.2). */
export function packNibbles(row: Uint8Array, out: Uint8Array, start: number): void {
  const pairs = row.length >> 1;
  for (let i = 0; i < pairs; i++) out[start + i] = (row[2 * i]! << 4) | row[2 * i + 1]!;
  if (row.length & 1) out[start + pairs] = row[row.length - 1]! << 4;
}

/**
 * Encodes a picture of palette entries.
 * @throws ImagingError `PNG_SHAPE`, `PNG_PALETTE`
 */
export function encodePng(image: IndexedImage, deflate: Deflate): Uint8Array<ArrayBuffer> {
  const { width, height, pixels, palette } = image;
  checkImage(image);
  const bitDepth = image.bitDepth ?? bitDepthFor(palette.length / 4);
  const scanlines = blankScanlines(width, height, bitDepth);
  const bytes = scanlineBytes(width, bitDepth);
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * width, (y + 1) * width);
    if (bitDepth === 8) scanlines.data.set(row, y * bytes + 1);
    else packNibbles(row, scanlines.data, y * bytes + 1);
  }
  return encodeScanlines(scanlines, palette, deflate, image);
}

function checkImage({ width, height, pixels, palette, bitDepth }: IndexedImage): void {
  const whole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!whole || pixels.length !== width * height) {
    const message = `${pixels.length} pixels do not make a picture of ${width} × ${height}`;
    throw new ImagingError("PNG_SHAPE", message);
  }
  const entries = palette.length / 4;
  const most = bitDepth === 4 ? 16 : 256;
  if (!Number.isInteger(entries) || entries < 1 || entries > most) {
    throw new ImagingError("PNG_PALETTE", `a palette has 1 to ${most} entries of four bytes`);
  }
  for (let i = 0; i < pixels.length; i++) {
    if (pixels[i]! >= entries) {
      throw new ImagingError("PNG_PALETTE", `pixel ${i} is beyond the ${entries} palette entries`);
    }
  }
}

/** Encodes rows that already are in PNG's form. */
export function encodeScanlines(
  scanlines: Scanlines,
  palette: Uint8Array,
  deflate: Deflate,
  options: PngOptions = {},
): Uint8Array<ArrayBuffer> {
  const { level = 6, strategy = "default", crc32 = ownCrc32 } = options;
  const compressed = deflate(scanlines.data, { level, strategy });
  const chunks: [type: string, data: Uint8Array][] = [
    ["IHDR", header(scanlines)],
    ["PLTE", palette.filter((_, i) => i % 4 !== 3)],
    ["tRNS", transparency(palette)],
    ["IDAT", compressed],
    ["IEND", new Uint8Array(0)],
  ];
  const written = chunks.filter(([type, data]) => type !== "tRNS" || data.length > 0);
  const size = written.reduce((sum, [, data]) => sum + 12 + data.length, SIGNATURE.length);
  const out = new Uint8Array(size);
  out.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const [type, data] of written) at = writeChunk(out, at, type, data, crc32);
  return out;
}

/** Section 5.2. */
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

/** Section 11.2.1; colour type 3 is indexed. */
function header({ width, height, bitDepth }: Scanlines): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes[8] = bitDepth;
  bytes[9] = 3;
  return bytes;
}

/** Alphas of the entries up to the last that is not opaque (section 11.3.1.1). */
function transparency(palette: Uint8Array): Uint8Array {
  const alphas = palette.filter((_, i) => i % 4 === 3);
  let last = alphas.length;
  while (last > 0 && alphas[last - 1] === 255) last--;
  return alphas.subarray(0, last);
}

/** Section 5.3: length, type, data, CRC of type and data. */
function writeChunk(
  out: Uint8Array,
  at: number,
  type: string,
  data: Uint8Array,
  crc32: (data: Uint8Array, previous?: number) => number,
): number {
  const view = new DataView(out.buffer, out.byteOffset);
  view.setUint32(at, data.length);
  for (let i = 0; i < 4; i++) out[at + 4 + i] = type.charCodeAt(i);
  out.set(data, at + 8);
  const end = at + 8 + data.length;
  view.setUint32(end, crc32(out.subarray(at + 4, end)));
  return end + 4;
}
