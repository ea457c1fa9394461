import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "../../engines/pool/index.ts";
import { codeOf } from "../../errors.ts";
import type { SurveyCatalog } from "../catalog.ts";
import {
  type ImportRejection,
  type Preparation,
  type Prepared,
  Preparer,
  REJECTIONS_TOLD,
} from "./prepare.ts";
import type { FileRecord } from "./record.ts";
import { type RowText, rowRecords, Table } from "./table.ts";
import { prepareTask } from "./tasks.ts";

export type { ImportRejection } from "./prepare.ts";

/** The outcome of a file's rows. */
export interface ImportReport {
  /** The source that was given for them; null if each row gave its own. */
  readonly source: string | null;
  readonly read: number;
  readonly added: number;
  /** Already held: with the same source and product. */
  readonly held: number;
  readonly rejected: number;
  /** How many were added to each source. */
  readonly sources: Readonly<Record<string, number>>;
  /** The reasons, for the first of them. */
  readonly rejections: readonly ImportRejection[];
}

export interface ImportOptions {
  /** The observatory code for rows that neither name one nor have one in their LID. */
  readonly observatory?: string;
  /** Called with the number of rows processed so far. */
  readonly progress?: (read: number) => void;
  /** Ends the import after the rows that the database is currently adding. */
  readonly signal?: AbortSignal;
}

/** Rows added in one transaction, if they arrive one by one. */
const BATCH = 10_000;
/** Pieces that threads are working on, or have finished, while the database adds another. */
const AHEAD = 2;
/** Milliseconds until a busy pool is tried again. */
const BUSY_PAUSE = 100;

/**
 * Adds the rows of a file, a batch at a time, each with its part of the statistics in one transaction. Rows already
 * held are skipped, so an interrupted import continues when it is started again.
 *
 * A table's rows are read, checked and packed in pool threads, if there is a pool, while the database adds those before
 * them.
 */
export async function importObservations(
  { catalog, pool }: { readonly catalog: SurveyCatalog; readonly pool: Pool | undefined },
  preparation: Preparation,
  records: AsyncIterable<FileRecord>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const run = new ImportRun(catalog, pool, preparation, options);
  try {
    for await (const rows of records instanceof Table ? records.rows() : records) {
      const full = run.take(rows);
      if (full !== undefined) await full;
    }
  } finally {
    // If the file breaks off, the rows read so far are kept.
    await run.end();
  }
  return run.report;
}

class ImportRun {
  readonly report;
  readonly #catalog: SurveyCatalog;
  readonly #pool: Pool | undefined;
  readonly #options: ImportOptions;
  readonly #preparation: string;
  readonly #nightOffsets: ReadonlyMap<string, number>;
  /** For rows that arrive one by one. */
  readonly #preparer: Preparer;
  /** Rows not yet written, in the order of the file. */
  readonly #prepared: Promise<Prepared>[] = [];
  /** The database works on one batch while the next is read. */
  #writing: Promise<void> = Promise.resolve();

  constructor(
    catalog: SurveyCatalog,
    pool: Pool | undefined,
    preparation: Preparation,
    options: ImportOptions,
  ) {
    this.#catalog = catalog;
    this.#pool = pool;
    this.#options = options;
    this.#preparation = JSON.stringify(preparation);
    this.#preparer = new Preparer(preparation);
    this.#nightOffsets = new Map(
      preparation.sources.map(({ name, nightOffset }) => [name, nightOffset]),
    );
    const counts = { read: 0, added: 0, held: 0, rejected: 0 };
    const sources: Record<string, number> = {};
    const rejections: ImportRejection[] = [];
    this.report = { source: preparation.source ?? null, ...counts, sources, rejections };
  }

  /** Takes rows; returns what to wait for once there are enough of them. */
  take(rows: FileRecord | RowText): Promise<void> | undefined {
    if (!("values" in rows)) return this.#takeText(rows);
    this.#preparer.take(rows);
    return this.#preparer.read < BATCH ? undefined : this.#flush();
  }

  async end(): Promise<void> {
    try {
      await this.#flush();
      while (this.#prepared.length > 0) await this.#writeNext();
    } finally {
      await this.#writing;
    }
  }

  async #takeText(rows: RowText): Promise<void> {
    if (this.#pool === undefined) {
      for (const record of rowRecords(rows)) {
        const full = this.take(record);
        if (full !== undefined) await full;
      }
      return;
    }
    await this.#flush();
    await this.#queue(this.#prepareIn(this.#pool, rows), AHEAD);
  }

  async #prepareIn(pool: Pool, rows: RowText): Promise<Prepared> {
    const input = { rows, preparation: this.#preparation };
    for (;;) {
      try {
        return await pool.run(prepareTask, input);
      } catch (error) {
        if (codeOf(error) !== "POOL_BUSY") throw error;
      }
      await sleep(BUSY_PAUSE, undefined, { signal: this.#options.signal });
    }
  }

  /** Writes the rows that arrived one by one. */
  async #flush(): Promise<void> {
    if (this.#preparer.read === 0) return;
    await this.#queue(Promise.resolve(this.#preparer.prepared()), 0);
  }

  async #queue(prepared: Promise<Prepared>, ahead: number): Promise<void> {
    // Awaited in its turn; until then a failure must not count as unhandled.
    prepared.catch(() => {});
    this.#prepared.push(prepared);
    while (this.#prepared.length > ahead) await this.#writeNext();
  }

  async #writeNext(): Promise<void> {
    const prepared = await this.#prepared.shift()!;
    await this.#writing;
    this.#options.signal?.throwIfAborted();
    this.#writing = this.#write(prepared);
    this.#writing.catch(() => {});
  }

  async #write({ read, rejected, rejections, batches }: Prepared): Promise<void> {
    const { report } = this;
    for (const { source, observations } of batches) {
      const nightOffset = this.#nightOffsets.get(source)!;
      const added = await this.#catalog.add(source, nightOffset, observations);
      report.added += added;
      report.held += observations.starts.length - added;
      report.sources[source] = (report.sources[source] ?? 0) + added;
    }
    report.read += read;
    report.rejected += rejected;
    report.rejections.push(...rejections.slice(0, REJECTIONS_TOLD - report.rejections.length));
    this.#options.progress?.(report.read);
  }
}
