import type { NewObservation, SurveyCatalog } from "../catalog.ts";
import type { Source } from "../sources/registry.ts";
import { observationOf, Rejection, type RejectionCode } from "./observation.ts";
import type { FileRecord } from "./records.ts";

/** What became of a file's rows. */
export interface ImportReport {
  readonly source: string;
  readonly read: number;
  readonly added: number;
  /** Held already: of the same source and product. */
  readonly held: number;
  readonly rejected: number;
  /** Why, the first of them. */
  readonly rejections: readonly {
    readonly line: number;
    readonly code: RejectionCode;
    readonly message: string;
  }[];
}

/** Rows added in one transaction. */
const BATCH = 10_000;
const REJECTIONS_TOLD = 100;

/**
 * Adds the rows of a file to a source, a batch at a time, each with its part of the statistics in one transaction. What
 * is held is passed over, so an import that was stopped goes on when it is begun again.
 *
 * @param progress Is told how many rows have been read so far.
 */
export async function importObservations(
  catalog: SurveyCatalog,
  source: Source,
  records: AsyncIterable<FileRecord>,
  options: { readonly observatory?: string; readonly progress?: (read: number) => void } = {},
): Promise<ImportReport> {
  const { name, observatories, nightOffset } = source.definition;
  const observatory = options.observatory ?? observatories[0]!;
  const rejections: ImportReport["rejections"][number][] = [];
  const report = { source: name, read: 0, added: 0, held: 0, rejected: 0, rejections };

  const reject = (line: number, code: RejectionCode, message: string) => {
    report.rejected++;
    if (rejections.length < REJECTIONS_TOLD) rejections.push({ line, code, message });
  };
  const take = ({ line, values, broken }: FileRecord) => {
    try {
      if (broken !== undefined) throw new Rejection("UNREADABLE", broken);
      return observationOf(values, name, observatory);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      reject(line, error.code, error.message);
      return undefined;
    }
  };

  let batch: NewObservation[] = [];
  // The database works on one batch while the next is read.
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    await writing;
    const rows = batch;
    batch = [];
    writing = catalog.add(name, nightOffset, rows).then((added) => {
      report.added += added;
      report.held += rows.length - added;
      options.progress?.(report.read);
    });
    // Awaited by the next flush; until then a failure is not one that nobody handles.
    writing.catch(() => {});
  };
  try {
    for await (const record of records) {
      report.read++;
      const observation = take(record);
      if (observation !== undefined) batch.push(observation);
      if (batch.length >= BATCH) await flush();
    }
  } finally {
    // Where the file breaks off, what was read of it is kept.
    if (batch.length > 0) await flush();
    await writing;
  }
  return report;
}
