import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Readable } from "node:stream";
import { constants, createGunzip } from "node:zlib";
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Store } from "../engines/store/index.ts";
import { WelkinError } from "../errors.ts";

/** Bytes of a file that are checked before it is accepted. */
const HEAD = 64 * 1024;
/** What a form may add to its file. */
const FORM = 16 * 1024;
/** RFC 1952, section 2.3.1. */
const GZIP = [0x1f, 0x8b];
/** Media types of files that are never sent on purpose. */
const never = /^(image|audio|video|font|model)\/|^text\/html|^application\/pdf/i;

interface Uploads {
  readonly store: Store;
  /** Size of the largest file accepted, bytes. */
  readonly limit: number;
  /** Media types, besides pictures and the like, that no such file has. */
  readonly refuses?: RegExp;
  /** @throws WelkinError FILE_UNKNOWN if these first bytes are not of an accepted file */
  readonly check: (head: Uint8Array) => void;
}

/** Lets the routes of a part of the service accept files: as the body itself, or as the one file of a form. */
export async function takeUploads(app: FastifyInstance, limit: number): Promise<void> {
  app.removeAllContentTypeParsers();
  await app.register(multipart, { limits: { files: 1, fileSize: limit } });
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
}

/**
 * Checks the beginning of the file in a request, and streams the file to the store.
 *
 * @throws WelkinError TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, FILE_EMPTY, FILE_UNKNOWN, BAD_REQUEST if a form has no file
 */
export async function keepUpload(
  request: FastifyRequest,
  named: string | undefined,
  { store, limit, refuses, check }: Uploads,
): Promise<{ readonly key: string; readonly name: string }> {
  const most = request.isMultipart() ? limit + FORM : limit;
  if (Number(request.headers["content-length"]) > most) {
    throw new WelkinError("TOO_LARGE", `At most ${limit} bytes are accepted.`);
  }
  const { name, body, type } = await uploaded(request);
  if (never.test(type) || refuses?.test(type)) {
    body.resume();
    throw new WelkinError("UNSUPPORTED_MEDIA_TYPE", `${type} is not accepted here.`);
  }
  const { head, whole } = await peek(body, HEAD);
  try {
    if (head.length === 0) throw new WelkinError("FILE_EMPTY", "Send the bytes of a file.");
    check(await unpackedHead(head));
  } catch (error) {
    // The rest is read and discarded, so that the client gets to read the answer.
    body.resume();
    throw error;
  }
  const key = `incoming/${randomUUID()}`;
  await store.put(key, whole, { maxBytes: limit });
  return { key, name: named ?? name };
}

async function uploaded(request: FastifyRequest) {
  if (!request.isMultipart()) {
    const body = (request.body as Readable | undefined) ?? Readable.from([]);
    return { name: "upload", body, type: typeOf(request.headers["content-type"]) };
  }
  const file = await request.file();
  if (!file) throw new WelkinError("BAD_REQUEST", "The form has no file.");
  return { name: file.filename, body: file.file as Readable, type: typeOf(file.mimetype) };
}

function typeOf(header: string | undefined): string {
  return header?.split(";", 1)[0]?.trim() ?? "";
}

/** The first bytes of a stream, and the whole stream again. */
async function peek(stream: Readable, length: number) {
  const parts: Buffer[] = [];
  let held = 0;
  while (held < length && !stream.readableEnded) {
    const part = stream.read() as Buffer | null;
    if (part === null) await more(stream);
    else {
      parts.push(part);
      held += part.length;
    }
  }
  const head = Buffer.concat(parts);
  if (stream.readableEnded) return { head, whole: head };
  stream.unshift(head);
  return { head, whole: stream };
}

/** Waits until there is more to read, or the end is known. */
async function more(stream: Readable): Promise<void> {
  const done = new AbortController();
  const { signal } = done;
  try {
    await Promise.race(["readable", "end", "close"].map((what) => once(stream, what, { signal })));
    if (stream.destroyed && !stream.readableEnded) throw new WelkinError("CLIENT_GONE");
  } finally {
    done.abort();
  }
}

/** The first decompressed bytes of a gzip file; undefined if it is damaged. */
async function unpackedHead(head: Uint8Array): Promise<Uint8Array> {
  if (!GZIP.every((byte, i) => head[i] === byte)) return head;
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: HEAD });
  gunzip.end(head);
  try {
    for await (const part of gunzip) return part as Buffer;
  } catch {
    // It is reported like any file that is not accepted.
  }
  return new Uint8Array();
}
