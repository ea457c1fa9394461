import { LRUCache } from "lru-cache";
import type { OpenRecord } from "./tasks.ts";

/** A sweep at the finest has 10 MB; forty radars are in the middle of one each. */
const MAX_BYTES = 256 * 1024 ** 2;

/**
 * What chunks hold, decompressed: they have been to see which sweep they belong to, and are to be drawn soon. What does not
 * fit here, or is drawn by another process, is decompressed again.
 */
export class OpenRecords {
  readonly #records = new LRUCache<string, readonly OpenRecord[]>({
    maxSize: MAX_BYTES,
    sizeCalculation: (records) => 1024 + records.reduce((sum, { bytes }) => sum + bytes.length, 0),
  });

  keep(name: string, records: readonly OpenRecord[]): void {
    this.#records.set(name, records);
  }

  /** Hands the records of a file over: they are kept no longer. */
  take(name: string): readonly OpenRecord[] {
    const records = this.#records.get(name) ?? [];
    this.#records.delete(name);
    return records;
  }

  /** Puts files one behind the other into one. */
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
