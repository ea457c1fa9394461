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

/** What a snapshot says of itself. */
interface Note {
  /** Of which database it is the index. */
  readonly identity: string;
  readonly revision: number;
  /** What the numbers in the index stand for. */
  readonly sources: readonly string[];
  readonly observatories: readonly string[];
}

/** The index as it stood at a revision. */
export interface KeptIndex {
  readonly index: FootprintIndex;
  /** Of which database it is the index. */
  readonly identity: string;
  readonly revision: number;
  /** The largest id in it. */
  readonly lastId: number;
  /** Names of the sources by their number in the index. */
  readonly sources: readonly string[];
}

const PREFIX = "survey/index/";
const PAGE = 20_000;
/** Ids are positive and of 32 bits. */
const LAST_ID = 2 ** 31 - 1;
/** Snapshots that are kept; and the share of rows that must be new before another is written. */
const KEPT = 2;
const WORTH_KEEPING = 0.02;

/**
 * Keeps the footprint index in step with the observations: PostgreSQL's rows are the truth, the index follows by
 * revision. It begins with a snapshot in the store, where there is a sound one of this database, and otherwise with
 * the rows.
 */
export class IndexKeeper {
  readonly #catalog: SurveyCatalog;
  readonly #store: Store;
  #index = new FootprintIndex();
  #revision = 0;
  #lastId = 0;
  #sources: string[] = [];
  #observatories: string[] = [];
  /** Rows that the newest snapshot has. */
  #kept = 0;
  #loaded = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(catalog: SurveyCatalog, store: Store) {
    this.#catalog = catalog;
    this.#store = store;
  }

  /** The index with every row that was committed before this was called. */
  current(): Promise<KeptIndex> {
    // One after the other, each looking for itself: a look that began earlier may have missed what came since.
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

  /** Takes the newest snapshot that is of this database and whole. */
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

  /** A snapshot, or nothing where it is damaged or gone: then there is another, or the rows. */
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
