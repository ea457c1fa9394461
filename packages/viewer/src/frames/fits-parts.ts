import { Header, type LookupTable, parseWcs, type Wcs } from "@welkin/fits";

/** FITS 4.0 §3.1, §3.3: a header consists of records of 80 bytes; headers and data fill blocks of 2880. */
const BLOCK = 2880;
const RECORD = 80;

/** How stored values are read (FITS 4.0 §4.4.1, BITPIX); big-endian. */
const readers: Readonly<Record<number, (view: DataView, at: number) => number>> = {
  8: (view, at) => view.getUint8(at),
  16: (view, at) => view.getInt16(at),
  32: (view, at) => view.getInt32(at),
  64: (view, at) => Number(view.getBigInt64(at)),
  [-32]: (view, at) => view.getFloat32(at),
  [-64]: (view, at) => view.getFloat64(at),
};

/** An image in a file of plain images, such as a cutout. */
export interface ImagePart {
  readonly header: Header;
  readonly width: number;
  readonly height: number;
  /** The value of a pixel, from 0; NaN if it has none. */
  value(column: number, row: number): number;
}

/** The images of a file without tables and compression. Truncated ones are left out. */
export function readParts(bytes: Uint8Array): ImagePart[] {
  const parts: ImagePart[] = [];
  for (let at = 0; at < bytes.length; ) {
    const data = endOfHeader(bytes, at);
    if (data === undefined) break;
    const header = Header.parse(latin1(bytes.subarray(at, data)));
    const axes = Array.from({ length: header.integer("NAXIS") ?? 0 }, (_, i) =>
      Math.max(0, header.integer(`NAXIS${i + 1}`) ?? 0),
    );
    const bitpix = header.integer("BITPIX") ?? 8;
    const count = axes.length === 0 ? 0 : axes.reduce((one, other) => one * other, 1);
    const size = (count * Math.abs(bitpix)) / 8;
    const read = readers[bitpix];
    if (!read || data + size > bytes.length) break;
    const [width = 0, height = 0] = axes;
    const view = new DataView(bytes.buffer, bytes.byteOffset + data, size);
    const scale = header.number("BSCALE") ?? 1;
    const zero = header.number("BZERO") ?? 0;
    const blank = bitpix > 0 ? header.number("BLANK") : undefined;
    parts.push({
      header,
      width,
      height,
      value(column, row) {
        const stored = read(view, ((row * width + column) * Math.abs(bitpix)) / 8);
        return stored === blank ? Number.NaN : zero + scale * stored;
      },
    });
    at = data + Math.ceil(size / BLOCK) * BLOCK;
  }
  return parts;
}

/**
 * The coordinates of a frame, from the cutout of its first pixel: that has the frame's own cards, followed by the
 * lookup tables they refer to. Undefined if there are none, or they are contradictory.
 */
export function frameWcs(
  bytes: Uint8Array,
  size: { readonly width: number; readonly height: number },
): Wcs | undefined {
  const [first, ...others] = readParts(bytes);
  if (!first) return undefined;
  first.header.set("NAXIS1", size.width).set("NAXIS2", size.height);
  const table = (extname: string, extver: number): LookupTable | undefined => {
    const part = others.find(
      ({ header }) =>
        header.string("EXTNAME") === extname && (header.integer("EXTVER") ?? 1) === extver,
    );
    if (!part) return undefined;
    const { header, width, height, value } = part;
    const data = Float64Array.from({ length: width * height }, (_, i) =>
      value(i % width, Math.floor(i / width)),
    );
    return { header, width, height, data };
  };
  try {
    const wcs = parseWcs(first.header, { table });
    return wcs?.hasSky && wcs.axes[0] === 1 && wcs.axes[1] === 2 ? wcs : undefined;
  } catch {
    // The frame's facts say what is wrong.
    return undefined;
  }
}

/** Where the data begin: after the block that contains the record END. */
function endOfHeader(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at + RECORD <= bytes.length; at += RECORD) {
    if (latin1(bytes.subarray(at, at + 8)) !== "END     ") continue;
    return from + Math.ceil((at + RECORD - from) / BLOCK) * BLOCK;
  }
  return undefined;
}

const decoder = new TextDecoder("latin1");
const latin1 = (bytes: Uint8Array) => decoder.decode(bytes);
