import { compressBzip2 } from "../bzip2/compress.ts";
import type { WritableSweep, WritableVolume } from "./writable.ts";
import { modifiedJulian } from "./write-message.ts";
import { writeMetadata } from "./write-metadata.ts";
import { RadialWriter } from "./write-radial.ts";

export interface WriteOptions {
  /**
   * `bzip2` (the default): LDM records, as the network sends them. `none`: messages straight after the volume header,
   * as in the archive's volumes from before LDM.
   */
  readonly compression?: "bzip2" | "none";
  /** Number of the volume, 1–999, as in the header and the names of chunks. Default 1. */
  readonly volumeNumber?: number;
}

/** One piece of a volume as sent while the antenna is still turning. */
export interface WrittenChunk {
  /** `YYYYMMDD-HHMMSS-NNN-S`: the volume's time, the chunk's number from 1, and start, intermediate or end. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Radials of one LDM record (ICD 2620010 §7.3.4). */
const RADIALS_PER_RECORD = 120;

/**
 * Writes a volume as Archive II bytes: header `AR2V0006`, the metadata record (status and coverage pattern, and empty
 * frames for the rest), then message 31 radials, 120 to a record. `decodeLevel2` reads back equal codes.
 *
 * ICD 2620010 §7.3 (records), ICD 2620002 tables II, IV, XI and XVII (messages).
 *
 * @throws RangeError if the volume does not fit the format: a site that is not four letters, mismatched arrays,
 *   numbers too large for their field
 */
export function writeLevel2(
  volume: WritableVolume,
  options: WriteOptions = {},
): Uint8Array<ArrayBuffer> {
  const parts = [volumeHeader(volume, options.volumeNumber ?? 1)];
  for (const { messages, isLast } of recordsOf(volume)) {
    parts.push(options.compression === "none" ? messages : ldmRecord(messages, isLast));
  }
  return concatenate(parts);
}

/**
 * Writes a volume as the chunks of the real-time feed: the first holds the volume header and the metadata, each
 * further one a record of radials.
 *
 * @throws RangeError as `writeLevel2`
 */
export function writeChunks(
  volume: WritableVolume,
  options: Pick<WriteOptions, "volumeNumber"> = {},
): WrittenChunk[] {
  const [date, time] = volume.time.toISOString().replace(/[-:]/g, "").slice(0, 15).split("T");
  const header = volumeHeader(volume, options.volumeNumber ?? 1);
  const chunks: WrittenChunk[] = [];
  for (const { messages, isLast } of recordsOf(volume)) {
    const isFirst = chunks.length === 0;
    const number = String(chunks.length + 1).padStart(3, "0");
    const record = ldmRecord(messages, isLast);
    chunks.push({
      name: `${date}-${time}-${number}-${isFirst ? "S" : isLast ? "E" : "I"}`,
      bytes: isFirst ? concatenate([header, record]) : record,
    });
  }
  return chunks;
}

interface UncompressedRecord {
  readonly messages: Uint8Array<ArrayBuffer>;
  readonly isLast: boolean;
}

/** The metadata, then the radials; no record spans two sweeps. Records are made one at a time because they are large. */
function* recordsOf(volume: WritableVolume): Generator<UncompressedRecord> {
  const writer = new RadialWriter(volume);
  const spans = volume.sweeps.flatMap(({ azimuths }, sweep) =>
    Array.from({ length: Math.ceil(azimuths.length / RADIALS_PER_RECORD) }, (_, i) => ({
      sweep,
      first: i * RADIALS_PER_RECORD,
      end: Math.min((i + 1) * RADIALS_PER_RECORD, azimuths.length),
    })),
  );
  yield { messages: writeMetadata(volume), isLast: spans.length === 0 };
  for (const span of spans) {
    const messages = writer.record(span.sweep, span.first, span.end);
    yield { messages, isLast: span === spans.at(-1) };
  }
}

/** ICD 2620010 figure 1. */
function volumeHeader(volume: WritableVolume, volumeNumber: number): Uint8Array<ArrayBuffer> {
  checkVolume(volume);
  if (!Number.isInteger(volumeNumber) || volumeNumber < 1 || volumeNumber > 999) {
    throw new RangeError(`A volume number is a whole number from 1 to 999, not ${volumeNumber}`);
  }
  const bytes = new Uint8Array(24);
  const view = new DataView(bytes.buffer);
  const ascii = new TextEncoder();
  bytes.set(ascii.encode(`AR2V0006.${String(volumeNumber).padStart(3, "0")}`));
  const { day, milliseconds } = modifiedJulian(volume.time.getTime());
  view.setInt32(12, day);
  view.setInt32(16, milliseconds);
  bytes.set(ascii.encode(volume.site), 20);
  return bytes;
}

/** A control word, whose sign marks the last record, and the compressed messages. */
function ldmRecord(messages: Uint8Array, isLast: boolean): Uint8Array<ArrayBuffer> {
  const compressed = compressBzip2(messages);
  const bytes = new Uint8Array(4 + compressed.length);
  new DataView(bytes.buffer).setInt32(0, isLast ? -compressed.length : compressed.length);
  bytes.set(compressed, 4);
  return bytes;
}

function checkVolume(volume: WritableVolume): void {
  if (!/^[A-Z0-9]{4}$/.test(volume.site)) {
    throw new RangeError(`A site is four capital letters or digits, not "${volume.site}"`);
  }
  if (volume.sweeps.length > 255) throw new RangeError("A volume has at most 255 sweeps");
  volume.sweeps.forEach(checkSweep);
}

function checkSweep(sweep: WritableSweep, index: number): void {
  const radials = sweep.azimuths.length;
  if (sweep.elevations.length !== radials || sweep.times.length !== radials) {
    throw new RangeError(`Sweep ${index}: as many elevations and times as azimuths are needed`);
  }
  for (const moment of sweep.moments.values()) {
    if (moment.codes.length !== radials * moment.gates) {
      throw new RangeError(
        `Sweep ${index}, ${moment.name}: ${radials} × ${moment.gates} codes are needed, not ${moment.codes.length}`,
      );
    }
    if (moment.codes.BYTES_PER_ELEMENT * 8 !== moment.wordBits) {
      throw new RangeError(
        `Sweep ${index}, ${moment.name}: codes are not of ${moment.wordBits} bits`,
      );
    }
    if (moment.gatesPerRadial !== undefined && moment.gatesPerRadial.length !== radials) {
      throw new RangeError(`Sweep ${index}, ${moment.name}: one count of gates a radial is needed`);
    }
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
