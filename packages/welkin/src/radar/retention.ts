import { z } from "zod";
import type { JobKind } from "../engines/queue/index.ts";
import type { Store } from "../engines/store/index.ts";
import type { RadarCatalog } from "./catalog.ts";
import { volumePrefix } from "./pictures.ts";
import type { ProductCatalog } from "./products/catalog.ts";
import { productAt, productPrefix } from "./products/pictures.ts";

/** Removes observations older than their source's retention time, and leftovers in the store. */
export const cleanJob: JobKind<Record<string, never>> = {
  name: "radar.clean",
  data: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  retries: 0,
};

const minutes = 60_000;

/** An ingest that has not ended after this was given up: the queue would have retried by then. */
const abandonedAfter = 60 * minutes;

/** Items removed from the list at a time. */
const batch = 200;

/** A kind of listed items, each with its own prefix in the store. */
interface Shelf {
  /** Prefixes of a source's items observed before a moment, oldest first. */
  olderThan(source: string, before: Date, limit: number): Promise<string[]>;
  /** Removes the item at this prefix from the list, and records the prefix as a leftover. */
  remove(prefix: string): Promise<void>;
  holds(prefix: string): Promise<boolean>;
}

function volumeShelf(catalog: RadarCatalog): Shelf {
  return {
    olderThan: async (...which) =>
      (await catalog.olderThan(...which)).map(({ site, id }) => volumePrefix(site, id)),
    async remove(prefix) {
      const [, site = "", id = ""] = prefix.split("/");
      await catalog.remove(site, id, prefix);
    },
    holds: (prefix) => catalog.holds(prefix),
  };
}

function productShelf(catalog: ProductCatalog): Shelf {
  return {
    olderThan: async (...which) => (await catalog.olderThan(...which)).map(productPrefix),
    async remove(prefix) {
      const product = productAt(prefix);
      if (product) await catalog.remove(product, prefix);
    },
    async holds(prefix) {
      const product = productAt(prefix);
      return product !== undefined && (await catalog.product(product)) !== undefined;
    },
  };
}

/**
 * Keeps catalogue and store consistent. The row of a volume or product goes first, in a transaction that records its
 * prefix as a leftover; only then are the objects removed, and the record last. If killed anywhere, the next run
 * continues: nothing that is listed is missing, and nothing that is not listed stays.
 */
export class RadarRetention {
  readonly #catalog: RadarCatalog;
  readonly #volumes: Shelf;
  readonly #products: Shelf;
  readonly #store: Store;

  constructor(options: {
    readonly catalog: RadarCatalog;
    readonly products: ProductCatalog;
    readonly store: Store;
  }) {
    this.#catalog = options.catalog;
    this.#volumes = volumeShelf(options.catalog);
    this.#products = productShelf(options.products);
    this.#store = options.store;
  }

  /** Removes one volume from the list and the store. */
  async remove(site: string, id: string): Promise<void> {
    await this.#take(this.#volumes, volumePrefix(site, id));
  }

  /**
   * Removes the volumes and products observed longer ago than their source's retention time, and all leftovers.
   *
   * @param keep Minutes by source; unnamed sources keep everything.
   */
  async clean(
    now: Date,
    keep: ReadonlyMap<string, number>,
    signal: AbortSignal,
  ): Promise<{ volumes: number; products: number; leftovers: number }> {
    let volumes = 0;
    let products = 0;
    for (const [source, age] of keep) {
      const before = new Date(now.getTime() - age * minutes);
      volumes += await this.#clear(this.#volumes, source, before, signal);
      products += await this.#clear(this.#products, source, before, signal);
    }
    return { volumes, products, leftovers: await this.#tidy(now, signal) };
  }

  /** Removes a source's items observed before a moment; returns how many. */
  async #clear(shelf: Shelf, source: string, before: Date, signal: AbortSignal): Promise<number> {
    let cleared = 0;
    for (;;) {
      const old = await shelf.olderThan(source, before, batch);
      for (const prefix of old) {
        signal.throwIfAborted();
        await this.#take(shelf, prefix);
      }
      cleared += old.length;
      if (old.length < batch) return cleared;
    }
  }

  async #take(shelf: Shelf, prefix: string): Promise<void> {
    await shelf.remove(prefix);
    await this.#empty(prefix);
  }

  /** Removes leftovers. */
  async #tidy(now: Date, signal: AbortSignal): Promise<number> {
    const left = await this.#catalog.leftovers.before(new Date(now.getTime() - abandonedAfter));
    for (const prefix of left) {
      signal.throwIfAborted();
      // The same file may have been ingested twice at once, with only one of the two finished.
      const isListed = (await this.#volumes.holds(prefix)) || (await this.#products.holds(prefix));
      if (isListed) await this.#catalog.leftovers.forget(prefix);
      else await this.#empty(prefix);
    }
    return left.length;
  }

  async #empty(prefix: string): Promise<void> {
    const keys: string[] = [];
    for await (const { key } of this.#store.list(prefix)) keys.push(key);
    await this.#store.remove(keys);
    await this.#catalog.leftovers.forget(prefix);
  }
}
