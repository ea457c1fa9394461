import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { JobContext, Queue } from "../../engines/queue/index.ts";
import type { Store } from "../../engines/store/index.ts";
import { codeOf, problemOf } from "../../errors.ts";
import type { ImportReport } from "../import/import.ts";
import type { OrbitReport } from "../import/orbits.ts";
import { importJob, orbitsJob } from "./kinds.ts";

/** What takes a file's rows in. */
export interface Importers {
  observations(
    path: string,
    source: string | undefined,
    observatory: string | undefined,
    progress: (read: number) => void,
  ): Promise<ImportReport>;
  orbits(path: string, name: string, progress: (read: number) => void): Promise<OrbitReport>;
}

/** Takes in files that were uploaded to the store. What is held is passed over, so a job can be begun again. */
export function handleImports(queue: Queue, store: Store, importers: Importers): void {
  queue.handle(importJob, ({ key, source, observatory }, context) =>
    withFile(store, key, context, (path) =>
      importers.observations(path, source, observatory, rowsRead(context)),
    ),
  );
  queue.handle(orbitsJob, ({ key, name }, context) =>
    withFile(store, key, context, (path) => importers.orbits(path, name, rowsRead(context))),
  );
}

/** How long a file is in rows is not known before its end: the bar only shows that it moves. */
function rowsRead({ progress, signal }: JobContext) {
  return (read: number) => {
    signal.throwIfAborted();
    progress(1 - 1 / (1 + read / 100_000), `${read} rows read`);
  };
}

/** Copies an object to a file of this machine for as long as `use` takes, and removes both once that is done. */
async function withFile<Result>(
  store: Store,
  key: string,
  { signal }: JobContext,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "welkin-import-"));
  const path = join(folder, "file");
  try {
    const object = await store.get(key);
    await pipeline(object.stream(), createWriteStream(path), { signal });
    const result = await use(path);
    await store.remove(key);
    return result;
  } catch (error) {
    if (!signal.aborted && problemOf(error).status < 500) {
      await store.remove(key);
      Object.assign(error as Error, { permanent: true });
    }
    if (signal.aborted && codeOf(signal.reason) === "QUEUE_CANCELLED") await store.remove(key);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
