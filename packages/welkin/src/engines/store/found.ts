import { isEngineError } from "../errors.ts";
import type { Store } from "./store.ts";

/** An object's bytes; undefined if there is none. */
export async function bytesIfThere(store: Store, key: string): Promise<Uint8Array | undefined> {
  try {
    return await (await store.get(key)).bytes();
  } catch (error) {
    if (isEngineError(error, "STORE_NOT_FOUND")) return undefined;
    throw error;
  }
}
