import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Answer,
  cutShort,
  hangUp,
  keepSilent,
  refuse,
  reply,
  serveFaulty,
} from "../testing/faulty.ts";
import { makeBucket, type ScratchBucket, s3Server } from "../testing/s3.ts";
import { type Bucket, openBucket } from "./index.ts";

const patience = { silence: 200, retries: 3, delay: 1 };
const code = (code: string) => expect.objectContaining({ code });
const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => i * 31);

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function openFaulty(...answers: readonly Answer[]) {
  const server = await serveFaulty(...answers);
  const bucket = openBucket({
    bucket: "open.data",
    region: "us-east-1",
    endpoint: `${server.url}/`,
    unsigned: true,
    patience,
  });
  return { ...server, bucket };
}

const list = (inside: string) =>
  reply(
    200,
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ListBucketResult>`,
  );
const contents = (key: string, size: number | string = 5) =>
  `<Contents><Key>${key}</Key><LastModified>2026-05-20T22:04:05.000Z</LastModified><ETag>&quot;abc&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><Size>${size}</Size><Owner><ID>x</ID></Owner><StorageClass>STANDARD</StorageClass></Contents>`;
const more = (token: string) =>
  `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`;

describe("a public bucket", () => {
  it("is listed page by page", async () => {
    await using faulty = await openFaulty(
      list(
        `<Name>open.data</Name><Prefix>2026/a&amp;b</Prefix>${more("1/+=")}${contents("2026/a&amp;b/&lt;1&gt;&#x31;")}`,
      ),
      list(`${contents("2026/a&amp;b/&gt;&#50;é", 0)}<IsTruncated>false</IsTruncated>`),
    );
    const found = await all(
      faulty.bucket.list("2026/a&b", { startAfter: "2026/a&b/", delimiter: "|" }),
    );
    const common = { modified: new Date("2026-05-20T22:04:05Z"), etag: "abc" };
    expect(found).toEqual([
      { key: "2026/a&b/<1>1", size: 5, ...common },
      { key: "2026/a&b/>2é", size: 0, ...common },
    ]);
    const asked = faulty.requests.map(
      (request) => new URL(request.split(" ")[1] ?? "", "http://x"),
    );
    expect(asked.map(({ pathname }) => pathname)).toEqual(["/open.data/", "/open.data/"]);
    const first = {
      "list-type": "2",
      prefix: "2026/a&b",
      delimiter: "|",
      "start-after": "2026/a&b/",
    };
    expect(asked.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([
      first,
      { ...first, "continuation-token": "1/+=" },
    ]);
  });

  it("is told its folders", async () => {
    const folder = (name: string) => `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`;
    await using faulty = await openFaulty(
      list(`<Prefix>KTLX/</Prefix>${contents("KTLX/x")}${folder("KTLX/1/")}${folder("KTLX/2/")}`),
    );
    expect(await all(faulty.bucket.prefixes("KTLX/"))).toEqual(["KTLX/1/", "KTLX/2/"]);
    expect(faulty.requests[0]).toContain("delimiter=%2F");
  });

  it.each([
    ["does not move on", [list(`${contents("b")}${more("1")}`)]],
    ["goes back", [list(`${contents("b")}${more("1")}`), list(`${contents("a")}`)]],
    ["is empty for ever", [list(more("1"))]],
    ["goes on nobody knows where", [list("<IsTruncated>true</IsTruncated>")]],
    ["has objects without a key", [list(contents(""))]],
    ["has objects without a size", [list(contents("a", ""))]],
    ["has objects of a negative size", [list(contents("a", -1))]],
    ["has objects from no time", [list(contents("a").replace("2026-05-20", "once"))]],
    ["is cut short", [reply(200, "<ListBucketResult><Contents><Key>a</Key>")]],
    ["is a page about something else", [reply(200, "<html>Log in to the hotel's network</html>")]],
    ["is nothing", [reply(200)]],
  ])("with a list that %s is reported", async (_, answers) => {
    await using faulty = await openFaulty(...answers);
    await expect(all(faulty.bucket.list(""))).rejects.toThrow(code("BUCKET_BAD_LISTING"));
    expect(faulty.requests.length).toBeLessThan(20);
  });

  it("is asked for a part of an object, of the version that is meant", async () => {
    await using faulty = await openFaulty(
      reply(206, bytes(10)),
      refuse(412, "PreconditionFailed"),
      refuse(416, "InvalidRange"),
    );
    const range = { start: 5, length: 10 };
    expect(await faulty.bucket.get("a", { range, etag: "abc" })).toEqual(bytes(10));
    for (let i = 0; i < 2; i++) {
      const changed = faulty.bucket.get("a", { range, etag: "abc" });
      await expect(changed).rejects.toThrow(code("BUCKET_CHANGED"));
    }
    expect(faulty.requests).toHaveLength(3);
  });

  it("that fails for a while is asked again", async () => {
    await using faulty = await openFaulty(
      refuse(500, "InternalError"),
      refuse(503, "SlowDown"),
      cutShort(200, bytes(1000), 5000),
      reply(200, bytes(5000)),
    );
    expect(await faulty.bucket.get("a b/+é?.ar2v")).toEqual(bytes(5000));
    expect(faulty.requests).toEqual(Array(4).fill("GET /open.data/a%20b/%2B%C3%A9%3F.ar2v"));

    await using hanging = await openFaulty(keepSilent, hangUp, list(contents("a")));
    expect(await all(hanging.bucket.list(""))).toHaveLength(1);
  });

  it.each([
    ["fails for good", refuse(503, "SlowDown"), "BUCKET_UNAVAILABLE", "SlowDown (HTTP 503)", 4],
    ["is silent", keepSilent, "BUCKET_UNAVAILABLE", "nothing was heard for 0.2 s", 4],
    [
      "falls silent",
      ((_, response) => void response.writeHead(200).write("x")) as Answer,
      "BUCKET_UNAVAILABLE",
      "nothing was heard",
      4,
    ],
    ["hangs up", hangUp, "BUCKET_UNAVAILABLE", "closed", 4],
    ["cuts connections", cutShort(200, bytes(9), 90), "BUCKET_UNAVAILABLE", "", 4],
    [
      "speaks no HTTP",
      ((request) => void request.socket.end("SSH-2.0-x\r\n")) as Answer,
      "BUCKET_UNAVAILABLE",
      "",
      4,
    ],
    ["has no such object", refuse(404, "NoSuchKey"), "BUCKET_NOT_FOUND", "has no a.ar2v", 1],
    ["is not there", refuse(404, "NoSuchBucket"), "BUCKET_UNAVAILABLE", "NoSuchBucket", 1],
    ["is not public", refuse(403, "AccessDenied"), "BUCKET_DENIED", "AccessDenied", 1],
    [
      "is elsewhere",
      reply(301, "", { location: "http://169.254.169.254/", "x-amz-bucket-region": "eu-west-1" }),
      "BUCKET_UNAVAILABLE",
      "region eu-west-1",
      1,
    ],
    ["has a huge object", reply(200, bytes(101)), "BUCKET_TOO_LARGE", "100 bytes", 1],
    ["has a huge error", reply(403, "x".repeat(1 << 20)), "BUCKET_DENIED", "HTTP 403", 1],
  ])("that %s is reported", async (_, answer, expected, message, requests) => {
    await using faulty = await openFaulty(answer);
    const error = await faulty.bucket.get("a.ar2v", { maxBytes: 100 }).catch((error) => error);
    expect(error).toMatchObject({ code: expected, message: expect.stringContaining(message) });
    expect(faulty.requests).toHaveLength(requests);
  });

  it("does not read on where an object of unknown size grows too large", async () => {
    let sent = 0;
    await using faulty = await openFaulty((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => {
        sent += 50;
        response.write(bytes(50));
      }, 1);
      response.on("close", () => clearInterval(timer));
    });
    const getting = faulty.bucket.get("a.ar2v", { maxBytes: 1000 });
    await expect(getting).rejects.toThrow(code("BUCKET_TOO_LARGE"));
    expect(sent).toBeLessThan(1 << 20);
  });

  it("is given up at once where it sends in drops", async () => {
    await using faulty = await openFaulty((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(timer));
    });
    const error = await faulty.bucket.get("a.ar2v").catch((error) => error);
    expect(error).toMatchObject({
      code: "BUCKET_UNAVAILABLE",
      message: expect.stringContaining("less than 32 kB a second"),
    });
    expect(faulty.requests).toHaveLength(1);
  });

  it("can be left while it is silent, or before it is asked again", async () => {
    for (const answer of [keepSilent, refuse(500, "InternalError")]) {
      await using faulty = await openFaulty(answer);
      const controller = new AbortController();
      const { signal } = controller;
      const reason = new Error("gone away");
      setTimeout(() => controller.abort(reason), 20);
      const slow = openBucket({
        bucket: "a",
        region: "",
        endpoint: faulty.url,
        unsigned: true,
        patience: { silence: 60_000, retries: 9, delay: 60_000 },
      });
      await expect(slow.get("a", { signal })).rejects.toBe(reason);
      await expect(all(slow.list("", { signal }))).rejects.toBe(reason);
    }
  });

  it.each(["", ".", "a/../b", "a/.", "\ud800"])("is not asked for %j", async (key) => {
    await using faulty = await openFaulty(reply(200));
    await expect(faulty.bucket.get(key)).rejects.toThrow(code("BUCKET_BAD_KEY"));
    expect(faulty.requests).toEqual([]);
  });
});

if (s3Server === undefined) it.skip("a bucket on S3: WELKIN_TEST_S3 names no server", () => {});
else onServer(s3Server);

function onServer(server: string): void {
  describe("a public bucket on S3", () => {
    let scratch: ScratchBucket;
    let bucket: Bucket;
    const keys = Array.from(
      { length: 1005 },
      (_, i) => `KTLX/${i + 1}/20260520-220405-001-S`,
    ).sort();
    const open = (name: string) =>
      openBucket({ bucket: name, region: "us-east-1", endpoint: server, unsigned: true, patience });
    beforeAll(async () => {
      scratch = await makeBucket(server, { isPublic: true });
      bucket = open(scratch.name);
      const put = (Key: string) =>
        scratch.client.send(new PutObjectCommand({ Bucket: scratch.name, Key, Body: Key }));
      for (let i = 0; i < keys.length; i += 50) await Promise.all(keys.slice(i, i + 50).map(put));
      for (const key of ["odd/a b+c=&<>'\"é/?#%41", "odd/x//y"]) await put(key);
    });
    afterAll(() => scratch.drop());

    it("lists every page, or what is new", async () => {
      const found = await all(bucket.list("KTLX/"));
      expect(found.map(({ key }) => key)).toEqual(keys);
      expect(found[0]).toMatchObject({ size: 28, etag: expect.stringMatching(/^[0-9a-f]{32}$/) });
      expect(Math.abs(Date.now() - (found[0]?.modified.getTime() ?? 0))).toBeLessThan(300_000);
      const startAfter = keys.at(-3) ?? "";
      const fresh = await all(bucket.list("KTLX/", { startAfter }));
      expect(fresh.map(({ key }) => key)).toEqual(keys.slice(-2));
      expect(await all(bucket.list("KTLX/", { delimiter: "/" }))).toEqual([]);
      expect(await all(bucket.list("KXXX/"))).toEqual([]);
    });

    it("tells the folders, every page of them", async () => {
      const folders = keys.map((key) => key.slice(0, key.lastIndexOf("/") + 1)).sort();
      expect(await all(bucket.prefixes("KTLX/"))).toEqual(folders);
      expect(await all(bucket.prefixes(""))).toEqual(["KTLX/", "odd/"]);
    });

    it("reads objects, whatever they are called", async () => {
      for (const { key } of await all(bucket.list("odd/")))
        expect(new TextDecoder().decode(await bucket.get(key))).toBe(key);
      await expect(bucket.get("KTLX/none")).rejects.toThrow(code("BUCKET_NOT_FOUND"));
      await expect(bucket.get(keys[0] ?? "", { maxBytes: 27 })).rejects.toThrow(
        code("BUCKET_TOO_LARGE"),
      );
    });

    it("is refused where the bucket is private, or is not there", async () => {
      const secret = await makeBucket(server);
      await expect(all(open(secret.name).list(""))).rejects.toThrow(code("BUCKET_DENIED"));
      await secret.drop();
      await expect(open(secret.name).get("a")).rejects.toThrow(code("BUCKET_UNAVAILABLE"));
    });
  });
}
