import { SingleFlight } from "../../engines/single-flight.ts";
import type { Store } from "../../engines/store/index.ts";
import { codeOf } from "../../errors.ts";

const HOUR = 3600;

/** Links to stored objects, valid for whoever has one. */
export class Links {
  readonly #store: Store;
  readonly #expiresIn: number;
  readonly #kept: number;
  readonly #now: () => Date;
  readonly #writing = new SingleFlight<void>();

  /** @param options.kept Seconds after which stored objects are removed; infinite if they never are. */
  constructor(options: {
    readonly store: Store;
    readonly expiresIn: number;
    readonly kept: number;
    readonly now: () => Date;
  }) {
    this.#store = options.store;
    this.#expiresIn = options.expiresIn;
    this.#kept = options.kept;
    this.#now = options.now;
  }

  /**
   * A link to the object under a key, which will exist as long as the link is valid; one into a folder begins with
   * the path.
   *
   * @param make Makes the object if it is missing; may store it too.
   */
  async to(
    key: string,
    make: (signal: AbortSignal) => Promise<Uint8Array>,
    signal: AbortSignal,
  ): Promise<string> {
    const found = await this.#store.head(key);
    const age = found ? (this.#now().getTime() - found.modified.getTime()) / 1000 : Infinity;
    if (!found || age > this.#kept - this.#expiresIn - HOUR) {
      await this.#writing.run(key, (unwanted) => this.#write(key, () => make(unwanted)), signal);
    }
    return this.#store.url(key, { expiresIn: this.#expiresIn });
  }

  /** Made anew, or rewritten to reset its age. */
  async #write(key: string, make: () => Promise<Uint8Array>): Promise<void> {
    const kept = await this.#read(key);
    const bytes = kept ?? (await make());
    if (kept || !(await this.#store.head(key))) await this.#store.put(key, bytes);
  }

  async #read(key: string): Promise<Uint8Array | undefined> {
    try {
      return await (await this.#store.get(key)).bytes();
    } catch (error) {
      if (codeOf(error) === "STORE_NOT_FOUND") return undefined;
      throw error;
    }
  }
}
