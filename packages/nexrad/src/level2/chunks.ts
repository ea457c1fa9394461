import { NexradError } from "../errors.ts";
import type { VolumeHeader, VolumeRecord } from "./container.ts";
import { readMessages } from "./messages.ts";
import { type OpenVolume, openFile } from "./open.ts";
import type { RadialHeader } from "./radial.ts";
import { RADIAL_FORMATS } from "./radial-formats.ts";

/** A real-time chunk: its bytes, and its name (`20210729-123848-017-I`) if known, which gives its position. */
export type ChunkInput = Uint8Array | { readonly name: string; readonly bytes: Uint8Array };

interface Chunk extends OpenVolume {
  /** Position among the chunks as given. */
  readonly position: number;
  readonly number?: number;
}

/** `…-017-I`: the number of the chunk in its volume, and Start, Intermediate or End. */
const CHUNK_NAME = /-(\d{3,})-[SIE]$/;

/**
 * Puts the chunks of one volume in order: by their numbers if all have one, else by their first radials, which
 * requires decompressing them. Duplicate chunks count once.
 *
 * @throws NexradError `LEVEL2_EMPTY`, `LEVEL2_MIXED_CHUNKS`, or the error if no chunk can be opened
 */
export function joinChunks(
  input: readonly ChunkInput[],
  maxBytes: number,
  decompress: (record: VolumeRecord) => Uint8Array,
): OpenVolume {
  const errors: NexradError[] = [];
  const chunks: Chunk[] = [];
  input.forEach((chunk, position) => {
    try {
      chunks.push(openChunk(chunk, position, maxBytes));
    } catch (error) {
      errors.push(inChunk(error, position));
    }
  });
  if (chunks.length === 0) {
    throw errors[0] ?? new NexradError("LEVEL2_EMPTY", "There are no chunks to decode");
  }
  const header = commonHeader(chunks);
  for (const chunk of chunks)
    errors.push(...chunk.errors.map((error) => inChunk(error, chunk.position)));
  const numbered = chunks.every((chunk) => chunk.number !== undefined);
  const records = numbered ? orderByNumber(chunks) : orderByRadial(chunks, decompress, errors);
  const bytes = chunks.reduce((sum, chunk) => sum + (chunk.source?.bytes ?? 0), 0);
  return {
    ...(header && { header }),
    records,
    ...(numbered && { source: { bytes, wrapper: "none" } }),
    errors,
  };
}

function openChunk(chunk: ChunkInput, position: number, maxBytes: number): Chunk {
  if (chunk instanceof Uint8Array) return { ...openFile(chunk, maxBytes), position };
  const number = CHUNK_NAME.exec(chunk.name)?.[1];
  return {
    ...openFile(chunk.bytes, maxBytes),
    position,
    ...(number !== undefined && { number: Number(number) }),
  };
}

/** The volume header of those chunks that have one; two different ones mean two volumes. */
function commonHeader(chunks: readonly Chunk[]): VolumeHeader | undefined {
  let common: VolumeHeader | undefined;
  for (const { header, position } of chunks) {
    if (!header) continue;
    if (common && (common.time !== header.time || common.site !== header.site)) {
      throw new NexradError("LEVEL2_MIXED_CHUNKS", "The chunks are of more than one volume", {
        chunk: position,
      });
    }
    common ??= header;
  }
  return common;
}

function orderByNumber(chunks: readonly Chunk[]): VolumeRecord[] {
  const byNumber = new Map<number, Chunk>();
  for (const chunk of chunks) if (!byNumber.has(chunk.number!)) byNumber.set(chunk.number!, chunk);
  return [...byNumber.values()]
    .sort((a, b) => a.number! - b.number!)
    .flatMap((chunk) => chunk.records);
}

interface Placed {
  readonly records: readonly VolumeRecord[];
  readonly first?: RadialHeader;
}

function orderByRadial(
  chunks: readonly Chunk[],
  decompress: (record: VolumeRecord) => Uint8Array,
  errors: NexradError[],
): VolumeRecord[] {
  const placed: Placed[] = chunks.map((chunk) => {
    const records: VolumeRecord[] = [];
    let first: RadialHeader | undefined;
    for (const record of chunk.records) {
      try {
        const bytes = decompress(record);
        records.push({ ...record, bytes, compressed: false });
        first ??= firstRadial(bytes);
      } catch (error) {
        errors.push(inChunk(error, chunk.position));
      }
    }
    return { records, ...(first && { first }) };
  });
  const seen = new Set<string>();
  return placed
    .filter(({ first }) => {
      if (!first) return true;
      const key = `${first.time} ${first.elevationNumber} ${first.azimuthNumber}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => compare(a.first, b.first))
    .flatMap(({ records }) => records);
}

/** Metadata, which has no radials, comes first. */
function compare(a: RadialHeader | undefined, b: RadialHeader | undefined): number {
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined);
  return (
    a.time - b.time || a.elevationNumber - b.elevationNumber || a.azimuthNumber - b.azimuthNumber
  );
}

function firstRadial(bytes: Uint8Array): RadialHeader | undefined {
  for (const message of readMessages(bytes)) {
    const format = RADIAL_FORMATS.get(message.type);
    if (format) return format.header(message);
  }
  return undefined;
}

function inChunk(error: unknown, chunk: number): NexradError {
  if (!(error instanceof NexradError) || error.code === "LEVEL2_TOO_LARGE") throw error;
  return new NexradError(
    error.code,
    `${error.message} (chunk ${chunk})`,
    { ...error.where, chunk },
    { cause: error },
  );
}
