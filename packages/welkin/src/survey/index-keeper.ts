import type { Store } from "../engines/store/index.ts";
import type { FieldRow, SurveyCatalog } from "./catalog.ts";
import {
  type Footprint,
  FootprintError,
  FootprintIndex,
  parseField,
  readSnapshot,
  SkyPolygon,
  snapshotParts,
} from "./footprints/index.ts";

/** A snapshot's description. */
interface Note {
  /** The database that it indexes. */
  readonly identity: string;
  readonly revision: number;
  /** The meaning of the numbers in the index. */
  readonly sources: readonly string[];
  readonly observatories: readonly string[];
}

/** The index at a revision. */
export interface KeptIndex {
  readonly index: FootprintIndex;
  /** The database that it indexes. */
  readonly identity: string;
  readonly revision: number;
  /** The largest id in it. */
  readonly lastId: number;
  /** Names of the sources, by their number in the index. */
  readonly sources: readonly string[];
}

const PREFIX = "survey/index/";
const PAGE = 20_000;
/** Ids are positive 32-bit numbers. */
const LAST_ID = 2 ** 31 - 1;
/** Number of snapshots kept; and the share of rows that must be new before another is written. */
const KEPT = 2;
const WORTH_KEEPING = 0.02;

/**
 * Keeps the footprint index in step with the observations: PostgreSQL's rows are the truth; the index follows by
 * revision. It starts from a snapshot in the store, if there is an intact one of this database, and otherwise from the
 * rows.
 */
export class IndexKeeper {
  readonly #catalog: SurveyCatalog;
  readonly #store: Store;
  #index = new FootprintIndex();
  #revision = 0;
  #lastId = 0;
  #sources: string[] = [];
  #observatories: string[] = [];
  /** Number of rows in the newest snapshot. */
  #kept = 0;
  #loaded = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(catalog: SurveyCatalog, store: Store) {
    this.#catalog = catalog;
    this.#store = store;
  }

  /** The index with every row committed before this was called. */
  current(): Promise<KeptIndex> {
    // Calls run one after the other, each with its own check: an earlier check may have missed later additions.
    const next = this.#turn.then(() => this.#update());
    this.#turn = next.catch(() => {});
    return next;
  }

  async #update(): Promise<KeptIndex> {
    const { identity, revision } = await this.#catalog.state();
    if (!this.#loaded) await this.#load(identity, revision);
    this.#loaded = true;
    if (revision > this.#revision) {
      await this.#extend(revision);
      await this.#keep(identity);
    }
    return {
      ...{ identity, index: this.#index, revision: this.#revision },
      ...{ lastId: this.#lastId, sources: this.#sources },
    };
  }

  async #extend(revision: number): Promise<void> {
    const footprints: Footprint[] = [];
    let after = { revision: this.#revision, id: LAST_ID };
    for (;;) {
      const page = await this.#catalog.fieldsSince(after, revision, PAGE);
      for (const row of page) footprints.push(this.#footprint(row));
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      after = { revision: last.revision, id: last.id };
    }
    this.#index = this.#index.extended(footprints);
    this.#revision = revision;
    this.#lastId = this.#index.lastId;
  }

  #footprint(row: FieldRow): Footprint {
    const { centre, radius } = new SkyPolygon(parseField(row.fov));
    return {
      id: row.id,
      source: numberOf(row.source, this.#sources),
      observatory: numberOf(row.observatory, this.#observatories),
      start: row.mjd_start,
      stop: row.mjd_stop,
      centre: [...centre],
      radius,
    };
  }

  /** Loads the newest intact snapshot of this database. */
  async #load(identity: string, revision: number): Promise<void> {
    for (const key of (await this.#keys()).reverse()) {
      const found = await this.#read(key);
      if (found === undefined) continue;
      const { index, note } = found;
      if (note.identity !== identity || note.revision > revision) continue;
      this.#index = index;
      this.#revision = note.revision;
      this.#lastId = index.lastId;
      this.#sources = [...note.sources];
      this.#observatories = [...note.observatories];
      this.#kept = index.rows;
      return;
    }
  }

  /** A snapshot, or nothing if it is damaged or missing: another one, or the rows, then take its place. */
  async #read(key: string) {
    try {
      const object = await this.#store.get(key);
      return readSnapshot<Note>(await object.bytes());
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (error instanceof FootprintError || code === "STORE_NOT_FOUND") return undefined;
      throw error;
    }
  }

  async #keep(identity: string): Promise<void> {
    if (this.#index.rows - this.#kept <= WORTH_KEEPING * this.#index.rows) return;
    const note: Note = {
      identity,
      revision: this.#revision,
      sources: this.#sources,
      observatories: this.#observatories,
    };
    const parts = snapshotParts(this.#index, note);
    const key = `${PREFIX}${String(this.#revision).padStart(12, "0")}.bin`;
    await this.#store.put(key, stream(parts));
    this.#kept = this.#index.rows;
    const older = (await this.#keys()).slice(0, -KEPT);
    if (older.length > 0) await this.#store.remove(older);
  }

  async #keys(): Promise<string[]> {
    const keys: string[] = [];
    for await (const { key } of this.#store.list(PREFIX)) keys.push(key);
    return keys;
  }
}

async function* stream(parts: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* parts;
}

function numberOf(name: string, names: string[]): number {
  const found = names.indexOf(name);
  return found >= 0 ? found : names.push(name) - 1;
}
