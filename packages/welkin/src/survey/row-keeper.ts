import { setTimeout } from "node:timers/promises";
import type { ObservationLine, SurveyCatalog } from "./catalog.ts";
import { CHUNK, FetchedRow, type HeldRow, RowMemory } from "./row-memory.ts";

/** The observations of a database at a revision. */
export interface Standing {
  readonly identity: string;
  readonly revision: number;
  /** The newest id. */
  readonly lastId: number;
}

/** Rows per query: others wait a few milliseconds for it. */
const PAGE = 1024;

/**
 * Reads rows into memory, in the background and the newest first, up to the memory's limit. Committed rows never
 * change, and ids are never reused: only the newest chunk grows, and rows disappear only when a source is removed,
 * which gives the database a new identity.
 */
export class RowKeeper {
  readonly #catalog: Pick<SurveyCatalog, "lines" | "observations">;
  readonly #memory: RowMemory;
  #at: Standing | undefined;
  #filling: Promise<void> | undefined;

  /** @param limit Maximum size of the rows, bytes. */
  constructor(catalog: Pick<SurveyCatalog, "lines" | "observations">, limit: number) {
    this.#catalog = catalog;
    this.#memory = new RowMemory(limit);
  }

  /** The observations with these ids, in any order, for a search that began in this state of the database. */
  async rows(ids: readonly number[], standing: Standing): Promise<HeldRow[]> {
    this.#follow(standing);
    const rows: HeldRow[] = [];
    const missing: number[] = [];
    for (const id of ids) {
      const row = this.#memory.get(id);
      if (row === undefined) missing.push(id);
      else rows.push(row);
    }
    if (missing.length === 0) return rows;
    for (const row of await this.#catalog.observations(missing)) rows.push(new FetchedRow(row));
    return rows;
  }

  /** Resolves once everything is read that is to be read. */
  async settled(): Promise<void> {
    while (this.#filling !== undefined) await this.#filling;
  }

  #follow(standing: Standing): void {
    const at = this.#at;
    if (at?.identity !== standing.identity) this.#memory.clear();
    else if (at.revision >= standing.revision) return;
    this.#at = standing;
    if (this.#memory.limit === 0) return;
    // Requests for rows report what is wrong with the database; here the next addition tries again.
    this.#filling ??= this.#fill()
      .catch(() => {})
      .finally(() => {
        this.#filling = undefined;
      });
  }

  async #fill(): Promise<void> {
    for (let at: Standing | undefined; at !== this.#at; ) {
      at = this.#at!;
      const newest = Math.floor(at.lastId / CHUNK);
      for (let number = newest; number >= 0 && !this.#memory.isFull; number--) {
        const upTo = Math.min(at.lastId, (number + 1) * CHUNK - 1);
        if (this.#memory.reaches(number) >= upTo) continue;
        const rows = await this.#read(number * CHUNK, upTo);
        if (this.#at?.identity !== at.identity) break;
        this.#memory.keep(number, upTo, rows);
      }
    }
  }

  async #read(from: number, upTo: number): Promise<ObservationLine[]> {
    const rows: ObservationLine[] = [];
    for (let id = from; id <= upTo; id += PAGE) {
      const asked = performance.now();
      const page = await this.#catalog.lines(id, Math.min(id + PAGE - 1, upTo));
      for (const row of page) rows.push(row);
      // Half of the database's time is left to others.
      await setTimeout(performance.now() - asked, undefined, { ref: false });
    }
    return rows;
  }
}
