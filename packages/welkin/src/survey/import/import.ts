import type { NewObservation, SurveyCatalog } from "../catalog.ts";
import type { Source } from "../sources/registry.ts";
import { observationOf, Rejection, type RejectionCode } from "./observation.ts";
import type { FileRecord } from "./records.ts";

/** What became of a file's rows. */
export interface ImportReport {
  /** The source that they were said to be of; null where each row said so itself. */
  readonly source: string | null;
  readonly read: number;
  readonly added: number;
  /** Held already: of the same source and product. */
  readonly held: number;
  readonly rejected: number;
  /** How many were added to each source. */
  readonly sources: Readonly<Record<string, number>>;
  /** Why, the first of them. */
  readonly rejections: readonly ImportRejection[];
}

export interface ImportRejection {
  readonly line: number;
  /** Which file, where each is a row. */
  readonly file?: string;
  readonly code: RejectionCode;
  readonly message: string;
}

export interface ImportOptions {
  /** The code of the observatory of rows that name none, nor have it in their LID. */
  readonly observatory?: string;
  /** Is told how many rows have been read so far. */
  readonly progress?: (read: number) => void;
  /** Ends the import after the rows that were read. */
  readonly signal?: AbortSignal;
}

/** Finds the source that a product is of, by its LID. */
export type SourceOfLid = (lid: string) => Source | undefined;

/** Rows added in one transaction. */
const BATCH = 10_000;
const REJECTIONS_TOLD = 100;

/**
 * Adds the rows of a file to a source, a batch at a time, each with its part of the statistics in one transaction. What
 * is held is passed over, so an import that was stopped goes on when it is begun again.
 *
 * @param source Undefined where rows are products whose LIDs tell.
 */
export async function importObservations(
  catalog: SurveyCatalog,
  source: Source | undefined,
  ofLid: SourceOfLid,
  records: AsyncIterable<FileRecord>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const run = new ImportRun(catalog, source, ofLid, options);
  try {
    for await (const record of records) {
      const full = run.take(record);
      if (full === undefined) continue;
      await run.flush(full);
      options.signal?.throwIfAborted();
    }
  } finally {
    // Where the file breaks off, what was read of it is kept.
    await run.end();
  }
  return run.report;
}

class ImportRun {
  readonly report;
  readonly #catalog: SurveyCatalog;
  readonly #source: Source | undefined;
  readonly #ofLid: SourceOfLid;
  readonly #options: ImportOptions;
  readonly #batches = new Map<Source, NewObservation[]>();
  /** The database works on one batch while the next is read. */
  #writing: Promise<void> = Promise.resolve();

  constructor(
    catalog: SurveyCatalog,
    source: Source | undefined,
    ofLid: SourceOfLid,
    options: ImportOptions,
  ) {
    this.#catalog = catalog;
    this.#source = source;
    this.#ofLid = ofLid;
    this.#options = options;
    const counts = { read: 0, added: 0, held: 0, rejected: 0 };
    const sources: Record<string, number> = {};
    const rejections: ImportRejection[] = [];
    this.report = { source: source?.definition.name ?? null, ...counts, sources, rejections };
  }

  /** Takes a row; answers its source where it is time to write a batch. */
  take(record: FileRecord): Source | undefined {
    this.report.read++;
    try {
      const source = this.#sourceOf(record);
      const { name } = source.definition;
      const row = observationOf(valuesOf(record, source), name, (id) =>
        this.#observatory(source, id),
      );
      const batch = this.#batches.get(source);
      if (batch === undefined) this.#batches.set(source, [row]);
      else if (batch.push(row) >= BATCH) return source;
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      this.#reject(record, error);
    }
    return undefined;
  }

  async flush(source: Source): Promise<void> {
    const rows = this.#batches.get(source) ?? [];
    this.#batches.delete(source);
    if (rows.length === 0) return;
    await this.#writing;
    this.#writing = this.#write(source, rows);
    // Awaited by the next flush; until then a failure is not one that nobody handles.
    this.#writing.catch(() => {});
  }

  async end(): Promise<void> {
    for (const source of this.#batches.keys()) await this.flush(source);
    await this.#writing;
  }

  /** The source that was asked for, which a product's own LID must not deny; else the one that it names. */
  #sourceOf({ values, file, broken, rejection }: FileRecord): Source {
    if (rejection !== undefined) throw rejection;
    if (broken !== undefined) throw new Rejection("UNREADABLE", broken);
    if (file === undefined && this.#source !== undefined) return this.#source;
    const lid = String(values["product_id"] ?? "");
    const told = this.#ofLid(lid);
    const source = this.#source ?? told;
    if (source === undefined) {
      throw new Rejection("WRONG_SOURCE", "Its id names no source that is known; give one.");
    }
    if (told !== undefined && told.definition.name !== source.definition.name) {
      throw new Rejection("WRONG_SOURCE", `Its id is of the source ${told.definition.name}.`);
    }
    return source;
  }

  #observatory({ definition, rules }: Source, productId: string): string {
    return (
      this.#options.observatory ?? rules.observatory(productId) ?? definition.observatories[0]!
    );
  }

  #reject({ line, file }: FileRecord, { code, message }: Rejection): void {
    this.report.rejected++;
    if (this.report.rejections.length >= REJECTIONS_TOLD) return;
    this.report.rejections.push({ line, ...(file !== undefined && { file }), code, message });
  }

  async #write({ definition }: Source, rows: readonly NewObservation[]): Promise<void> {
    const { name, nightOffset } = definition;
    const added = await this.#catalog.add(name, nightOffset, rows);
    this.report.added += added;
    this.report.held += rows.length - added;
    this.report.sources[name] = (this.report.sources[name] ?? 0) + added;
    this.#options.progress?.(this.report.read);
  }
}

function valuesOf({ values, offered }: FileRecord, { definition }: Source): FileRecord["values"] {
  if (offered === undefined) return values;
  const taken = definition.fields.map((name) => [name, offered[name]] as const);
  return { ...values, ...Object.fromEntries(taken) };
}
