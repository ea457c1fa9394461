import { promisify } from "node:util";
import { crc32, deflate, inflate } from "node:zlib";
import { LRUCache } from "lru-cache";
import type { Pool } from "../../engines/pool/index.ts";
import { SingleFlight } from "../../engines/single-flight.ts";
import type { Store } from "../../engines/store/index.ts";
import { WelkinError } from "../../errors.ts";
import type { SurveyCatalog } from "../catalog.ts";
import { COVER_BYTES, Cover } from "./cover.ts";
import { coverTask, type MocForm, mapTask, mocTask } from "./tasks.ts";

/** A source's cover at a revision. */
interface Kept {
  readonly identity: string;
  readonly revision: number;
  readonly rows: number;
  readonly cover: Cover;
}

/** The part of the sky that a source has observed. */
export interface Coverage {
  readonly source: string;
  /** The last revision that added to the source; the same revision means the same coverage. */
  readonly revision: number;
  /** Observations. */
  readonly rows: number;
  /** The bytes of a MOC. */
  moc(form: MocForm): Promise<Uint8Array>;
  /** A map of the whole sky, PNG. */
  picture(width: number, kind: "density" | "covered"): Promise<Uint8Array>;
}

const PREFIX = "survey/coverage/";
/** To be raised when the same fields would give different cells. */
const VERSION = 1;
/** Fields added in one task, and between two snapshots. */
const PAGE = 10_000;
const SNAPSHOT = 500_000;
/** Sources whose covers stay in memory, 2.4 MB each. */
const HELD = 8;
/** Maps that stay in memory. */
const MAPS_BYTES = 16 * 1024 ** 2;
/** How long a request waits for a coverage that is being computed; the computation continues regardless. */
const PATIENCE_MS = 20_000;

const squeeze = promisify(deflate);
const expand = promisify(inflate);

/**
 * Keeps the coverage of each source in step with its observations: it is extended by the fields added since, and kept
 * in the store by revision.
 */
export class CoverageKeeper {
  readonly #catalog: SurveyCatalog;
  readonly #store: Store;
  readonly #pool: Pool;
  readonly #held = new Map<string, Kept>();
  readonly #flights = new SingleFlight<Kept>();
  readonly #maps = new LRUCache<string, Uint8Array>({
    maxSize: MAPS_BYTES,
    sizeCalculation: (bytes) => bytes.byteLength,
  });
  readonly #drawing = new SingleFlight<Uint8Array>();

  constructor(options: {
    readonly catalog: SurveyCatalog;
    readonly store: Store;
    readonly pool: Pool;
  }) {
    this.#catalog = options.catalog;
    this.#store = options.store;
    this.#pool = options.pool;
  }

  /**
   * The coverage of every observation committed before this was called.
   *
   * @throws WelkinError UNAVAILABLE while it is being computed
   */
  async of(source: string): Promise<Coverage> {
    const { identity } = await this.#catalog.state();
    const revision = await this.#catalog.revisionOf(source);
    let kept = await this.#patiently(source, identity);
    // A caller that joined an earlier flight may have missed later additions.
    if (kept.revision < revision) kept = await this.#patiently(source, identity);
    const { cover } = kept;
    return {
      source,
      revision: kept.revision,
      rows: kept.rows,
      moc: (form) => this.#pool.run(mocTask, { memory: cover.memory, form }),
      picture: (width, kind) => this.#picture(source, kept, width, kind),
    };
  }

  /** A map of one revision never changes: it is drawn once, and kept while others ask for it. */
  async #picture(
    source: string,
    { identity, revision, cover }: Kept,
    width: number,
    kind: "density" | "covered",
  ): Promise<Uint8Array> {
    const name = [source, identity, revision, width, kind].join("/");
    const known = this.#maps.get(name);
    if (known !== undefined) return known;
    return this.#drawing.run(name, async () => {
      const counts = cover.counts.slice();
      const drawn = await this.#pool.run(mapTask, { counts, width, kind });
      this.#maps.set(name, drawn);
      return drawn;
    });
  }

  async #patiently(source: string, identity: string): Promise<Kept> {
    const flight = this.#flights.run(source, () => this.#update(source, identity));
    let timer: NodeJS.Timeout | undefined;
    const impatience = new Promise<never>((_resolve, reject) => {
      const busy = `The coverage of ${source} is being made. Ask again in a minute.`;
      timer = setTimeout(() => reject(new WelkinError("UNAVAILABLE", busy)), PATIENCE_MS);
    });
    // If nobody is waiting any longer, the next caller sees the outcome.
    flight.catch(() => {});
    return Promise.race([flight, impatience]).finally(() => clearTimeout(timer));
  }

  async #update(source: string, identity: string): Promise<Kept> {
    const held = this.#held.get(source);
    const known = held?.identity === identity ? held : await this.#load(source, identity);
    const upTo = await this.#catalog.revisionOf(source);
    if (known !== undefined && known.revision >= upTo) return this.#hold(source, known);
    // A cover that is being shown to somebody else must not change meanwhile.
    const cover = new Cover();
    if (known) new Uint8Array(cover.memory).set(new Uint8Array(known.cover.memory));
    let at: Kept = { identity, revision: 0, rows: 0, ...known, cover };
    let saved = at.rows;
    for await (const page of this.#catalog.fieldsOf(source, at.revision, upTo, PAGE)) {
      await this.#pool.run(coverTask, { memory: cover.memory, fields: page.fields });
      at = { ...at, revision: page.revision, rows: at.rows + page.count };
      if (at.rows - saved < SNAPSHOT) continue;
      await this.#save(source, at);
      saved = at.rows;
    }
    await this.#save(source, at);
    return this.#hold(source, at);
  }

  #hold(source: string, kept: Kept): Kept {
    this.#held.delete(source);
    this.#held.set(source, kept);
    const [oldest] = this.#held.keys();
    if (this.#held.size > HELD && oldest !== undefined) this.#held.delete(oldest);
    return kept;
  }

  /** Loads the newest complete snapshot of this database; without one, the cover is computed from all rows. */
  async #load(source: string, identity: string): Promise<Kept | undefined> {
    for (const key of (await this.#keys(source)).reverse()) {
      const kept = await this.#read(key);
      if (kept?.identity === identity) return kept;
    }
    return undefined;
  }

  async #read(key: string): Promise<Kept | undefined> {
    try {
      const bytes = Buffer.from(await (await this.#store.get(key)).bytes());
      const end = bytes.indexOf(10);
      const { version, crc, ...head } = JSON.parse(bytes.toString("utf8", 0, end));
      if (version !== VERSION) return undefined;
      const plain = await expand(bytes.subarray(end + 1), { maxOutputLength: COVER_BYTES });
      if (plain.length !== COVER_BYTES || crc32(plain) !== crc) return undefined;
      const memory = new SharedArrayBuffer(COVER_BYTES);
      new Uint8Array(memory).set(plain);
      return { ...head, cover: new Cover(memory) };
    } catch (error) {
      if (isDamage(error)) return undefined;
      throw error;
    }
  }

  async #save(source: string, { cover, ...head }: Kept): Promise<void> {
    const plain = new Uint8Array(cover.memory).slice();
    const line = JSON.stringify({ version: VERSION, crc: crc32(plain), ...head });
    const bytes = Buffer.concat([Buffer.from(`${line}\n`), await squeeze(plain, { level: 1 })]);
    const revision = String(head.revision).padStart(12, "0");
    const older = await this.#keys(source);
    const key = `${PREFIX}${source}/${revision}.bin`;
    await this.#store.put(key, bytes);
    const gone = older.filter((one) => one !== key);
    if (gone.length > 0) await this.#store.remove(gone);
  }

  async #keys(source: string): Promise<string[]> {
    const keys: string[] = [];
    for await (const { key } of this.#store.list(`${PREFIX}${source}/`)) keys.push(key);
    return keys;
  }
}

/** A snapshot that is truncated, altered or missing. */
function isDamage(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  if (error instanceof SyntaxError || code === "STORE_NOT_FOUND") return true;
  return typeof code === "string" && /^(Z_|ERR_BUFFER_TOO_LARGE)/.test(code);
}
