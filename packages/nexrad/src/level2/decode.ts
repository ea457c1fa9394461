import { decompressBzip2, isBzip2 } from "../bzip2/decompress.ts";
import { isCompressed } from "../compress/uncompress.ts";
import { NexradError } from "../errors.ts";
import { isGzip } from "../gzip/gunzip.ts";
import { type Selection, VolumeAssembler } from "./assemble.ts";
import { Budget } from "./budget.ts";
import { type ChunkInput, joinChunks } from "./chunks.ts";
import { hasVolumeHeader, isBareMessage, isLdmRecord, type VolumeRecord } from "./container.ts";
import { fits, type Level2Index } from "./index-table.ts";
import { type OpenVolume, openFile } from "./open.ts";
import type { MomentName, Volume } from "./volume.ts";

/**
 * Decompresses one record elsewhere, usually in a worker thread, by calling `decompressRecord` there.
 *
 * `record` is a view into the input: copy it rather than transfer its buffer. A result has been read by the time the
 * executor is called for the `RECORDS_AHEAD`th record after it: its memory may then be reused.
 */
export type RecordExecutor = (record: Uint8Array, maxBytes: number) => Promise<Uint8Array>;

/** What to decode, and within which limits. */
export interface DecodeOptions {
  /** Indices of sweeps (from 0, in file order), or the first; all if absent. Empty: metadata only. */
  readonly sweeps?: readonly number[] | "first";
  readonly moments?: readonly MomentName[];
  /** The same file's index, from `indexOf`: then only the records of the requested sweeps are read. */
  readonly index?: Level2Index;
  /** ICAO identifier, for a volume that does not name its radar. */
  readonly site?: string;
  /** The most memory allocated for decompressed data and for codes, each; 512 MiB if absent. */
  readonly maxBytes?: number;
}

/** `DecodeOptions`, plus those that only make sense asynchronously. */
export interface AsyncDecodeOptions extends DecodeOptions {
  /** Decompresses records elsewhere, several at a time; if absent, here, one by one. */
  readonly executor?: RecordExecutor;
  readonly signal?: AbortSignal;
}

/** A file, or the real-time chunks of one volume: in any order, with gaps. */
export type Level2Input = Uint8Array | readonly ChunkInput[];

const DEFAULT_MAX_BYTES = 512 * 1024 * 1024;
/** A record of 120 radials takes at most 1.7 MB, a record of model data a few; ten times that is damage. */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;
/** Records in flight in an executor: enough for its threads, without filling memory. */
export const RECORDS_AHEAD = 16;
/** Time between two yields to the event loop, milliseconds. */
const TURN = 25;

/** Whether the bytes look like Level II, a part of it, or compressed data that may contain it. */
export function isLevel2(bytes: Uint8Array): boolean {
  return (
    hasVolumeHeader(bytes) ||
    isLdmRecord(bytes, 0) ||
    isGzip(bytes) ||
    isBzip2(bytes) ||
    isCompressed(bytes) ||
    isBareMessage(bytes)
  );
}

/**
 * Decompresses one LDM record: what a `RecordExecutor` calls in its thread.
 *
 * @param into - memory for the result, which is a view of it if it fits; shared memory avoids a copy between threads.
 * @throws NexradError `BZIP2_CORRUPT`, `BZIP2_TRUNCATED`, `BZIP2_TOO_LARGE`
 */
export function decompressRecord(
  record: Uint8Array,
  maxBytes: number = MAX_RECORD_BYTES,
  into?: Uint8Array,
): Uint8Array {
  // Fresh memory costs a tenth of the work: it is allocated once, and only for the result.
  const memory = into ?? scratch;
  const bytes = decompressBzip2(record, maxBytes, memory as Uint8Array<ArrayBuffer>);
  if (into) return bytes;
  if (bytes.buffer.byteLength <= MAX_SCRATCH) scratch = new Uint8Array(bytes.buffer);
  return bytes.slice();
}

/** Memory into which records are decompressed, one after another. */
let scratch = new Uint8Array(2 * 1024 * 1024);
const MAX_SCRATCH = 8 * 1024 * 1024;

/**
 * Decodes a Level II volume: a file in any of its forms, or real-time chunks.
 *
 * Damage costs as little as possible: the volume has the sweeps that could be read, and `incomplete` says what is
 * missing.
 *
 * @throws NexradError if nothing can be read, a requested sweep does not exist, or `maxBytes` is exceeded.
 */
export async function decodeLevel2(
  input: Level2Input,
  options: AsyncDecodeOptions = {},
): Promise<Volume> {
  const { executor, signal } = options;
  signal?.throwIfAborted();
  const decoding = new Decoding(input, options);
  const { plan } = decoding;
  const pending = new Map<number, Promise<Uint8Array | undefined>>();
  let ahead = 0;
  let turnEnds = performance.now() + TURN;
  for (let i = 0; i < plan.length && !decoding.satisfied; i++) {
    signal?.throwIfAborted();
    if (executor) {
      for (; ahead < plan.length && ahead < i + RECORDS_AHEAD; ahead++) {
        pending.set(ahead, decoding.send(plan[ahead]!, executor));
      }
      const bytes = await pending.get(i);
      pending.delete(i);
      signal?.throwIfAborted();
      decoding.take(plan[i]!, bytes);
      continue;
    }
    decoding.take(plan[i]!);
    if (performance.now() > turnEnds) {
      await new Promise((resolve) => setTimeout(resolve));
      turnEnds = performance.now() + TURN;
    }
  }
  return decoding.finish();
}

/** `decodeLevel2`, synchronously in this thread. */
export function decodeLevel2Sync(input: Level2Input, options: DecodeOptions = {}): Volume {
  const decoding = new Decoding(input, options);
  for (const record of decoding.plan) {
    if (decoding.satisfied) break;
    decoding.take(record);
  }
  return decoding.finish();
}

/** One decode in progress: which records, in which order, into which volume. */
class Decoding {
  /** Positions of the records to read. */
  readonly plan: readonly number[];
  readonly #volume: OpenVolume;
  readonly #selection: Selection & { readonly lenient: boolean };
  readonly #decompressed: Budget;
  readonly #assembler: VolumeAssembler;
  #previous = -1;
  /** Memory for decompressing records one after another: the needed parts of each are copied. */
  #buffer = new Uint8Array();

  constructor(input: Level2Input, options: DecodeOptions) {
    const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
    this.#decompressed = new Budget(maxBytes);
    this.#volume =
      input instanceof Uint8Array
        ? openFile(input, maxBytes)
        : joinChunks(input, maxBytes, (record) => this.#decompress(record).slice());
    const { records, source } = this.#volume;
    const { index } = options;
    const known = index && source && fits(index, source.bytes, records.length) ? index : undefined;
    this.#selection = select(options, known);
    this.#assembler = new VolumeAssembler(this.#selection, new Budget(maxBytes));
    for (const error of this.#volume.errors) this.#assembler.report(error);
    this.plan = known ? planned(this.#selection, records.length) : records.map((_, i) => i);
  }

  get satisfied(): boolean {
    return this.#selection.known === undefined && this.#assembler.satisfied;
  }

  /** Has a record decompressed elsewhere; undefined if that fails, so that it is done here and fails properly. */
  async send(position: number, executor: RecordExecutor): Promise<Uint8Array | undefined> {
    const record = this.#volume.records[position]!;
    if (!record.compressed || record.error) return undefined;
    try {
      return await executor(record.bytes, Math.min(MAX_RECORD_BYTES, this.#decompressed.maxBytes));
    } catch {
      return undefined;
    }
  }

  /** Reads the record at a position, decompressing it if necessary. */
  take(position: number, decompressed?: Uint8Array): void {
    const record = this.#volume.records[position]!;
    if (position !== this.#previous + 1) this.#assembler.break();
    this.#previous = position;
    if (decompressed) this.#decompressed.take(decompressed.length);
    try {
      this.#assembler.take(position, decompressed ?? this.#decompress(record));
    } catch (error) {
      this.#assembler.report(error, position);
    }
  }

  finish(): Volume {
    const { header, source, records } = this.#volume;
    const whole = this.#selection.sweeps === undefined;
    const volume = this.#assembler.finish(header, whole);
    this.#requireSweeps(volume);
    return source ? { ...volume, source: { ...source, records: records.length } } : volume;
  }

  #decompress(record: VolumeRecord): Uint8Array {
    if (record.error) throw record.error;
    if (!record.compressed) return record.bytes;
    const { left, maxBytes } = this.#decompressed;
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = decompressBzip2(record.bytes, Math.min(MAX_RECORD_BYTES, left), this.#buffer);
    } catch (error) {
      const full =
        error instanceof NexradError && error.code === "BZIP2_TOO_LARGE" && left < MAX_RECORD_BYTES;
      if (full) this.#decompressed.take(maxBytes + 1);
      throw error;
    }
    this.#decompressed.take(bytes.length);
    this.#buffer = new Uint8Array(bytes.buffer);
    return bytes;
  }

  #requireSweeps(volume: Volume): void {
    const { sweeps } = this.#selection;
    if (!sweeps || this.#selection.lenient) return;
    const there = new Set(volume.sweeps.map((sweep) => sweep.index));
    for (const index of sweeps) {
      if (there.has(index)) continue;
      throw new NexradError(
        "LEVEL2_NO_SUCH_SWEEP",
        `The volume has no sweep ${index}`,
        {},
        { cause: volume.incomplete?.[0] },
      );
    }
  }
}

function select(
  options: DecodeOptions,
  known: Level2Index | undefined,
): Selection & { lenient: boolean } {
  const { sweeps, moments, site } = options;
  return {
    lenient: sweeps === "first",
    ...(sweeps && { sweeps: new Set(sweeps === "first" ? [0] : sweeps) }),
    ...(moments && { moments: new Set(moments) }),
    ...(known && { known: known.sweeps }),
    ...(site !== undefined && { site }),
  };
}

/** The first record, which has the metadata, and those of the requested sweeps. */
function planned(selection: Selection, records: number): number[] {
  const positions = new Set(records > 0 ? [0] : []);
  for (const { index, first, last } of selection.known ?? []) {
    if (selection.sweeps && !selection.sweeps.has(index)) continue;
    for (let i = Math.max(0, first); i <= last && i < records; i++) positions.add(i);
  }
  return [...positions].sort((a, b) => a - b);
}
