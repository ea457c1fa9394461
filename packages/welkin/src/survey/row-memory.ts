import type { ObservationLine, ObservationRow } from "./catalog.ts";
import { cornerVectors, parseField, SkyPolygon } from "./footprints/index.ts";
import { type RowText, rowOf, textOf } from "./row-text.ts";

/** An observation, of which only what is needed is read. */
export interface HeldRow {
  readonly id: number;
  readonly source: string;
  /** Beginning and end of the exposure, MJD UTC. */
  readonly start: number;
  readonly stop: number;
  readonly row: ObservationRow;
  readonly text: RowText;
  readonly field: SkyPolygon;
}

/** Ids of one chunk. */
export const CHUNK = 4096;

/** Rows of one chunk, by the position of their id in it. */
interface Chunk {
  /** The last id that it knows of. */
  readonly upTo: number;
  /** The text of each row as sent to clients, end to end; empty if there is no such row. */
  readonly texts: Buffer;
  readonly textEnds: Uint32Array;
  /** Corners of the fields as unit vectors: x, y, z, end to end. */
  readonly corners: Float64Array;
  readonly cornerEnds: Uint32Array;
  /** Beginning and end of the exposures, alternating. */
  readonly times: Float64Array;
  readonly revisions: Uint32Array;
  /** Positions in the list of names. */
  readonly sources: Uint16Array;
  readonly names: readonly string[];
}

/** Observations in compact form: reading them from the database costs twenty times as much as reading them here. */
export class RowMemory {
  readonly limit: number;
  readonly #chunks = new Map<number, Chunk>();
  #bytes = 0;

  /** @param limit Approximate size, bytes. */
  constructor(limit: number) {
    this.limit = limit;
  }

  get isFull(): boolean {
    return this.#bytes >= this.limit;
  }

  clear(): void {
    this.#chunks.clear();
    this.#bytes = 0;
  }

  /** The last id that a chunk knows of: all of its rows up to that id are here. */
  reaches(chunk: number): number {
    return this.#chunks.get(chunk)?.upTo ?? -1;
  }

  get(id: number): HeldRow | undefined {
    const chunk = this.#chunks.get(Math.floor(id / CHUNK));
    if (chunk === undefined) return undefined;
    const at = id % CHUNK;
    return chunk.textEnds[at]! > beginOf(chunk.textEnds, at)
      ? new RowInMemory(chunk, id)
      : undefined;
  }

  /** Stores all rows of a chunk up to an id, replacing those that it had. */
  keep(number: number, upTo: number, rows: readonly ObservationLine[]): void {
    const chunk = chunkOf(number, upTo, rows);
    this.#bytes += sizeOf(chunk) - sizeOf(this.#chunks.get(number));
    this.#chunks.set(number, chunk);
  }
}

const beginOf = (ends: Uint32Array, at: number) => (at === 0 ? 0 : ends[at - 1]!);

function sizeOf(chunk: Chunk | undefined): number {
  if (chunk === undefined) return 0;
  const { texts, textEnds, corners, cornerEnds, times, revisions, sources } = chunk;
  return [texts, textEnds, corners, cornerEnds, times, revisions, sources].reduce(
    (bytes, column) => bytes + column.byteLength,
    0,
  );
}

function chunkOf(number: number, upTo: number, rows: readonly ObservationLine[]): Chunk {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const names = new Map<string, number>();
  const texts: string[] = [];
  const corners: number[] = [];
  const textEnds = new Uint32Array(CHUNK);
  const cornerEnds = new Uint32Array(CHUNK);
  const times = new Float64Array(2 * CHUNK);
  const revisions = new Uint32Array(CHUNK);
  const sources = new Uint16Array(CHUNK);
  for (let at = 0, end = 0; at < CHUNK; at++) {
    const row = byId.get(number * CHUNK + at);
    if (row !== undefined) {
      // Also as vectors: most fields are tested without being sent.
      for (const corner of cornerVectors(parseField(row.fov))) corners.push(...corner);
      texts.push(row.text);
      end += Buffer.byteLength(row.text);
      times.set([row.start, row.stop], 2 * at);
      revisions[at] = row.revision;
      if (!names.has(row.source)) names.set(row.source, names.size);
      sources[at] = names.get(row.source)!;
    }
    textEnds[at] = end;
    cornerEnds[at] = corners.length;
  }
  return {
    ...{ upTo, textEnds, cornerEnds, times, revisions, sources },
    texts: Buffer.from(texts.join("")),
    corners: Float64Array.from(corners),
    names: [...names.keys()],
  };
}

class RowInMemory implements HeldRow {
  readonly id: number;
  readonly #chunk: Chunk;
  /** Position of the row in its chunk. */
  readonly #at: number;

  constructor(chunk: Chunk, id: number) {
    this.id = id;
    this.#chunk = chunk;
    this.#at = id % CHUNK;
  }

  get source(): string {
    return this.#chunk.names[this.#chunk.sources[this.#at]!]!;
  }

  get start(): number {
    return this.#chunk.times[2 * this.#at]!;
  }

  get stop(): number {
    return this.#chunk.times[2 * this.#at + 1]!;
  }

  get text(): RowText {
    const { texts, textEnds } = this.#chunk;
    return texts.toString("utf8", beginOf(textEnds, this.#at), textEnds[this.#at]);
  }

  get row(): ObservationRow {
    return rowOf(this.text, this.source, this.#chunk.revisions[this.#at]!);
  }

  get field(): SkyPolygon {
    const { corners: vectors, cornerEnds } = this.#chunk;
    const begin = beginOf(cornerEnds, this.#at);
    return new SkyPolygon({ vectors, begin, end: cornerEnds[this.#at]! });
  }
}

/** A row that was fetched. */
export class FetchedRow implements HeldRow {
  readonly row: ObservationRow;

  constructor(row: ObservationRow) {
    this.row = row;
  }

  get id(): number {
    return this.row.id;
  }

  get source(): string {
    return this.row.source;
  }

  get start(): number {
    return this.row.mjd_start;
  }

  get stop(): number {
    return this.row.mjd_stop;
  }

  get text(): RowText {
    return textOf(this.row);
  }

  get field(): SkyPolygon {
    return new SkyPolygon(parseField(this.row.fov));
  }
}
