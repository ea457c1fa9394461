import type { Header } from "./header/header.ts";
import { type FitsSource, readExact } from "./source.ts";

/** What a checksum card says about the bytes: `absent` if there is no card. */
export type ChecksumState = "ok" | "wrong" | "absent";

export interface ChecksumReport {
  /** DATASUM: the data unit. */
  data: ChecksumState;
  /** CHECKSUM: the whole HDU. */
  hdu: ChecksumState;
}

const PIECE_BYTES = 4 * 2 ** 20;

/**
 * Adds bytes to a 32-bit ones' complement sum (FITS 4.0 §4.4.2.7, appendix J).
 *
 * @param bytes whole 32-bit words; a shorter end counts as padded with zeros.
 */
export function addToSum(sum: number, bytes: Uint8Array): number {
  let total = sum;
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) {
    total = addPiece(total, bytes.subarray(at, at + PIECE_BYTES));
  }
  return total;
}

/** 2^20 words of 32 bits cannot overflow a double: the carries are folded once, at the end. */
function addPiece(start: number, bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.byteLength & ~3;
  let sum = start;
  for (let i = 0; i < whole; i += 4) sum += view.getUint32(i);
  for (let i = whole; i < bytes.byteLength; i++)
    sum += (bytes[i] as number) * 2 ** (24 - 8 * (i - whole));
  return foldCarries(sum);
}

function foldCarries(sum: number): number {
  let folded = sum;
  while (folded > 0xffffffff) folded = (folded % 2 ** 32) + Math.floor(folded / 2 ** 32);
  return folded;
}

/** Ones' complement sum of part of a file. */
async function sumOf(source: FitsSource, offset: number, length: number): Promise<number> {
  let sum = 0;
  for (let at = 0; at < length; at += PIECE_BYTES) {
    const piece = await readExact(source, offset + at, Math.min(PIECE_BYTES, length - at));
    sum = addToSum(sum, piece);
  }
  return sum;
}

/** Compares the cards of an HDU with its bytes. */
export async function verifyChecksums(
  header: Header,
  source: FitsSource,
  place: { offset: number; dataOffset: number; paddedBytes: number },
): Promise<ChecksumReport> {
  const stated = header.number("DATASUM");
  const hasChecksum = header.string("CHECKSUM")?.trim();
  if (stated === undefined && !hasChecksum) return { data: "absent", hdu: "absent" };
  const data = await sumOf(source, place.dataOffset, place.paddedBytes);
  const report: ChecksumReport = {
    data: stated === undefined ? "absent" : stated === data ? "ok" : "wrong",
    hdu: "absent",
  };
  if (!hasChecksum) return report;
  const head = await sumOf(source, place.offset, place.dataOffset - place.offset);
  // The card is made so that the sum of everything is all ones, the negative zero.
  report.hdu = foldCarries(head + data) === 0xffffffff ? "ok" : "wrong";
  return report;
}

/** Characters that an encoded checksum must not contain: punctuation between 9, A, Z and a. */
const isPunctuation = (c: number) => (c > 0x39 && c < 0x41) || (c > 0x5a && c < 0x61);

/**
 * The 16 characters of a CHECKSUM card (appendix J.2) that complete a sum to all ones.
 *
 * @param sum of the HDU with the card set to 16 characters "0".
 */
export function encodeChecksum(sum: number): string {
  const complement = ~sum >>> 0;
  const characters: number[] = new Array(16);
  for (let i = 0; i < 4; i++) {
    const byte = (complement >>> (24 - 8 * i)) & 255;
    const quarter = (byte >> 2) + 0x30;
    const four = [quarter + (byte & 3), quarter, quarter, quarter] as [
      number,
      number,
      number,
      number,
    ];
    while (four.some(isPunctuation)) {
      // Move one from a partner to the other: the sum stays the same.
      for (const j of [0, 2] as const) {
        if (!isPunctuation(four[j]) && !isPunctuation(four[j + 1] as number)) continue;
        four[j] += 1;
        four[j + 1] = (four[j + 1] as number) - 1;
      }
    }
    for (let j = 0; j < 4; j++) characters[4 * j + i] = four[j] as number;
  }
  // The card's string begins in column 12: rotated by one to fall on word boundaries.
  return String.fromCharCode(characters[15] as number, ...characters.slice(0, 15));
}
