import type { Pool } from "../../engines/pool/index.ts";
import type { JobContext } from "../../engines/queue/index.ts";
import type { Store } from "../../engines/store/index.ts";
import { versionId } from "../ids.ts";
import { isKeptLonger } from "../origins.ts";
import type { ProductCatalog, ProductKey } from "./catalog.ts";
import { type ProductPictures, productPrefix, rawProductKey } from "./pictures.ts";
import type { ProductKind } from "./tables.ts";
import { readProductTask } from "./tasks.ts";

/** The result of ingesting a Level III file. */
export interface IngestedProduct {
  readonly format: "level3";
  readonly site: string;
  readonly code: string;
  readonly product: string;
  readonly kind: ProductKind;
  /** False if the file was already held. */
  readonly added: boolean;
  readonly empty?: string;
  /** Parts of it that could not be read. */
  readonly problems?: readonly string[];
}

/** Turns a Level III file into a product of the catalogue: drawn, stored, and only then listed. */
export class ProductIngest {
  readonly #store: Store;
  readonly #pool: Pool;
  readonly #catalog: ProductCatalog;
  readonly #pictures: ProductPictures;
  readonly #style: { width: number; level: number };

  constructor(options: {
    readonly store: Store;
    readonly pool: Pool;
    readonly catalog: ProductCatalog;
    readonly pictures: ProductPictures;
    readonly style: { width: number; level: number };
  }) {
    this.#store = options.store;
    this.#pool = options.pool;
    this.#catalog = options.catalog;
    this.#pictures = options.pictures;
    this.#style = options.style;
  }

  /** The earlier result for a file, by the SHA-256 of its bytes. */
  async held(sha256: string, source: string): Promise<IngestedProduct | undefined> {
    const row = await this.#catalog.byFile(sha256);
    if (!row) return undefined;
    if (isKeptLonger(source, row.source)) await this.#catalog.adopt(row, source);
    return told(row, { id: row.id, added: false }, row.report.problems);
  }

  async ingest(
    file: {
      readonly bytes: Uint8Array;
      readonly sha256: string;
      readonly name: string;
      readonly source: string;
    },
    { signal, progress }: Pick<JobContext, "signal" | "progress">,
  ): Promise<IngestedProduct> {
    const { bytes, sha256, name, source } = file;
    progress(0.05, "decoding");
    const { width, level } = this.#style;
    const style = { width, level, smooth: false, format: "png" as const };
    const input = { bytes, name, now: new Date(), style };
    const { facts, extras, picture } = await this.#pool.run(readProductTask, input, { signal });

    const id = versionId(facts.time, sha256);
    const key: ProductKey = { site: facts.site, code: facts.code, id };
    const prefix = productPrefix(key);
    await this.#catalog.leftovers.begin(prefix);
    await this.#store.put(rawProductKey(key), bytes, { signal });
    progress(0.6, "storing");
    await this.#pictures.keepExtras(key, extras);
    if (picture && facts.table !== null) {
      await this.#pictures.keep(key, { ...style, table: facts.table }, picture);
    }
    signal.throwIfAborted();
    await this.#catalog.add({ ...facts, id, sha256, bytes: bytes.length, source }, prefix);
    return told(facts, { id, added: true }, facts.report.problems);
  }
}

function told(
  of: { site: string; code: string; kind: ProductKind; empty: string | null },
  { id, added }: { id: string; added: boolean },
  problems: readonly string[] | undefined,
): IngestedProduct {
  const { site, code, kind, empty } = of;
  return {
    format: "level3",
    site,
    code,
    product: id,
    kind,
    added,
    ...(empty !== null && { empty }),
    ...(problems && { problems }),
  };
}
