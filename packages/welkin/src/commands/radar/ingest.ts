import { randomUUID } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Listr } from "listr2";
import { type Config, environment, readConfig } from "../../config.ts";
import type { JobStatus } from "../../engines/queue/index.ts";
import { codeOf, WelkinError } from "../../errors.ts";
import { openLog } from "../../log.ts";
import { type Backfilled, backfillJob, type Ingested, ingestJob } from "../../radar/index.ts";
import { SiteId } from "../../radar/schema.ts";
import { checkBackfill } from "../../radar/sources/backfill.ts";
import { announced, openService } from "../../service.ts";
import { tellJson } from "../../terminal.ts";
import { Client } from "../client.ts";
import { readInput } from "../files.ts";
import { readOptions, wrongUse } from "../options.ts";

/** Ingests files and reports progress: the service's own code in this process, or a running service. */
interface House {
  /** Ingests the archive's volumes of a time span. */
  backfill(span: Span, onProgress: (job: Progress) => void): Promise<Backfilled>;
  ingest(name: string, bytes: Uint8Array, onProgress: (job: Progress) => void): Promise<Ingested>;
  close(): Promise<void>;
}

interface Span {
  readonly site: string;
  readonly from: string;
  readonly to: string;
}

type Progress = Pick<JobStatus, "progress" | "note">;

interface Outcome {
  readonly file: string;
  readonly result?: Ingested;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Options of `welkin radar ingest`. */
interface Options {
  readonly json?: boolean;
  readonly site?: string;
  readonly from?: string;
  readonly to?: string;
}

/**
 * `welkin radar ingest`: files and folders, or the archive's volumes of a radar and a time span, into the catalogue;
 * through a running service if there is one.
 */
export async function ingest(paths: readonly string[], options: Options): Promise<void> {
  const { site, from, to } = options;
  if (site === undefined && from === undefined && to === undefined) {
    if (paths.length > 0) return ingestFiles(paths, options);
    throw new WelkinError("WRONG_USE", "Give files or folders, or --site, --from and --to.");
  }
  if (paths.length > 0 || site === undefined || from === undefined || to === undefined) {
    throw new WelkinError(
      "WRONG_USE",
      "--site, --from and --to must be given together, and without files.",
    );
  }
  const span = {
    site: readSite(site),
    from: readTime("--from", from),
    to: readTime("--to", to),
  };
  readOptions(() => checkBackfill(span));
  return ingestSpan(span, options);
}

async function ingestSpan(span: Span, { json = false }: Options): Promise<void> {
  const house = await openHouse(readConfig(environment()));
  try {
    const title = `${span.site} from ${span.from} to ${span.to}`;
    let result: Backfilled | undefined;
    const tasks = new Listr(
      [
        {
          title,
          task: async (_context, task) => {
            result = await house.backfill(span, ({ progress, note }) => {
              task.title = `${title}  ${Math.round(progress * 100)} % ${note ?? ""}`;
            });
            task.title = `${title}  ${backfillLine(result)}`;
          },
        },
      ],
      { renderer: json ? "silent" : "default", fallbackRenderer: "simple" },
    );
    await tasks.run();
    if (json) tellJson(result);
    else for (const { file, reason } of result?.failed ?? []) tellLine(`${file}  ${reason}`);
    if (result && result.failed.length > 0) process.exitCode = 1;
  } finally {
    await house.close();
  }
}

function tellLine(line: string): void {
  process.stderr.write(`${line}\n`);
}

function backfillLine({ files, added, held, failed }: Backfilled): string {
  const parts = [`${files} files`, `${added} added`, `${held} already held`];
  return [...parts, ...(failed.length > 0 ? [`${failed.length} failed`] : [])].join(", ");
}

/** A date (its first moment), or a date and time; UTC unless it specifies otherwise. */
function readTime(name: string, text: string): string {
  const isDated = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/.test(text);
  const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(text.slice(10));
  const time = new Date(isDated && text.length > 10 && !hasZone ? `${text}Z` : text);
  if (isDated && !Number.isNaN(time.getTime())) return time.toISOString();
  throw wrongUse(name, text, "must be a time, such as 2013-05-20 or 2013-05-20T20:00");
}

function readSite(text: string): string {
  const read = SiteId.safeParse(text.toUpperCase());
  if (read.success) return read.data;
  throw wrongUse("--site", text, "must be a radar, such as KTLX");
}

async function ingestFiles(paths: readonly string[], options: Options): Promise<void> {
  const files = (await Promise.all(paths.map(filesOf))).flat();
  if (files.length === 0) throw new WelkinError("NOT_FOUND", `No files in ${paths.join(", ")}.`);
  const house = await openHouse(readConfig(environment()));
  const outcomes: Outcome[] = [];
  try {
    const tasks = new Listr(
      files.map((file) => ({
        title: file,
        task: async (_context, task) => {
          const outcome = await take(house, file, ({ progress, note }) => {
            task.title = `${file}  ${Math.round(progress * 100)} % ${note ?? ""}`;
          });
          outcomes.push(outcome);
          if (outcome.error) throw new Error(outcomeLine(outcome));
          task.title = outcomeLine(outcome);
        },
      })),
      {
        concurrent: 2,
        exitOnError: false,
        renderer: options.json ? "silent" : "default",
        fallbackRenderer: "simple",
      },
    );
    await tasks.run();
  } finally {
    await house.close();
  }
  if (options.json) tellJson(outcomes);
  if (outcomes.some(({ error }) => error)) process.exitCode = 1;
}

async function take(
  house: House,
  file: string,
  onProgress: (job: Progress) => void,
): Promise<Outcome> {
  try {
    const bytes = await readInput(file);
    return { file, result: await house.ingest(basename(file), bytes, onProgress) };
  } catch (error) {
    return { file, error: { code: codeOf(error) ?? "INTERNAL", message: messageOf(error) } };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function outcomeLine({ file, result, error }: Outcome): string {
  if (error) return `${file}  ${error.code}: ${error.message}`;
  return result ? `${file}  ${resultLine(result)}` : file;
}

function resultLine(result: Ingested): string {
  if (result.format === "level3") {
    const { site, code, product, kind, added, empty } = result;
    return `${site} ${code} ${product}, ${added ? kind : "already held"}${empty ? `: ${empty}` : ""}`;
  }
  const { site, volume, sweeps, added, incomplete } = result;
  const state = added ? `${sweeps} sweeps` : "already held";
  return `${site} ${volume}, ${state}${incomplete ? `, incomplete: ${incomplete[0]}` : ""}`;
}

async function openHouse(config: Config): Promise<House> {
  try {
    return await openOwnHouse(config);
  } catch (error) {
    if (codeOf(error) !== "DATABASE_LOCKED") throw error;
    const url = await announced(config);
    if (url === undefined) throw error;
    return openRemoteHouse(new Client(url, config.apiKey));
  }
}

async function openOwnHouse(config: Config): Promise<House> {
  const service = await openService(config, { work: true, log: openLog(config) });
  return {
    async backfill(span, onProgress) {
      const id = await service.queue.send(backfillJob, span, { key: JSON.stringify(span) });
      let last: JobStatus | undefined;
      for await (const job of service.queue.watch(id)) {
        last = job;
        onProgress(job);
      }
      return resultOf<Backfilled>(last);
    },
    async ingest(name, bytes, onProgress) {
      const key = `incoming/${randomUUID()}`;
      await service.store.put(key, bytes);
      const id = await service.queue.send(ingestJob, { key, name });
      let last: JobStatus | undefined;
      for await (const job of service.queue.watch(id)) {
        last = job;
        onProgress(job);
      }
      return resultOf<Ingested>(last);
    },
    close: () => service.close(),
  };
}

function openRemoteHouse(client: Client): House {
  return {
    async backfill(span, onProgress) {
      const { job } = await client.post<{ job: string }>("/radar/backfill", span);
      let last: Pick<JobStatus, "state" | "result" | "error"> | undefined;
      for await (const status of client.watch(job)) {
        last = status;
        onProgress(status);
      }
      return resultOf<Backfilled>(last);
    },
    async ingest(name, bytes, onProgress) {
      const { job } = await client.upload(`/radar/volumes?name=${encodeURIComponent(name)}`, bytes);
      let last: Pick<JobStatus, "state" | "result" | "error"> | undefined;
      for await (const status of client.watch(job)) {
        last = status;
        onProgress(status);
      }
      return resultOf<Ingested>(last);
    },
    close: async () => {},
  };
}

function resultOf<Result>(job: Pick<JobStatus, "state" | "result" | "error"> | undefined): Result {
  if (job?.state === "done") return job.result as Result;
  const { code, message } = job?.error ?? {
    code: "JOB_FAILED",
    message: `The job is ${job?.state ?? "gone"}.`,
  };
  throw Object.assign(new Error(message), { code });
}

/** A file itself, or every file below a folder, by name; names that begin with a dot are skipped. */
async function filesOf(path: string): Promise<string[]> {
  const kind = await stat(path).catch(() => {
    throw new WelkinError("NOT_FOUND", `There is no file or folder ${path}.`);
  });
  if (!kind.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const inside = entries
    .filter(({ name }) => !name.startsWith("."))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const found = await Promise.all(
    inside.map((entry) => {
      const child = join(path, entry.name);
      if (entry.isDirectory()) return filesOf(child);
      return entry.isFile() ? [child] : [];
    }),
  );
  return found.flat();
}
