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

/** Imports a file's rows. */
export interface Importers {
  observations(
    path: string,
    source: string | undefined,
    observatory: string | undefined,
    progress: (read: number) => void,
  ): Promise<ImportReport>;
  orbits(path: string, name: string, progress: (read: number) => void): Promise<OrbitReport>;
}

/** Imports files that were uploaded to the store. Rows already held are skipped, so a job can be restarted. */
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

/** The number of rows is unknown before the end of the file: the bar only shows that there is progress. */
function rowsRead({ progress, signal }: JobContext) {
  return (read: number) => {
    signal.throwIfAborted();
    progress(1 - 1 / (1 + read / 100_000), `${read} rows read`);
  };
}

/** Copies an object to a local file while `use` runs, and removes both when it is done. */
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
