/** The database's identity, and how many times observations were added to it. */
export interface CatalogState {
  readonly identity: string;
  readonly revision: number;
}

/** What the only writer of a database knows about it without a query: its state since the end of the last write. */
export class SoleWriter {
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
    const epoch = this.#epoch;
    const state = await read();
    if (this.#writing === 0 && this.#epoch === epoch) this.#state = state;
    return state;
  }

  #forget(): void {
    this.#epoch++;
    this.#state = undefined;
  }
}
