import type { JobStatus } from "../engines/queue/index.ts";
import { type Problem, WelkinError } from "../errors.ts";

/** A running service, as seen by the command line. */
export class Client {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(url: string, apiKey: string | undefined) {
    this.#url = url;
    this.#headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  }

  async get<Answer>(path: string): Promise<Answer> {
    return (await this.#ask(path, {})).json() as Promise<Answer>;
  }

  async post<Answer>(path: string, body: unknown): Promise<Answer> {
    const headers = { "content-type": "application/json" };
    const answer = await this.#ask(path, { method: "POST", body: JSON.stringify(body), headers });
    return answer.json() as Promise<Answer>;
  }

  /** Sends a file; returns the job that ingests it. */
  async upload(path: string, bytes: Uint8Array): Promise<{ job: string }> {
    const headers = { "content-type": "application/octet-stream" };
    const body = new Blob([bytes as Uint8Array<ArrayBuffer>]);
    const answer = await this.#ask(path, { method: "POST", body, headers });
    return answer.json() as Promise<{ job: string }>;
  }

  /** The same for a file of any size, or for data generated while it is sent. */
  async send(path: string, body: AsyncIterable<Uint8Array>): Promise<{ job: string }> {
    const headers = { "content-type": "application/octet-stream" };
    const request = { method: "POST", body, headers, duplex: "half" } as unknown as RequestInit;
    return (await this.#ask(path, request)).json() as Promise<{ job: string }>;
  }

  /** A job's changes until it has ended. */
  async *watch(
    id: string,
  ): AsyncGenerator<Pick<JobStatus, "state" | "progress" | "note" | "result" | "error">> {
    const answer = await this.#ask(`/jobs/${id}/events`, {
      headers: { accept: "text/event-stream" },
    });
    let text = "";
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const data = /^data: ?(.*)$/m.exec(event)?.[1];
        if (data !== undefined) yield JSON.parse(data);
      }
    }
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const headers = { ...this.#headers, ...(init.headers as Record<string, string>) };
    let answer: Response;
    try {
      answer = await fetch(new URL(path, this.#url), { ...init, headers });
    } catch (error) {
      throw new WelkinError("UNAVAILABLE", `The service at ${this.#url} does not answer.`, {
        cause: error,
      });
    }
    if (answer.ok) return answer;
    const problem = (await answer.json().catch(() => undefined)) as Problem | undefined;
    const message =
      problem?.detail ?? problem?.title ?? `the service answered with HTTP ${answer.status}`;
    throw Object.assign(new Error(message), { code: problem?.code ?? "UNAVAILABLE" });
  }
}
