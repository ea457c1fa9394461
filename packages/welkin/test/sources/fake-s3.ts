import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * How a request fails: with a status, with a connection that is cut in the middle of the answer, or with one that
 * drips.
 */
export type Fault = number | "cut" | "drip" | undefined;

const PAGE = 1000;

/** Public buckets in memory: ListObjectsV2 and GetObject with Amazon's answers. */
export class FakeS3 {
  readonly #objects = new Map<string, { bytes: Uint8Array; modified: Date }>();
  #server: Server | undefined;
  #port = 0;
  /** Called before each answer. */
  fault: (path: string) => Fault | Promise<Fault> = () => undefined;
  /** False sizes of objects in lists. */
  readonly told = new Map<string, number>();
  /** Paths of the objects read, in order. */
  readonly reads: string[] = [];
  /** Queries of the lists requested. */
  readonly lists: URLSearchParams[] = [];

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  put(bucket: string, key: string, bytes: Uint8Array): void {
    this.#objects.set(`${bucket}/${key}`, { bytes, modified: new Date() });
  }

  remove(bucket: string, key: string): void {
    this.#objects.delete(`${bucket}/${key}`);
  }

  /** Starts, on the same port as before. */
  async start(): Promise<this> {
    const server = createServer((request, response) => void this.#answer(request, response));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
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

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    const path = decodeURIComponent(url.pathname.slice(1));
    const fault = await this.fault(path);
    if (typeof fault === "number") {
      response.writeHead(fault, { "content-type": "application/xml" });
      response.end(
        `<Error><Code>${fault === 403 ? "AccessDenied" : "InternalError"}</Code></Error>`,
      );
      return;
    }
    if (url.searchParams.get("list-type") === "2") this.#list(path, url.searchParams, response);
    else if (fault === "drip") drip(response);
    else this.#get(path, fault, request, response);
  }

  #get(path: string, fault: Fault, { headers }: IncomingMessage, response: ServerResponse): void {
    const object = this.#objects.get(path);
    if (!object) {
      response.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
      return;
    }
    this.reads.push(path);
    const tag = headers["if-match"];
    if (tag !== undefined && tag !== `"${object.bytes.length}"`) {
      response.writeHead(412).end("<Error><Code>PreconditionFailed</Code></Error>");
      return;
    }
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
    if (start !== undefined && end !== undefined) {
      const part = object.bytes.subarray(Number(start), Number(end) + 1);
      response.writeHead(part.length > 0 ? 206 : 416, { "content-length": part.length }).end(part);
      return;
    }
    response.writeHead(200, { "content-length": object.bytes.length });
    if (fault !== "cut") {
      response.end(object.bytes);
      return;
    }
    response.write(object.bytes.subarray(0, object.bytes.length >> 1), () => response.destroy());
  }

  #list(path: string, query: URLSearchParams, response: ServerResponse): void {
    this.lists.push(query);
    const bucket = path.replace(/\/$/, "");
    const prefix = query.get("prefix") ?? "";
    const delimiter = query.get("delimiter") ?? "";
    const after = query.get("continuation-token") ?? query.get("start-after") ?? "";
    const limit = Math.min(PAGE, Number(query.get("max-keys") ?? PAGE));
    const keys = [...this.#objects.keys()]
      .filter((name) => name.startsWith(`${bucket}/${prefix}`))
      .map((name) => name.slice(bucket.length + 1))
      .filter((key) => key > after)
      .sort();
    const entries: { xml: string; last: string }[] = [];
    const groups = new Set<string>();
    for (const key of keys) {
      const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
      if (end < 0) {
        const { bytes, modified } = this.#objects.get(`${bucket}/${key}`)!;
        const size = this.told.get(`${bucket}/${key}`) ?? bytes.length;
        const xml = `<Contents><Key>${escapeXml(key)}</Key><LastModified>${modified.toISOString()}</LastModified><ETag>&quot;${bytes.length}&quot;</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
        entries.push({ xml, last: key });
        continue;
      }
      const group = key.slice(0, end + 1);
      // The continuation of a list does not repeat the folder that the list ended with.
      if (groups.has(group) || after.startsWith(group)) continue;
      groups.add(group);
      const xml = `<CommonPrefixes><Prefix>${escapeXml(group)}</Prefix></CommonPrefixes>`;
      entries.push({ xml, last: group });
    }
    const page = entries.slice(0, limit);
    const more = entries.length > limit;
    const next = more
      ? `<NextContinuationToken>${escapeXml(page.at(-1)?.last ?? "")}</NextContinuationToken>`
      : "";
    response.writeHead(200, { "content-type": "application/xml" });
    response.end(
      `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${escapeXml(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${limit}</MaxKeys><IsTruncated>${more}</IsTruncated>${next}${page.map(({ xml }) => xml).join("")}</ListBucketResult>`,
    );
  }
}

/** Sends a few bytes now and then, as long as the client waits. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { "content-length": 1 << 20 });
  const timer = setInterval(() => response.write("drop"), 20);
  response.on("close", () => clearInterval(timer));
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
