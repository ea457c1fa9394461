import { LRUCache } from "lru-cache";
import type { ObservationRow } from "./catalog.ts";

/** Which database this is, and how often observations were added to it. */
export interface CatalogState {
  readonly identity: string;
  readonly revision: number;
}

/** Characters of rows that are remembered, about; and rows of one request, above which none are. */
const MEMORY = 16 * 1024 ** 2;
const MOST = 500;
/** What a row takes besides its texts. */
const ROW = 500;

/**
 * What whoever alone writes to a database knows of it without asking: its state, and rows that were asked for lately (a
 * row that is held never changes). Nothing is remembered from before the end of a write.
 */
export class SoleWriter {
  readonly #rows = new LRUCache<number, ObservationRow>({
    maxSize: MEMORY,
    sizeCalculation: ({ fov, fields }) => ROW + fov.length + JSON.stringify(fields ?? "").length,
  });
  #state: CatalogState | undefined;
  #writing = 0;
  /** Changes whenever a write begins or ends. */
  #epoch = 0;

  async write<Result>(task: () => Promise<Result>): Promise<Result> {
    this.#writing++;
    this.#forget();
    try {
      return await task();
    } finally {
      this.#writing--;
      this.#forget();
    }
  }

  async state(read: () => Promise<CatalogState>): Promise<CatalogState> {
    if (this.#state !== undefined) return this.#state;
    const [state, isStill] = await this.#asked(read);
    if (isStill) this.#state = state;
    return state;
  }

  /** Rows in order of time. */
  async rows(
    ids: readonly number[],
    read: (ids: readonly number[]) => Promise<ObservationRow[]>,
  ): Promise<ObservationRow[]> {
    if (ids.length > MOST) return await read(ids);
    const known = ids.flatMap((id) => this.#rows.get(id) ?? []);
    if (known.length < ids.length) {
      const held = new Set(known.map(({ id }) => id));
      const [rows, isStill] = await this.#asked(() => read(ids.filter((id) => !held.has(id))));
      for (const row of rows) {
        if (isStill) this.#rows.set(row.id, row);
        known.push(row);
      }
    }
    return known.sort((a, b) => a.mjd_start - b.mjd_start || a.id - b.id);
  }

  /** What was read, and whether nothing was written meanwhile. */
  async #asked<Read>(read: () => Promise<Read>): Promise<readonly [Read, boolean]> {
    const epoch = this.#epoch;
    const found = await read();
    return [found, this.#writing === 0 && this.#epoch === epoch];
  }

  #forget(): void {
    this.#epoch++;
    this.#state = undefined;
    this.#rows.clear();
  }
}
