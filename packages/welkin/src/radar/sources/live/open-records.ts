import { LRUCache } from "lru-cache";
import type { OpenRecord } from "./tasks.ts";

/** A sweep at the finest resolution takes 10 MB; with forty radars, each is in the middle of one. */
const MAX_BYTES = 256 * 1024 ** 2;

/**
 * Decompressed contents of chunks: they were needed to find their sweep, and will soon be drawn. What does not fit
 * here, or is drawn by another process, is decompressed again.
 */
export class OpenRecords {
  readonly #records = new LRUCache<string, readonly OpenRecord[]>({
    maxSize: MAX_BYTES,
    sizeCalculation: (records) => 1024 + records.reduce((sum, { bytes }) => sum + bytes.length, 0),
  });

  keep(name: string, records: readonly OpenRecord[]): void {
    this.#records.set(name, records);
  }

  /** Hands over the records of a file, which are then no longer kept. */
  take(name: string): readonly OpenRecord[] {
    const records = this.#records.get(name) ?? [];
    this.#records.delete(name);
    return records;
  }

  /** Concatenates files into one. */
  join(name: string, files: readonly { readonly name: string; readonly bytes: number }[]): void {
    let start = 0;
    const joined: OpenRecord[] = [];
    for (const file of files) {
      const from = start;
      joined.push(...this.take(file.name).map(({ at, bytes }) => ({ at: from + at, bytes })));
      start += file.bytes;
    }
    this.keep(name, joined);
  }
}
