import { describe, expect, it } from "vitest";
import {
  type Answer,
  cutShort,
  hangUp,
  keepSilent,
  refuse,
  reply,
  serveFaulty,
} from "../testing/faulty.ts";
import { openStore } from "./index.ts";
import { openS3Store, parseS3Address } from "./s3.ts";
import { errorOf } from "./s3-errors.ts";

process.env["AWS_ACCESS_KEY_ID"] ??= "test";
process.env["AWS_SECRET_ACCESS_KEY"] ??= "a secret of the test";

const code = (code: string) => expect.objectContaining({ code });
const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => i * 31);
const facts = { etag: '"abc"', "last-modified": "Wed, 20 May 2026 22:00:00 GMT" };
const written = reply(200, "", facts);
/** The requests of opening a store: whether the bucket exists, and what killed writers left in it. */
const opening = ["ListBucketResult", "ListMultipartUploadsResult"].map((root) =>
  reply(200, `<?xml version="1.0"?><${root}/>`, { "content-type": "application/xml" }),
);

/** Opens a store on a server that then gives these answers. */
async function openFaulty(...answers: readonly Answer[]) {
  const server = await serveFaulty(...opening, ...answers);
  const address = parseS3Address(`s3://bucket/below?endpoint=${server.url}`);
  const store = await openS3Store(address, { connect: 1000, silence: 200, attempts: 4 });
  server.requests.length = 0;
  return {
    store,
    requests: server.requests,
    async [Symbol.asyncDispose]() {
      await store.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** Answers with the requested range, or with at most its first `most` bytes before the connection is cut. */
const serve =
  (all: Uint8Array, { etag = facts.etag, most = all.length } = {}): Answer =>
  (request, ...rest) => {
    const [start = 0, end = 0] = (request.headers.range ?? "").match(/\d+/g)?.map(Number) ?? [];
    const part = all.subarray(start, end + 1);
    const range = `bytes ${start}-${start + part.length - 1}/${all.length}`;
    const headers = { ...facts, etag, "content-range": range };
    const answer = cutShort(206, part.subarray(0, most), part.length, headers);
    return (part.length > most ? answer : reply(206, part, headers))(request, ...rest);
  };

describe("a store on an S3 server that", () => {
  it("fails for a while is asked again", async () => {
    await using faulty = await openFaulty(
      refuse(500, "InternalError"),
      refuse(503, "SlowDown"),
      hangUp,
      written,
      reply(200, bytes(5), facts),
    );
    const put = await faulty.store.put("a.png", bytes(5));
    expect(put).toEqual({
      key: "a.png",
      size: 5,
      etag: "abc",
      modified: new Date("2026-05-20T22:00:00Z"),
    });
    expect(faulty.requests.map((request) => request.slice(0, 23))).toEqual([
      ...Array(4).fill("PUT /bucket/below/a.png"),
      "HEAD /bucket/below/a.pn",
    ]);
  });

  it.each([
    ["fails for good", refuse(503, "SlowDown"), "STORE_UNAVAILABLE", "SlowDown"],
    ["never answers", keepSilent, "STORE_UNAVAILABLE", "Timeout"],
    ["hangs up", hangUp, "STORE_UNAVAILABLE", "ECONNRESET"],
    ["denies access", refuse(403, "AccessDenied"), "STORE_DENIED", "AccessDenied"],
    ["has no room", refuse(507, "InsufficientStorage"), "STORE_FULL", ""],
    ["has a quota", refuse(403, "QuotaExceeded"), "STORE_FULL", ""],
    ["speaks no S3", reply(404, "<html>nginx</html>"), "STORE_NOT_FOUND", ""],
    ["takes no ranges", reply(200, bytes(5), facts), "STORE_UNAVAILABLE", "ranges"],
  ])("%s is reported", async (_, answer, expected, reason) => {
    await using faulty = await openFaulty(answer);
    const error = await faulty.store.get("a.png").catch((error) => error);
    expect(error).toMatchObject({ code: expected, message: expect.stringContaining(reason) });
    expect(error.cause).toBeUndefined();
  });

  it.each([
    ["ECONNREFUSED", "connect ECONNREFUSED 10.1.2.3:9000", "it accepts no connections"],
    ["ENOTFOUND", "getaddrinfo ENOTFOUND minio.internal", "its name cannot be resolved"],
    ["X", "no route to minio.internal:9000 or 10.1.2.3:80 or [fd00::1]:9000", "X: no route to"],
    ["X", "GET http://minio.internal/a?X-Amz-Signature=abc failed on localhost:9000", "X: GET …"],
  ])("that fails with %s, %s, does not tell where it is", (name, said, expected) => {
    const { message } = errorOf(name, "a.png", said);
    expect(message).toContain(expected);
    expect(message).not.toMatch(/minio|internal|10\.1|fd00|9000|:80|localhost|abc/);
  });

  it("cuts connections is asked for the rest", async () => {
    const all = bytes(3_000_000);
    await using faulty = await openFaulty(
      serve(all, { most: 1000 }),
      serve(all, { most: 1_500_000 }),
      serve(all, { most: 10 }),
      serve(all),
    );
    const object = await faulty.store.get("a.png");
    expect(Buffer.compare(await object.bytes(), all)).toBe(0);
    expect(faulty.requests).toHaveLength(4);
  });

  it("cuts every connection at once is given up", async () => {
    const all = bytes(3_000_000);
    await using faulty = await openFaulty(serve(all), serve(all, { most: 0 }));
    const object = await faulty.store.get("a.png");
    await expect(object.bytes()).rejects.toThrow(code("STORE_UNAVAILABLE"));
    expect(faulty.requests).toHaveLength(5);
  });

  it("has another object by then is not mixed with the first", async () => {
    const all = bytes(3_000_000);
    const other = { etag: '"other"' };
    await using faulty = await openFaulty(serve(all), serve(all, { most: 9 }), serve(all, other));
    const object = await faulty.store.get("a.png");
    await expect(object.bytes()).rejects.toThrow(code("STORE_CHANGED"));
  });

  it("loses its answer after writing once does not take that for another's object", async () => {
    let writer = "";
    const lose: Answer = (request, ...rest) => {
      expect(request.headers["if-none-match"]).toBe("*");
      writer = String(request.headers["x-amz-meta-writer"]);
      return hangUp(request, ...rest);
    };
    const head: Answer = (...all) =>
      reply(200, bytes(5), { ...facts, "x-amz-meta-writer": writer })(...all);
    const absent = reply(404);
    const taken = refuse(412, "PreconditionFailed");
    await using faulty = await openFaulty(absent, lose, taken, head, head);
    const put = await faulty.store.put("a.png", bytes(5), { ifAbsent: true });
    expect(put).toMatchObject({ size: 5, etag: "abc" });

    await using another = await openFaulty(absent, taken, written);
    const putting = another.store.put("a.png", bytes(5), { ifAbsent: true });
    await expect(putting).rejects.toThrow(code("STORE_EXISTS"));
  });

  it("is silent can be left", async () => {
    await using faulty = await openFaulty(keepSilent);
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new Error("gone away");
    setTimeout(() => controller.abort(reason), 20);
    await expect(faulty.store.put("a.png", bytes(5), { signal })).rejects.toBe(reason);
    await expect(faulty.store.get("a.png", { signal })).rejects.toBe(reason);
  });

  it("repeats itself is not listed for ever", async () => {
    const page = `<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>below/a.png</Key>
      <LastModified>2026-05-20T22:00:00.123Z</LastModified><ETag>"abc"</ETag><Size>5</Size></Contents></ListBucketResult>`;
    await using faulty = await openFaulty(reply(200, page));
    const found = [];
    for await (const { key } of faulty.store.list("")) found.push(key);
    expect(found).toEqual(["a.png"]);
  });

  it("could not remove all says so", async () => {
    const some = `<DeleteResult><Error><Key>below/b.png</Key><Code>AccessDenied</Code>
      <Message>Access Denied</Message></Error></DeleteResult>`;
    await using faulty = await openFaulty(reply(200, some));
    await expect(faulty.store.remove(["a.png", "b.png"])).rejects.toThrow(
      expect.objectContaining({
        code: "STORE_DENIED",
        details: expect.objectContaining({ key: "b.png" }),
      }),
    );
  });

  it("holds parts of uploads that were killed long ago is rid of them", async () => {
    const upload = (key: string, begun: Date) =>
      `<Upload><Key>below/${key}</Key><UploadId>${key}</UploadId><Initiated>${begun.toISOString()}</Initiated></Upload>`;
    const uploads = [
      upload("old", new Date(Date.now() - 25 * 3600 * 1000)),
      upload("new", new Date(Date.now() - 3600 * 1000)),
    ];
    await using server = await serveFaulty(
      reply(200, "<ListBucketResult/>"),
      reply(200, `<ListMultipartUploadsResult>${uploads.join("")}</ListMultipartUploadsResult>`),
      reply(204),
    );
    await (
      await openStore({ url: `s3://bucket/below?endpoint=${server.url}`, secret: "" })
    ).close();
    expect(server.requests.slice(2)).toEqual([
      "DELETE /bucket/below/old?uploadId=old&x-id=AbortMultipartUpload",
    ]);
  });

  it("does not let us see uploads is opened all the same", async () => {
    await using server = await serveFaulty(
      reply(200, "<ListBucketResult/>"),
      refuse(403, "AccessDenied"),
    );
    await (await openStore({ url: `s3://bucket?endpoint=${server.url}`, secret: "" })).close();
    expect(server.requests).toHaveLength(2);
  });

  it("is not there is reported as the store is opened", async () => {
    const server = await serveFaulty(hangUp);
    await server[Symbol.asyncDispose]();
    const opening = openStore({ url: `s3://bucket?endpoint=${server.url}`, secret: "" });
    await expect(opening).rejects.toThrow(
      expect.objectContaining({
        code: "STORE_UNAVAILABLE",
        message: expect.stringContaining("ECONNREFUSED"),
      }),
    );
  });
});

describe("parseS3Address", () => {
  it.each([
    ["s3://bucket", { bucket: "bucket", prefix: "", pathStyle: false }],
    ["s3://My.bucket_1/", { bucket: "My.bucket_1", prefix: "", pathStyle: false }],
    [
      "s3://bucket/a/b/?region=eu-west-1",
      { bucket: "bucket", prefix: "a/b/", region: "eu-west-1", pathStyle: false },
    ],
    [
      "s3://bucket?endpoint=https://s3.example.org:9000",
      {
        bucket: "bucket",
        prefix: "",
        region: "us-east-1",
        endpoint: "https://s3.example.org:9000",
        pathStyle: true,
      },
    ],
    [
      "s3://bucket?endpoint=http%3A%2F%2Flocalhost&path_style=false&region=x",
      { bucket: "bucket", prefix: "", region: "x", endpoint: "http://localhost", pathStyle: false },
    ],
  ])("reads %s", (address, expected) => {
    expect(parseS3Address(address)).toEqual(expected);
  });

  it.each([
    "s3:",
    "s3://",
    "s3:///prefix",
    "s3://b",
    "s3://bucket/a//b",
    "s3://bucket/a b",
    "s3://bucket/../other",
    "s3://bucket?endpoint=localhost:9000",
    "s3://bucket?endpoint=http://me:secret@localhost",
    "s3://me:secret@bucket",
    "s3://bucket?path_style=yes",
    "s3://bucket?secret=secret",
  ])("refuses %s", (address) => {
    const read = () => parseS3Address(address);
    expect(read).toThrow(code("STORE_BAD_ADDRESS"));
    expect(read).not.toThrow(/me:secret/);
  });
});
