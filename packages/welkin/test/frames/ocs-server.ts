import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A frame of the archive: its record, and where its file is. */
export interface ArchivedFrame {
  readonly record: Record<string, unknown> & { readonly id: number };
  /** The file's bytes, or its path. */
  readonly file?: Uint8Array | string;
  /** The token that gives access to it; public if absent. */
  readonly token?: string;
}

/** How one path is answered instead of by the archive. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A request as the archive saw it. */
export interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
}

const PAGE = 100;

/** An OCS Science Archive for tests: frames by id, basename and request, in pages, with files at signed addresses. */
export class OcsServer {
  readonly #frames = new Map<number, ArchivedFrame>();
  readonly #answers = new Map<string, Answer>();
  #server: Server | undefined;
  #port = 0;
  /** Frames on a page. */
  page = PAGE;
  readonly seen: Seen[] = [];

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Asked for the API. */
  get asked(): string[] {
    return this.seen.map(({ path }) => path).filter((path) => !path.startsWith("/files/"));
  }

  /** Asked for files. */
  get fetched(): Seen[] {
    return this.seen.filter(({ path }) => path.startsWith("/files/"));
  }

  add(frame: ArchivedFrame): this {
    this.#frames.set(frame.record.id, frame);
    return this;
  }

  /** Answers a path (without its query) differently. */
  answer(path: string, answer: Answer): this {
    this.#answers.set(path, answer);
    return this;
  }

  clear(): void {
    this.#frames.clear();
    this.#answers.clear();
    this.seen.length = 0;
    this.page = PAGE;
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => void this.#respond(request, response));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.#port = (server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    const { authorization } = request.headers;
    this.seen.push({ path: `${url.pathname}${url.search}`, authorization });
    const own = this.#answers.get(url.pathname);
    if (own) return own(request, response);
    const file = /^\/files\/(\d+)$/.exec(url.pathname);
    if (file) return this.#file(Number(file[1]), response);
    const one = /^\/frames\/(\d+)\/$/.exec(url.pathname);
    const visible = [...this.#frames.values()].filter(
      ({ token }) => token === undefined || authorization === `Token ${token}`,
    );
    if (one) {
      const frame = visible.find(({ record }) => record.id === Number(one[1]));
      if (frame) return json(response, 200, this.#told(frame));
    }
    if (url.pathname === "/frames/") return this.#list(url, visible, response);
    json(response, 404, { detail: "Not found." });
  }

  #list(url: URL, visible: readonly ArchivedFrame[], response: ServerResponse): void {
    const wanted = {
      basename: url.searchParams.get("basename_exact"),
      request_id: url.searchParams.get("request_id"),
      reduction_level: url.searchParams.get("reduction_level"),
    };
    const found = visible.filter(({ record }) =>
      Object.entries(wanted).every(
        ([name, value]) => value === null || String(record[name]) === value,
      ),
    );
    const offset = Number(url.searchParams.get("offset") ?? 0);
    const next = new URL(url);
    next.searchParams.set("offset", String(offset + this.page));
    json(response, 200, {
      count: found.length,
      next: offset + this.page < found.length ? next.href : null,
      previous: null,
      results: found.slice(offset, offset + this.page).map((frame) => this.#told(frame)),
    });
  }

  #told({ record }: ArchivedFrame) {
    return { url: `${this.url}/files/${record.id}?X-Amz-Signature=secret-signature`, ...record };
  }

  async #file(id: number, response: ServerResponse): Promise<void> {
    const { file } = this.#frames.get(id) ?? {};
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const bytes = typeof file === "string" ? await readFile(file) : file;
    response.writeHead(200, { "content-length": bytes.length }).end(bytes);
  }
}

export function json(response: ServerResponse, status: number, value: unknown, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(value));
}
