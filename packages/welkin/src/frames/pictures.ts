import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Pool, PoolTask } from "../engines/pool/index.ts";
import { SingleFlight } from "../engines/single-flight.ts";
import type { Store } from "../engines/store/index.ts";
import { codeOf, WelkinError } from "../errors.ts";
import type { Archives, Caller, Frame } from "./archives/index.ts";
import { type PictureSpec, rendererVersion } from "./render/spec.ts";
import { drawPictureTask } from "./render/tasks.ts";

/** A result made from frames and stored under a key that states everything it depends on, so it never changes. */
export interface Product {
  /** The frames it is made from; it is stored with the first. */
  readonly frames: readonly Frame[];
  /** Its kind, part of its name. */
  readonly kind: string;
  /** Everything else it depends on. */
  readonly spec: unknown;
  readonly ending: string;
}

/** Who wants a product, with a signal for when they leave. */
export interface Asker {
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

/** Runs a task in a thread, within a time limit. */
export type Run = <Input, Output>(
  task: PoolTask<Input, Output>,
  input: Input,
) => Promise<Awaited<Output>>;

/** A file that occupies a thread for longer than this is given up, milliseconds. */
const PATIENCE = 120_000;
/** Bytes of recent results kept in memory. */
const MEMORY = 32 * 1024 ** 2;

/**
 * Pictures and cutouts of frames: from the store, or made on request, once however many ask, and stored. What nobody
 * waits for any more is not made.
 */
export class FramePictures {
  readonly archives: Archives;
  readonly #store: Store;
  readonly #pool: Pool;
  readonly #making = new SingleFlight<Uint8Array>();
  readonly #recent = new LRUCache<string, Uint8Array>({
    maxSize: MEMORY,
    maxEntrySize: MEMORY / 8,
    sizeCalculation: (bytes) => bytes.length + 512,
  });

  constructor(house: { readonly archives: Archives; readonly store: Store; readonly pool: Pool }) {
    this.archives = house.archives;
    this.#store = house.store;
    this.#pool = house.pool;
  }

  /**
   * The picture of frames that the archive has just granted to the caller: one in grey, several in colour.
   *
   * @throws ArchiveError, FitsError, ImagingError, WelkinError
   */
  async picture(frames: readonly Frame[], asker: Asker, spec: PictureSpec): Promise<Uint8Array> {
    return this.made(pictureOf(frames, spec), asker, async (paths, run) => {
      const drawn = await run(drawPictureTask, { paths, spec });
      return drawn.bytes;
    });
  }

  /** A picture's key in the store, whether or not it has been made. */
  keyOf(frames: readonly Frame[], spec: PictureSpec): string {
    return keyOf(pictureOf(frames, spec));
  }

  /**
   * The stored product; made and stored if missing.
   *
   * @param make Receives the files of the product's frames, which exist while it runs.
   */
  async made(
    product: Product,
    { caller, signal }: Asker,
    make: (paths: readonly string[], run: Run) => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const key = keyOf(product);
    const recent = this.#recent.get(key);
    if (recent) return recent;
    const work = async (unwanted: AbortSignal) => {
      const run: Run = (task, input) => this.#run(task, input, unwanted);
      const bytes =
        (await this.#kept(key)) ??
        (await this.#make(key, () =>
          this.#withFiles(product.frames, caller, unwanted, (paths) => make(paths, run)),
        ));
      this.#recent.set(key, bytes);
      return bytes;
    };
    return this.#making.run(key, work, signal);
  }

  async #run<Input, Output>(
    task: PoolTask<Input, Output>,
    input: Input,
    signal: AbortSignal,
  ): Promise<Awaited<Output>> {
    const stop = new AbortController();
    const clock = setTimeout(() => stop.abort(tooLong()), PATIENCE);
    try {
      return await this.#pool.run(task, input, { signal: AbortSignal.any([stop.signal, signal]) });
    } finally {
      clearTimeout(clock);
    }
  }

  /** Runs `work` while the files of all frames are available locally. */
  async #withFiles<Result>(
    frames: readonly Frame[],
    caller: Caller,
    signal: AbortSignal,
    work: (paths: readonly string[]) => Promise<Result>,
  ): Promise<Result> {
    const [next, ...rest] = frames;
    if (!next) return work([]);
    return this.archives.use(next, caller, signal, ({ path }) =>
      this.#withFiles(rest, caller, signal, (paths) => work([path, ...paths])),
    );
  }

  async #make(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const bytes = await make();
    await this.#store.put(key, bytes);
    return bytes;
  }

  async #kept(key: string): Promise<Uint8Array | undefined> {
    try {
      return await (await this.#store.get(key)).bytes();
    } catch (error) {
      if (codeOf(error) === "STORE_NOT_FOUND") return undefined;
      throw error;
    }
  }
}

function pictureOf(frames: readonly Frame[], spec: PictureSpec): Product {
  return { frames, kind: "picture", spec, ending: spec.format };
}

function keyOf({ frames, kind, spec, ending }: Product): string {
  const [first] = frames;
  if (!first) throw new WelkinError("FRAME_NOT_FOUND", "There is no frame to show.");
  const named = frames.map(({ archive, id, version }) => [archive, id, version]);
  const all = canonical({ named, spec, renderer: rendererVersion });
  const digest = createHash("sha256").update(all).digest("hex").slice(0, 32);
  return `frames/${first.archive}/${first.id}/${first.version}/${kind}-${digest}.${ending}`;
}

/** The same text for equal values, whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function tooLong(): WelkinError {
  return new WelkinError("FRAME_TOO_LARGE", "The frame takes too long to read and draw.");
}
