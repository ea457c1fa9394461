import { fileURLToPath } from "node:url";
import { EngineError } from "../errors.ts";
import type { Store } from "./store.ts";

export { bytesIfThere } from "./found.ts";
export { storeLinkPath, verifyStoreUrl } from "./links.ts";
export { mediaType } from "./media-types.ts";
export type { ObjectInfo, PutOptions, Store, StoredObject } from "./store.ts";

export interface StoreOptions {
  /**
   * `file:` and a path, absolute or not; or `s3://bucket/prefix?region=…&endpoint=…&path_style=true`, all optional
   * except the bucket. Credentials are found where Amazon's tools look for them: environment, profile, role.
   */
  readonly url: string;
  /** Signs the links of a store in a folder; S3 signs with its own credentials. */
  readonly secret: string;
}

type Open = (options: StoreOptions) => Promise<Store>;

/** Loaded on use: an adapter may be large. */
const adapters: Readonly<Record<string, Open>> = {
  file: async ({ url, secret }) => {
    const { openFilesystemStore } = await import("./filesystem.ts");
    const root = url.startsWith("file://") ? fileURLToPath(url) : url.slice("file:".length);
    return await openFilesystemStore({ root, secret });
  },
  s3: async ({ url }) => {
    const { openS3Store, parseS3Address } = await import("./s3.ts");
    return await openS3Store(parseS3Address(url));
  },
};

/**
 * Opens the store that `url` names.
 *
 * @example
 * const store = await openStore({ url: "file:./data/store", secret });
 * await store.put("radar/KLOT/20210625T075154Z.png", bytes, { ifAbsent: true });
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(options.url)?.[1]?.toLowerCase() ?? "";
  const open = Object.hasOwn(adapters, scheme) ? adapters[scheme] : undefined;
  if (!open) throw new EngineError("STORE_UNKNOWN_SCHEME", { scheme: scheme || options.url });
  return await open(options);
}
