import { createSignal } from "solid-js";
import { inWords } from "../shell/http.ts";
import { followJob } from "../shell/jobs.ts";
import { upload } from "./api.ts";
import type { Link } from "./logic/hash.ts";
import type { Viewer } from "./store.ts";

export interface Upload {
  name: string;
  /** 0 to 1; the first half is sending, the second is the service's work. */
  progress: number;
  note: string;
  done: boolean;
}

/** A file that came to nothing. */
export interface FailedUpload {
  name: string;
  reason: string;
}

/** Uploads files to the service, one after another, and shows each once it is ingested. */
export function createUploads(viewer: Viewer) {
  const [current, setCurrent] = createSignal<Upload>();
  const [failed, setFailed] = createSignal<readonly FailedUpload[]>([]);
  let queue = Promise.resolve();

  const tell = (change: Partial<Upload>) =>
    setCurrent((upload) => (upload ? { ...upload, ...change } : upload));

  async function send(file: File) {
    setCurrent({ name: file.name, progress: 0, note: "Sending", done: false });
    try {
      const { job } = await upload(file, (fraction) => tell({ progress: fraction / 2 }));
      tell({ progress: 0.5, note: "Waiting for its turn" });
      const end = await followJob(job, ({ progress, note = "Reading" }) =>
        tell({ progress: 0.5 + progress / 2, note }),
      );
      if (end.state !== "done") throw new Error(end.error?.message ?? "It was cancelled.");
      tell({ progress: 1, note: "Done", done: true });
      await show(end.result);
      setTimeout(() => current()?.done && setCurrent(undefined), 2500);
    } catch (error) {
      // Kept while the next file is sent, until someone has read it.
      setFailed([...failed(), { name: file.name, reason: inWords(error) }]);
      setCurrent(undefined);
    }
  }

  async function show(result: unknown) {
    const link = linkTo(result);
    if (link) await viewer.openUploaded(link);
    else await viewer.refresh();
  }

  return {
    current,
    failed,
    dismiss: (one: FailedUpload) => setFailed(failed().filter((each) => each !== one)),
    dismissAll: () => setFailed([]),
    add(files: Iterable<File>) {
      for (const file of files) queue = queue.then(() => send(file));
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;

/** The result of an ingest job, if it states one. */
function linkTo(result: unknown): Link | undefined {
  if (typeof result !== "object" || result === null) return undefined;
  const { site, volume, code, product } = result as Record<string, unknown>;
  if (typeof site !== "string") return undefined;
  if (typeof volume === "string") return { site, volume };
  if (typeof code !== "string" || typeof product !== "string") return undefined;
  return { site, product: code, id: product };
}
