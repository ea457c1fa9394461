import { FitsError } from "./errors.ts";

/**
 * Where the bytes of a file come from: memory, a disk, a ranged HTTP or S3 request. Any object of
 * this shape will do.
 */
export interface FitsSource {
  /** Total bytes, if known in advance. */
  readonly size?: number;
  /** Reads bytes from an offset. May return fewer than asked for only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A file in memory. Reads are views, nothing is copied. */
export function bytesSource(bytes: Uint8Array): FitsSource & { readonly size: number } {
  return {
    size: bytes.byteLength,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** A `Blob` or `File` of the browser (or of Node's `fs.openAsBlob`). */
export function blobSource(blob: Blob): FitsSource & { readonly size: number } {
  return {
    size: blob.size,
    read: async (offset, length) =>
      new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  };
}

/** Reads exactly this many bytes or fails with FITS_TRUNCATED. */
export async function readExact(
  source: FitsSource,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  if (source.size === undefined || offset + length <= source.size) {
    const bytes = await source.read(offset, length);
    if (bytes.byteLength >= length) {
      return bytes.byteLength === length ? bytes : bytes.subarray(0, length);
    }
  }
  throw new FitsError("FITS_TRUNCATED", `${length} bytes wanted`, { offset });
}

/** A range of bytes in a file. */
export interface ByteRange {
  offset: number;
  length: number;
}

/** A request costs more than this many wasted bytes, on disk and over a network alike. */
const MAX_GAP = 64 * 1024;
/** Maximum length of a request, so that memory stays bounded while a frame streams through. */
const MAX_SPAN = 8 * 2 ** 20;

/** A run of ranges (by index) fetched by one request. */
export interface RangeGroup extends ByteRange {
  /** Ranges `first` (included) to `last` (excluded). */
  first: number;
  last: number;
}

/** Joins neighbouring ranges into requests, keeping their order. Empty ranges join any request. */
export function groupRanges(ranges: readonly ByteRange[]): RangeGroup[] {
  const groups: RangeGroup[] = [];
  let group: RangeGroup | undefined;
  for (const [index, range] of ranges.entries()) {
    const joined: ByteRange | undefined = group && join(group, range);
    if (group && joined) {
      Object.assign(group, joined);
      group.last = index + 1;
    } else {
      group = { ...range, first: index, last: index + 1 };
      groups.push(group);
    }
  }
  return groups;
}

/** The range that covers both, unless they are too far apart. */
function join(a: ByteRange, b: ByteRange): ByteRange | undefined {
  if (b.length === 0) return { offset: a.offset, length: a.length };
  if (a.length === 0) return { offset: b.offset, length: b.length };
  const offset = Math.min(a.offset, b.offset);
  const length = Math.max(a.offset + a.length, b.offset + b.length) - offset;
  const wasted = length - a.length - b.length;
  return wasted <= MAX_GAP && length <= MAX_SPAN ? { offset, length } : undefined;
}
