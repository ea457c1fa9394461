import { crc32 } from "node:zlib";
import { FootprintError } from "./errors.ts";
import { FootprintIndex } from "./footprint-index.ts";
import { SEGMENT_ROWS, type Segment, segmentBytes, segmentOn } from "./segment.ts";

/**
 * An index as bytes, little-endian: the name of the format, the length of the head, its CRC-32; the head, JSON with the
 * size of each segment, its CRC-32 and the caller's own note; then the segments' memory. Truncation or any altered byte
 * is detected.
 */
const MAGIC = 0x32495057; // "WPI2"
const HEAD_LIMIT = 16 * 1024 ** 2;

interface Head<Note> {
  readonly note: Note;
  readonly segments: readonly { rows: number; blocks: number; crc: number }[];
}

/** The bytes of an index, in parts: the head, then each segment as it lies in memory. */
export function* snapshotParts<Note>(index: FootprintIndex, note: Note): Generator<Uint8Array> {
  const head: Head<Note> = {
    note,
    segments: index.segments.map(({ rows, blocks, memory }) => ({
      rows,
      blocks,
      crc: crc32(new Uint8Array(memory)),
    })),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const begin = new Uint8Array(12 + text.length);
  const view = new DataView(begin.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.length, true);
  view.setUint32(8, crc32(text), true);
  begin.set(text, 12);
  yield begin;
  for (const { memory } of index.segments) yield new Uint8Array(memory);
}

/**
 * The index that was written, with its note.
 *
 * @throws FootprintError INDEX_DAMAGED
 */
export function readSnapshot<Note>(bytes: Uint8Array): { index: FootprintIndex; note: Note } {
  const { note, segments, end } = readHead<Note>(bytes);
  const read: Segment[] = [];
  let offset = end;
  for (const { rows, blocks, crc } of segments) {
    const length = segmentBytes(rows, blocks);
    if (offset + length > bytes.length) throw damaged("it ends too early");
    const part = bytes.subarray(offset, offset + length);
    if (crc32(part) !== crc) throw damaged("its checksum is wrong");
    const memory = new SharedArrayBuffer(length);
    new Uint8Array(memory).set(part);
    read.push(segmentOn(memory, rows, blocks));
    offset += length;
  }
  if (offset !== bytes.length) throw damaged("it goes on after its end");
  return { index: new FootprintIndex(read), note };
}

function readHead<Note>(bytes: Uint8Array): Head<Note> & { end: number } {
  if (bytes.length < 12) throw damaged("it ends too early");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw damaged("it does not begin as one does");
  const length = view.getUint32(4, true);
  if (length > HEAD_LIMIT || 12 + length > bytes.length) throw damaged("it ends too early");
  const text = bytes.subarray(12, 12 + length);
  if (crc32(text) !== view.getUint32(8, true)) throw damaged("its checksum is wrong");
  const head = JSON.parse(new TextDecoder().decode(text)) as Head<Note>;
  const sizes = (n: unknown) =>
    Number.isSafeInteger(n) && (n as number) >= 0 && (n as number) <= SEGMENT_ROWS;
  if (!head.segments.every(({ rows, blocks }) => sizes(rows) && sizes(blocks))) {
    throw damaged("its sizes make no sense");
  }
  return { ...head, end: 12 + length };
}

function damaged(reason: string): FootprintError {
  return new FootprintError("INDEX_DAMAGED", `The index's snapshot is damaged: ${reason}.`);
}
