import { isBzip2 } from "../bzip2/decompress.ts";
import { NexradError } from "../errors.ts";
import { FIRST_DATE, LAST_DATE, readText, toEpoch, viewOf } from "./bytes.ts";

/** ICD 2620010, 7.3.3. */
const HEADER_LENGTH = 24;
const CONTROL_WORD_LENGTH = 4;

/** The volume header record. */
export interface VolumeHeader {
  /** `AR2V0006`, `ARCHIVE2`. */
  readonly version: string;
  /** ICAO identifier as written, empty if blank (the 1990s). */
  readonly site: string;
  /** Milliseconds since 1970, as written. */
  readonly time: number;
}

/** One record: an LDM record, still compressed, or all messages of a volume that has no records. */
export interface VolumeRecord {
  readonly bytes: Uint8Array;
  readonly compressed: boolean;
  /** Its position in its file or chunk, after any control word. */
  readonly offset: number;
  /** An error in its framing. */
  readonly error?: NexradError;
}

/** The framing of a volume, or of a part of one. */
export interface Container {
  readonly header?: VolumeHeader;
  readonly records: readonly VolumeRecord[];
}

/** Reads the volume header; undefined if there is none. */
function readVolumeHeader(bytes: Uint8Array): VolumeHeader | undefined {
  if (!hasVolumeHeader(bytes) || bytes.length < HEADER_LENGTH) return undefined;
  const view = viewOf(bytes);
  return {
    version: readText(bytes, 0, 8),
    time: toEpoch(view.getUint32(12), view.getUint32(16)),
    site: readText(bytes, 20, 24),
  };
}

export function hasVolumeHeader(bytes: Uint8Array): boolean {
  const tape = readText(bytes, 0, 8);
  return tape.startsWith("AR2V") || tape === "ARCHIVE2";
}

/** Whether an LDM record begins here: a control word, followed by bzip2. */
export function isLdmRecord(bytes: Uint8Array, offset: number): boolean {
  return isBzip2(bytes, offset + CONTROL_WORD_LENGTH);
}

const DAY_LENGTH = 86_400_000;
const LAST_TYPE = 33;

/** Whether a bare message seems to begin here, judging by its header (ICD 2620002, table II). */
export function isBareMessage(bytes: Uint8Array): boolean {
  if (bytes.length < 28) return false;
  const view = viewOf(bytes);
  const type = view.getUint8(15);
  const date = view.getUint16(18);
  return (
    view.getUint16(12) >= 9 &&
    type >= 1 &&
    type <= LAST_TYPE &&
    date >= FIRST_DATE &&
    date <= LAST_DATE &&
    view.getUint32(20) < DAY_LENGTH
  );
}

/**
 * Locates the records of an unwrapped volume or chunk, without decompressing any.
 *
 * @throws NexradError `LEVEL2_NOT_LEVEL2`
 */
export function readContainer(bytes: Uint8Array): Container {
  const header = readVolumeHeader(bytes);
  if (!header && hasVolumeHeader(bytes)) {
    throw new NexradError("LEVEL2_TRUNCATED", "The volume header is cut short", { offset: 0 });
  }
  const start = header ? HEADER_LENGTH : 0;
  const body = bytes.subarray(start);
  if (isLdmRecord(bytes, start)) {
    return { ...(header && { header }), records: findLdmRecords(bytes, start) };
  }
  if (!header && !isBareMessage(bytes)) {
    throw new NexradError(
      "LEVEL2_NOT_LEVEL2",
      "These bytes are not NEXRAD Level II: they begin neither as a volume nor as a part of one",
      { offset: 0 },
    );
  }
  const records = body.length > 0 ? [{ bytes: body, compressed: false, offset: start }] : [];
  return { ...(header && { header }), records };
}

/**
 * LDM records: a signed control word whose magnitude is the size, then bzip2 data (ICD 2620010, 7.3.4).
 *
 * If a control word is wrong, the next bzip2 header is searched for.
 */
function findLdmRecords(bytes: Uint8Array, start: number): VolumeRecord[] {
  const view = viewOf(bytes);
  const records: VolumeRecord[] = [];
  let offset = start;
  while (offset + CONTROL_WORD_LENGTH < bytes.length) {
    const record = records.length;
    if (!isLdmRecord(bytes, offset)) {
      const next = findLdmRecord(bytes, offset + 1);
      records.push({
        bytes: bytes.subarray(offset, next),
        compressed: true,
        offset,
        error: new NexradError(
          next === bytes.length ? "LEVEL2_TRUNCATED" : "LEVEL2_CORRUPT",
          `Record ${record} does not begin as one`,
          { record, offset },
        ),
      });
      offset = next;
      continue;
    }
    const from = offset + CONTROL_WORD_LENGTH;
    const size = Math.abs(view.getInt32(offset));
    let end = from + size;
    let error: NexradError | undefined;
    if (end > bytes.length) {
      // Either the file is truncated or the control word is damaged; the next record's header decides.
      end = findLdmRecord(bytes, from + 1);
      if (end === bytes.length) {
        error = new NexradError(
          "LEVEL2_TRUNCATED",
          `Record ${record} should have ${size} bytes; the data ends after ${end - from}`,
          { record, offset },
        );
      }
    }
    records.push({
      bytes: bytes.subarray(from, end),
      compressed: true,
      offset: from,
      ...(error && { error }),
    });
    offset = end;
  }
  return records;
}

/** Where the next LDM record begins, or the end. */
function findLdmRecord(bytes: Uint8Array, from: number): number {
  const B = 0x42;
  let at = bytes.indexOf(B, from + CONTROL_WORD_LENGTH);
  while (at >= 0) {
    if (isBzip2(bytes, at)) return at - CONTROL_WORD_LENGTH;
    at = bytes.indexOf(B, at + 1);
  }
  return bytes.length;
}
