import { FitsError } from "../errors.ts";
import type { FitsLimits } from "../limits.ts";
import type { FitsSource } from "../source.ts";
import { CARD_BYTES } from "./card.ts";
import { Header, isEnd } from "./header.ts";

/** Everything in a FITS file is in blocks of this many bytes (FITS 4.0 §3.1). */
export const BLOCK_BYTES = 2880;

/** Most headers fit in the first request; longer ones double it. */
const FIRST_READ = 4 * BLOCK_BYTES;

/** A header and the offset of the block after it. */
export interface LocatedHeader {
  header: Header;
  dataOffset: number;
}

/**
 * Reads the header that begins at an offset.
 *
 * @returns undefined at the end of the file.
 * @throws FitsError FITS_NO_END, FITS_TOO_LARGE, FITS_NOT_FITS (the bytes there are not a header).
 */
export async function readHeader(
  source: FitsSource,
  offset: number,
  limits: FitsLimits,
): Promise<LocatedHeader | undefined> {
  const records: string[] = [];
  let at = offset;
  for (let size = FIRST_READ; ; size *= 2) {
    const bytes = await source.read(at, size);
    if (at === offset && !checkStart(bytes, offset)) return undefined;
    const end = collect(bytes, records);
    if (end >= 0) {
      const length = at + end - offset;
      const dataOffset = offset + Math.ceil(length / BLOCK_BYTES) * BLOCK_BYTES;
      return { header: Header.fromRecords(records), dataOffset };
    }
    at += bytes.byteLength;
    if (bytes.byteLength < size) throw new FitsError("FITS_NO_END", "", { offset });
    if (at - offset > limits.maxHeaderBytes) {
      throw new FitsError("FITS_NO_END", `none in ${at - offset} bytes`, { offset });
    }
  }
}

/** Adds whole records up to END; returns the offset after END, or −1. */
function collect(bytes: Uint8Array, records: string[]): number {
  for (let at = 0; at + 3 <= bytes.byteLength; at += CARD_BYTES) {
    const record = latin1(bytes, at, CARD_BYTES);
    if (isEnd(record)) return at + CARD_BYTES;
    if (record.length < CARD_BYTES) break;
    records.push(record);
  }
  return -1;
}

/** False at the end of the file; throws if no header begins here. */
function checkStart(bytes: Uint8Array, offset: number): boolean {
  if (bytes.byteLength === 0) return false;
  const start = latin1(bytes, 0, 9);
  if (/^(SIMPLE {2}|XTENSION)/.test(start)) return true;
  throw new FitsError("FITS_NOT_FITS", `no header begins at byte ${offset}`, { offset });
}

/** Bytes as text, one character per byte. */
export function latin1(bytes: Uint8Array, start: number, length: number): string {
  const end = Math.min(start + length, bytes.byteLength);
  let text = "";
  for (let i = start; i < end; i += 4096) {
    text += String.fromCharCode(...bytes.subarray(i, Math.min(end, i + 4096)));
  }
  return text;
}
