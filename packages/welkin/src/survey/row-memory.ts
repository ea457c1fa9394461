import type { ObservationLine, ObservationRow } from "./catalog.ts";
import { parseField, SkyPolygon } from "./footprints/index.ts";

/** An observation, of which no more is read than is looked at. */
export interface HeldRow {
  readonly row: ObservationRow;
  readonly field: SkyPolygon;
}

/** Ids of one chunk. */
export const CHUNK = 4096;

/** Rows of one chunk, by the place of their id in it. */
interface Chunk {
  /** The last id that it knows of. */
  readonly upTo: number;
  /** A line of JSON for each row, end to end; it is empty where there is no such row. */
  readonly lines: Buffer;
  readonly lineEnds: Uint32Array;
  /** Corners of the fields, ra and dec in turn, end to end. */
  readonly corners: Float64Array;
  readonly cornerEnds: Uint32Array;
}

/** Observations in little memory: to ask the database for them costs twenty times as much as to read them here. */
export class RowMemory {
  readonly limit: number;
  readonly #chunks = new Map<number, Chunk>();
  #bytes = 0;

  /** @param limit Bytes, about. */
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

  /** The last id that a chunk knows of: all rows of it up to there are here. */
  reaches(chunk: number): number {
    return this.#chunks.get(chunk)?.upTo ?? -1;
  }

  get(id: number): HeldRow | undefined {
    const chunk = this.#chunks.get(Math.floor(id / CHUNK));
    if (chunk === undefined) return undefined;
    const at = id % CHUNK;
    return chunk.lineEnds[at]! > beginOf(chunk.lineEnds, at)
      ? new RowInMemory(chunk, id)
      : undefined;
  }

  /** Keeps all rows of a chunk up to an id, in place of those that it had. */
  keep(number: number, upTo: number, rows: readonly ObservationLine[]): void {
    const chunk = chunkOf(number, upTo, rows);
    this.#bytes += sizeOf(chunk) - sizeOf(this.#chunks.get(number));
    this.#chunks.set(number, chunk);
  }
}

const beginOf = (ends: Uint32Array, at: number) => (at === 0 ? 0 : ends[at - 1]!);

function sizeOf(chunk: Chunk | undefined): number {
  if (chunk === undefined) return 0;
  return chunk.lines.length + chunk.corners.byteLength + 2 * chunk.lineEnds.byteLength;
}

function chunkOf(number: number, upTo: number, rows: readonly ObservationLine[]): Chunk {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const lines: string[] = [];
  const corners: number[] = [];
  const lineEnds = new Uint32Array(CHUNK);
  const cornerEnds = new Uint32Array(CHUNK);
  for (let at = 0, end = 0; at < CHUNK; at++) {
    const row = byId.get(number * CHUNK + at);
    if (row !== undefined) {
      // As numbers too: most fields are looked at without being told, and numbers take long to write.
      for (const [ra, dec] of parseField(row.fov)) corners.push(ra, dec);
      lines.push(row.line);
      end += Buffer.byteLength(row.line);
    }
    lineEnds[at] = end;
    cornerEnds[at] = corners.length;
  }
  const bytes = Buffer.from(lines.join(""));
  return { upTo, lines: bytes, lineEnds, corners: Float64Array.from(corners), cornerEnds };
}

class RowInMemory implements HeldRow {
  readonly #chunk: Chunk;
  readonly #id: number;
  #row: ObservationRow | undefined;

  constructor(chunk: Chunk, id: number) {
    this.#chunk = chunk;
    this.#id = id;
  }

  get field(): SkyPolygon {
    return new SkyPolygon(this.#corners());
  }

  get row(): ObservationRow {
    this.#row ??= this.#read();
    return this.#row;
  }

  #read(): ObservationRow {
    const { lines, lineEnds } = this.#chunk;
    const at = this.#id % CHUNK;
    const line = lines.toString("utf8", beginOf(lineEnds, at), lineEnds[at]);
    // In the order of `observationColumns`; by name, since that is what makes it quick.
    const values = JSON.parse(line) as never[];
    return {
      id: values[0]!,
      revision: values[1]!,
      source: values[2]!,
      product_id: values[3]!,
      observatory: values[4]!,
      mjd_start: values[5]!,
      mjd_stop: values[6]!,
      fov: values[7]!,
      filter: values[8]!,
      exposure: values[9]!,
      seeing: values[10]!,
      airmass: values[11]!,
      maglimit: values[12]!,
      fields: values[13]!,
    };
  }

  #corners(): [number, number][] {
    const { corners, cornerEnds } = this.#chunk;
    const at = this.#id % CHUNK;
    const found: [number, number][] = [];
    for (let i = beginOf(cornerEnds, at); i < cornerEnds[at]!; i += 2) {
      found.push([corners[i]!, corners[i + 1]!]);
    }
    return found;
  }
}

/** A row that was fetched. */
export class FetchedRow implements HeldRow {
  readonly row: ObservationRow;

  constructor(row: ObservationRow) {
    this.row = row;
  }

  get field(): SkyPolygon {
    return new SkyPolygon(parseField(this.row.fov));
  }
}
