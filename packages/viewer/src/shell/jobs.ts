import { readEvents } from "./events.ts";
import { ask, getJson } from "./http.ts";

/** How often a job is polled when its event stream breaks, and how many failures in a row are tolerated. */
const retryMs = 1000;
const retries = 20;

/** A long task as the service reports it. */
export interface JobStatus {
  id: string;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  progress: number;
  note?: string;
  result?: unknown;
  error?: { code: string; message: string };
}

const job = (id: string, signal?: AbortSignal) => getJson<JobStatus>(`/jobs/${id}`, signal);

/** The job's states as they change, until it ends or the connection does. */
async function* jobEvents(id: string, signal?: AbortSignal): AsyncGenerator<JobStatus> {
  const response = await ask(`/jobs/${id}/events`, {
    headers: { accept: "text/event-stream" },
    signal: signal ?? null,
  });
  if (!response.body) return;
  for await (const data of readEvents(response.body)) yield JSON.parse(data) as JobStatus;
}

/** Follows a job to its end, across broken connections; `tell` is called for each change until then. */
export async function followJob(
  id: string,
  tell: (status: JobStatus) => void,
  signal?: AbortSignal,
): Promise<JobStatus> {
  for (let attempt = 0; attempt < retries; attempt += 1) {
    try {
      for await (const status of jobEvents(id, signal)) {
        if (hasEnded(status)) return status;
        attempt = 0;
        tell(status);
      }
    } catch (error) {
      if (signal?.aborted || attempt === retries - 1) throw error;
    }
    const status = await job(id, signal);
    if (hasEnded(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
  throw new Error("The service stopped reporting progress.");
}

const hasEnded = ({ state }: JobStatus) =>
  state === "done" || state === "failed" || state === "cancelled";
