import { decompressBzip2, isBzip2 } from "../bzip2/decompress.ts";
import { isCompressed, uncompress } from "../compress/uncompress.ts";
import { NexradError } from "../errors.ts";
import { gunzip, isGzip } from "../gzip/gunzip.ts";
import { inflateZlib } from "../zlib/inflate.ts";
import type { Heading } from "./product.ts";
import { latin1 } from "./reader.ts";

/** A message without its envelope. */
interface Opened {
  readonly heading?: Heading;
  readonly message: Uint8Array;
}

/**
 * A file without the gzip, bzip2 or compress(1) wrapper that an archive may have added.
 *
 * @throws NexradError `GZIP_…`, `BZIP2_…`, `COMPRESS_…`
 */
export function unwrapFile(bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (isBzip2(bytes)) return decompressBzip2(bytes, maxBytes);
  if (!isGzip(bytes) && !isCompressed(bytes)) return bytes;
  const unwrap = isGzip(bytes) ? gunzip : uncompress;
  const { bytes: plain, error } = unwrap(bytes, maxBytes);
  if (error) throw error;
  return plain;
}

/** Enough of a file to identify it: compressed, as whole volumes are too, and unpacked. */
const HEAD = 8192;
const UNPACKED_HEAD = 1024 * 1024;
/** bzip2 gives no output before a block is complete; a product is smaller than this. */
const LARGEST_PRODUCT = 2 * 1024 * 1024;

/** The same, only as far as needed to identify the file. */
export function unwrapHead(bytes: Uint8Array): Uint8Array {
  const head = bytes.subarray(0, HEAD);
  if (isGzip(bytes)) return gunzip(head, UNPACKED_HEAD).bytes;
  if (isCompressed(bytes)) return uncompress(head, UNPACKED_HEAD).bytes;
  return unwrapFile(bytes, LARGEST_PRODUCT);
}

/** A heading's lines are within the first bytes, after anything the carrier puts before them. */
const HEADING_WITHIN = 128;
const HEADING =
  /([A-Z]{4}\d{2}) ([A-Z0-9]{4}) (\d{6})(?: [A-Z]{3})? ?\r*\n(?:([A-Z0-9]{3})([A-Z0-9]{1,3}) *\r*\n)?/;

/** First byte of a zlib stream with the usual window. */
const ZLIB = 0x78;

/**
 * Takes a message out of its envelope: bytes of the communications line, a WMO heading, NOAAPort's zlib frames, and
 * in those the heading again, after 24 bytes of NOAAPort's own.
 *
 * @param maxBytes the largest allowed size of the unpacked frames
 * @param maxFrames how many frames to unpack; the first is enough to identify the contents
 */
export function openEnvelope(
  bytes: Uint8Array,
  maxBytes: number,
  maxFrames = Number.POSITIVE_INFINITY,
): Opened {
  const outer = takeHeading(bytes);
  if (!startsZlib(outer.message)) return outer;
  const inner = takeHeading(inflateFrames(outer.message, maxBytes, maxFrames));
  const heading = inner.heading ?? outer.heading;
  return { ...(heading && { heading }), message: inner.message };
}

function takeHeading(bytes: Uint8Array): Opened {
  const match = HEADING.exec(latin1(bytes, 0, Math.min(bytes.length, HEADING_WITHIN)));
  if (!match) return { message: bytes };
  const [all, ttaaii = "", office = "", ddhhmm = "", awips = "", site = ""] = match;
  return {
    heading: { ttaaii, office, ddhhmm, awips, site },
    message: bytes.subarray(match.index + all.length),
  };
}

/** RFC 1950, section 2.2: the second byte makes the two a multiple of 31. */
function startsZlib(bytes: Uint8Array): boolean {
  return bytes[0] === ZLIB && bytes.length > 1 && ((ZLIB << 8) | bytes[1]!) % 31 === 0;
}

function inflateFrames(bytes: Uint8Array, maxBytes: number, maxFrames: number): Uint8Array {
  const frames: Uint8Array[] = [];
  let total = 0;
  for (let at = 0; frames.length < maxFrames && startsZlib(bytes.subarray(at)); ) {
    const { bytes: frame, end } = inflateZlib(bytes, at, maxBytes - total);
    frames.push(frame);
    total += frame.length;
    at = end;
  }
  const all = new Uint8Array(total);
  let at = 0;
  for (const frame of frames) {
    all.set(frame, at);
    at += frame.length;
  }
  return all;
}

/** A message from operators: its AWIPS name is FTM, or its heading says that it is for the radar's users. */
export function isFreeText(heading: Heading | undefined): boolean {
  return heading !== undefined && (heading.ttaaii.startsWith("NOUS") || heading.awips === "FTM");
}

/**
 * Bytes that lines append to a message, and that do not belong to it: a line feed after fill bytes, and a last
 * character.
 */
const END_OF_TEXT = /(?:\r\r|\xff\xff)\n[\s\S]$/;

export function readFreeText(message: Uint8Array, maxBytes: number): string {
  if (message.length > maxBytes) {
    throw new NexradError("LEVEL3_TOO_LARGE", `A text of more than ${maxBytes} bytes`);
  }
  return latin1(message, 0, message.length).replace(END_OF_TEXT, "");
}
