import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { JobStatus } from "../../engines/queue/index.ts";
import type {
  FileRecord,
  Hit,
  ImportReport,
  MovingResult,
  Note,
  OrbitReport,
  OrbitView,
} from "../../survey/index.ts";
import type { Client } from "../client.ts";
import type { EphemerisAnswer, SourceView, SurveyHouse, Whom, Window } from "./house.ts";
import { ownTarget } from "./local.ts";

interface SearchView {
  readonly job: string | null;
  readonly state: string;
  readonly target: string;
  readonly orbit: OrbitView | null;
  readonly notes: readonly Note[];
  readonly searched: number | null;
  readonly revision: number | null;
  readonly timing: MovingResult["timing"] | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly links: { readonly self: string; readonly results: string };
}

/** Nothing had to be computed. */
const noTime = { ephemeris: 0, index: 0, exact: 0, total: 0 };

/** Most times per ephemeris request. */
const TIMES = 10_000;

/** The survey domain of a running service. */
export function remoteHouse(client: Client): SurveyHouse {
  return {
    async search({ padding, uncertainty, observer, ...question }) {
      const manner = { padding, uncertainty, observer };
      const body = { ...whomBody(question), ...windowBody(question), ...manner };
      const { links, job } = await client.post<SearchView>("/survey/searches", body);
      if (job !== null) await lastOf(client, job);
      const found = await client.get<SearchView>(links.self);
      if (found.state !== "done") throw failure(found.error, found.state);
      const { hits } = await client.get<{ hits: Hit[] }>(links.results);
      const { target, orbit, notes, searched, revision, timing } = found;
      return {
        ...{ target, orbit, notes, hits },
        searched: searched ?? (await heldBy(client, question.sources)),
        revision: revision ?? 0,
        timing: timing ?? noTime,
      };
    },
    async fixed({ place, intersection, ...question }) {
      const body = { ...place, intersection, ...windowBody(question) };
      return (await client.post<{ observations: never[] }>("/survey/fixed", body)).observations;
    },
    async ephemeris({ observer, times, ...whom }) {
      const own = whomBody(whom);
      const answers: EphemerisAnswer[] = [];
      for (let at = 0; at === 0 || at < times.length; at += TIMES) {
        const body = { ...own, observer, at: times.slice(at, at + TIMES) };
        answers.push(await client.post<EphemerisAnswer>("/survey/ephemeris", body));
      }
      const { target, orbit } = answers[0]!;
      return { target, orbit, rows: answers.flatMap(({ rows }) => rows) };
    },
    async import(file, { kind, records }, source, observatory, progress) {
      const query = new URLSearchParams({
        ...(source !== undefined && { source }),
        ...(observatory !== undefined && { observatory }),
        name: basename(file).slice(0, 200),
      });
      const lines = new Lines(records);
      const body = kind === "table" ? createReadStream(file) : lines.bytes();
      const { job } = await client.send(`/survey/import?${query}`, body);
      const report = await resultOf<ImportReport>(client, job, progress);
      return kind === "table" ? report : lines.added(report);
    },
    async importOrbits(file, progress) {
      const name = encodeURIComponent(basename(file).slice(0, 200));
      const { job } = await client.send(`/survey/orbits?name=${name}`, createReadStream(file));
      return await resultOf<OrbitReport>(client, job, progress);
    },
    sources: async () => (await client.get<{ sources: SourceView[] }>("/survey/sources")).sources,
    async define(source) {
      await client.post("/survey/sources", source);
    },
  };
}

/** Records as JSON lines; unreadable ones are reported without being sent. */
class Lines {
  readonly #records: AsyncIterable<FileRecord>;
  readonly #broken: ImportReport["rejections"][number][] = [];

  constructor(records: AsyncIterable<FileRecord>) {
    this.#records = records;
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    for await (const { values, offered, broken, rejection, line, file } of this.#records) {
      const message = broken ?? rejection?.message;
      if (message === undefined) {
        yield encoder.encode(`${JSON.stringify({ ...offered, ...values })}\n`);
        continue;
      }
      const code = rejection?.code ?? "UNREADABLE";
      this.#broken.push({ line, ...(file !== undefined && { file }), code, message });
    }
  }

  added(report: ImportReport): ImportReport {
    const own = this.#broken;
    return {
      ...report,
      read: report.read + own.length,
      rejected: report.rejected + own.length,
      rejections: [...own, ...report.rejections].slice(0, 100),
    };
  }
}

function whomBody(whom: Whom): object {
  ownTarget(whom);
  const orbit = whom.orbit === undefined ? undefined : JSON.parse(whom.orbit.text);
  return { target: whom.name, orbit };
}

function windowBody({ from, to, sources }: Window): object {
  return { start: from, stop: to, sources };
}

async function heldBy(client: Client, names: readonly string[]): Promise<number> {
  const { sources } = await client.get<{ sources: SourceView[] }>("/survey/sources");
  const wanted = sources.filter(({ source }) => names.length === 0 || names.includes(source));
  return wanted.reduce((sum, { count }) => sum + count, 0);
}

type Last = Pick<JobStatus, "state" | "result" | "error">;

async function lastOf(
  client: Client,
  job: string,
  told: (note: string | undefined) => void = () => {},
): Promise<Last | undefined> {
  let last: Last | undefined;
  for await (const status of client.watch(job)) {
    last = status;
    told(status.note);
  }
  return last;
}

async function resultOf<Result>(
  client: Client,
  job: string,
  progress: (read: number) => void,
): Promise<Result> {
  const last = await lastOf(client, job, (note) => {
    const read = Number.parseInt(note ?? "", 10);
    if (read > 0) progress(read);
  });
  if (last?.state === "done") return last.result as Result;
  throw failure(last?.error ?? null, last?.state ?? "gone");
}

function failure(error: { code: string; message: string } | null, state: string): Error {
  const { code, message } = error ?? { code: "JOB_FAILED", message: `The job is ${state}.` };
  return Object.assign(new Error(message), { code });
}
