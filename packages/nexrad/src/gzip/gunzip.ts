import { crc32 } from "../crc32.ts";
import { NexradError } from "../errors.ts";
import { inflateRaw } from "../zlib/inflate.ts";

/** Flags of the header (RFC 1952, section 2.3.1). */
const HAS_HEADER_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const HEADER_LENGTH = 10;
const TRAILER_LENGTH = 8;

/** Whether the bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array, offset = 0): boolean {
  return bytes[offset] === 0x1f && bytes[offset + 1] === 0x8b && bytes[offset + 2] === 8;
}

/** The contents of a gzip file. */
export interface Gunzipped {
  readonly bytes: Uint8Array;
  /** Why it stopped, if the file is truncated or damaged; `bytes` is the output before that. */
  readonly error?: NexradError;
}

/**
 * Decompresses a gzip file (RFC 1952) of one or more members, checking the CRC and size of each.
 *
 * @throws NexradError `GZIP_TOO_LARGE` if the output would exceed `maxBytes`.
 */
export function gunzip(input: Uint8Array, maxBytes: number): Gunzipped {
  const members: Uint8Array[] = [];
  let total = 0;
  let offset = 0;
  let error: NexradError | undefined;
  while (!error && (members.length === 0 || isGzip(input, offset))) {
    const member = readMember(input, offset, maxBytes - total);
    members.push(member.bytes);
    total += member.bytes.length;
    offset = member.end;
    error = member.error;
  }
  return { bytes: join(members, total), ...(error && { error }) };
}

interface Member extends Gunzipped {
  readonly end: number;
}

function readMember(input: Uint8Array, offset: number, maxBytes: number): Member {
  const start = skipHeader(input, offset);
  if (start === undefined) {
    return { bytes: new Uint8Array(), end: input.length, error: truncated(input.length) };
  }
  const { bytes, end, error } = inflateRaw(input, start, maxBytes);
  if (error?.code === "ZLIB_TOO_LARGE") {
    throw new NexradError(
      "GZIP_TOO_LARGE",
      `The gzip file expands to more than ${maxBytes} bytes`,
      error.where,
    );
  }
  if (error) {
    const cut = error.code === "ZLIB_TRUNCATED";
    return {
      bytes,
      end,
      error: cut ? truncated(input.length) : damaged(error.where.offset, error),
    };
  }
  if (end + TRAILER_LENGTH > input.length) return { bytes, end, error: truncated(input.length) };
  const trailer = new DataView(input.buffer, input.byteOffset + end, TRAILER_LENGTH);
  const sound =
    trailer.getUint32(0, true) === crc32(bytes) && trailer.getUint32(4, true) === bytes.length;
  return { bytes, end: end + TRAILER_LENGTH, ...(!sound && { error: damaged(end) }) };
}

/** Where the compressed data begins; undefined if the header is truncated. */
function skipHeader(input: Uint8Array, offset: number): number | undefined {
  const flags = input[offset + 3] ?? 0;
  let at = offset + HEADER_LENGTH;
  if (flags & HAS_EXTRA) at += 2 + (input[at] ?? 0) + ((input[at + 1] ?? 0) << 8);
  for (const text of [HAS_NAME, HAS_COMMENT]) {
    if ((flags & text) === 0) continue;
    const end = input.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if (flags & HAS_HEADER_CRC) at += 2;
  return at < input.length ? at : undefined;
}

function join(parts: readonly Uint8Array[], total: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function truncated(offset: number): NexradError {
  return new NexradError("GZIP_TRUNCATED", "The gzip file ends too early", { offset });
}

function damaged(offset = 0, cause?: NexradError): NexradError {
  return new NexradError("GZIP_CORRUPT", "The gzip file is damaged", { offset }, { cause });
}
