import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ObjectInfo, Store } from "./index.ts";

/** A store to run the suite on: empty, and removed afterwards. */
export interface StoreFixture {
  readonly store: Store;
  /** Follows a link made by `url`, as a browser would; fails if the link is refused. */
  follow(link: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const code = (code: string) => expect.objectContaining({ code });

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield encode(text);
}

async function keys(infos: AsyncIterable<ObjectInfo>): Promise<string[]> {
  const found = [];
  for await (const { key } of infos) found.push(key);
  return found;
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return decode(Buffer.concat(parts));
}

/** What every store must do: see `Store`. */
export function storeContract(name: string, open: () => Promise<StoreFixture>): void {
  describe(`store on ${name}`, () => {
    let fixture: StoreFixture;
    let store: Store;
    beforeAll(async () => {
      fixture = await open();
      store = fixture.store;
    });
    afterAll(async () => {
      await store.close();
      await fixture.close();
    });

    const text = async (key: string) => decode(await (await store.get(key)).bytes());

    it("gives back what it was given, and says what it is", async () => {
      const before = Date.now();
      const put = await store.put("whole/a.txt", encode("hello"));
      expect(put).toMatchObject({ key: "whole/a.txt", size: 5 });
      // S3 gives the time to the second.
      expect(put.modified.getTime()).toBeGreaterThan(before - 5000);
      expect(put.etag).toMatch(/^[^"]+$/);
      const object = await store.get("whole/a.txt");
      expect({ ...(await store.head("whole/a.txt")) }).toMatchObject({
        key: "whole/a.txt",
        size: 5,
        etag: put.etag,
        modified: object.modified,
      });
      expect(object).toMatchObject({ key: "whole/a.txt", size: 5, etag: put.etag });
      expect(object.range).toBeUndefined();
      expect(decode(await object.bytes())).toBe("hello");
    });

    it("keeps an empty object", async () => {
      await store.put("whole/empty", new Uint8Array());
      expect(await store.head("whole/empty")).toMatchObject({ size: 0 });
      expect(await text("whole/empty")).toBe("");
      expect(await readAll((await store.get("whole/empty")).stream())).toBe("");
    });

    it("takes a stream, and gives one", async () => {
      expect(await store.put("whole/stream", chunks("one ", "", "two ", "three"))).toMatchObject({
        size: 13,
      });
      expect(await readAll((await store.get("whole/stream")).stream())).toBe("one two three");
    });

    it("streams what is larger than any buffer", async () => {
      const part = new Uint8Array(1 << 20).map((_, i) => i * 31);
      async function* parts() {
        for (let i = 0; i < 6; i++) yield part;
      }
      const { size } = await store.put("whole/large", parts());
      expect(size).toBe(6 << 20);
      let position = 0;
      for await (const bytes of (await store.get("whole/large")).stream()) {
        for (let i = 0; i < bytes.length; i += 4099)
          if (bytes[i] !== part[(position + i) % part.length])
            expect.unreachable(`byte ${position + i} differs`);
        position += bytes.length;
      }
      expect(position).toBe(6 << 20);
    });

    it("replaces an object whole, and its etag with it", async () => {
      const first = await store.put("whole/replaced", encode("first"));
      const second = await store.put("whole/replaced", encode("other"));
      expect(second.etag).not.toBe(first.etag);
      expect(await text("whole/replaced")).toBe("other");
    });

    it("writes once where it is told to", async () => {
      await store.put("once/a", encode("first"), { ifAbsent: true });
      const again = store.put("once/a", encode("second"), { ifAbsent: true });
      await expect(again).rejects.toThrow(code("STORE_EXISTS"));
      expect(await text("once/a")).toBe("first");
    });

    it("lets one of many writers win who all want to be first", async () => {
      const writers = Array.from({ length: 8 }, (_, i) =>
        store.put("once/race", encode(`writer ${i}`), { ifAbsent: true }),
      );
      const outcomes = await Promise.allSettled(writers);
      const winners = outcomes.flatMap(({ status }, i) => (status === "fulfilled" ? [i] : []));
      expect(winners).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === "rejected") expect(outcome.reason).toEqual(code("STORE_EXISTS"));
      expect(await text("once/race")).toBe(`writer ${winners[0]}`);
    });

    it("keeps nothing of a stream that fails", async () => {
      async function* failing() {
        yield encode("some");
        throw new Error("the line went dead");
      }
      await expect(store.put("failed/a", failing())).rejects.toThrow("the line went dead");
      expect(await store.head("failed/a")).toBeUndefined();
    });

    it("keeps nothing of what grows too large", async () => {
      const tooLarge = code("STORE_TOO_LARGE");
      const stream = store.put("failed/b", chunks("12345", "67890"), { maxBytes: 9 });
      await expect(stream).rejects.toThrow(tooLarge);
      const bytes = store.put("failed/b", encode("1234567890"), { maxBytes: 9 });
      await expect(bytes).rejects.toThrow(tooLarge);
      expect(await store.head("failed/b")).toBeUndefined();
      await store.put("failed/fits", chunks("12345", "6789"), { maxBytes: 9 });
      expect(await text("failed/fits")).toBe("123456789");
    });

    it("keeps nothing of what is aborted, even while its source is silent", async () => {
      const controller = new AbortController();
      async function* silent() {
        yield encode("some");
        await new Promise(() => {});
      }
      const { signal } = controller;
      const putting = store.put("failed/c", silent(), { signal });
      const reason = new Error("gone away");
      setTimeout(() => controller.abort(reason), 20);
      await expect(putting).rejects.toBe(reason);
      expect(await store.head("failed/c")).toBeUndefined();
      await expect(store.get("whole/a.txt", { signal })).rejects.toBe(reason);
    });

    it("says so where there is nothing", async () => {
      expect(await store.head("nowhere/at.all")).toBeUndefined();
      await expect(store.get("nowhere/at.all")).rejects.toThrow(code("STORE_NOT_FOUND"));
      await store.put("whole/object", encode("x"));
      expect(await store.head("whole/object/inside")).toBeUndefined();
      expect(await store.head("whole")).toBeUndefined();
      await expect(store.get("whole")).rejects.toThrow(code("STORE_NOT_FOUND"));
    });

    it.each([
      [{ start: 0 }, "0123456789", { start: 0, end: 9 }],
      [{ start: 3 }, "3456789", { start: 3, end: 9 }],
      [{ start: 3, end: 5 }, "345", { start: 3, end: 5 }],
      [{ start: 9, end: 9 }, "9", { start: 9, end: 9 }],
      [{ start: 5, end: 500 }, "56789", { start: 5, end: 9 }],
    ])("reads the range %o", async (range, expected, read) => {
      await store.put("range/digits", encode("0123456789"));
      const object = await store.get("range/digits", { range });
      expect(object).toMatchObject({ size: 10, range: read });
      expect(decode(await object.bytes())).toBe(expected);
      const again = await store.get("range/digits", { range });
      expect(await readAll(again.stream())).toBe(expected);
    });

    it.each([{ start: 10 }, { start: 100, end: 200 }, { start: 5, end: 4 }, { start: -1 }])(
      "refuses the range %o",
      async (range) => {
        await store.put("range/digits", encode("0123456789"));
        const getting = store.get("range/digits", { range });
        await expect(getting).rejects.toThrow(code("STORE_BAD_RANGE"));
      },
    );

    it("lists in byte order of the keys, folders or not", async () => {
      const all = [
        "l/a",
        "l/a+b",
        "l/a-b/c",
        "l/a.b",
        "l/ab",
        "l/b/1",
        "l/b/10",
        "l/b/2",
        "l/b=",
        "l/B",
        "l/_",
      ];
      for (const key of all) await store.put(key, encode(key));
      await store.put("l2", encode(""));
      const sorted = all.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(await keys(store.list("l/"))).toEqual(sorted);
      expect(await keys(store.list("l/b"))).toEqual(["l/b/1", "l/b/10", "l/b/2", "l/b="]);
      expect(await keys(store.list("l/b/"))).toEqual(["l/b/1", "l/b/10", "l/b/2"]);
      expect(await keys(store.list("l/b/1"))).toEqual(["l/b/1", "l/b/10"]);
      expect(await keys(store.list("l/none"))).toEqual([]);
      expect(await keys(store.list("", { after: "l/b/2", limit: 3 }))).toEqual([
        "l/b=",
        "l2",
        "once/a",
      ]);
      for (const after of [...sorted, "l/b/", "l/b/0", "l", "l/zzz", "m"])
        expect(await keys(store.list("l/", { after }))).toEqual(
          sorted.filter((key) => Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0),
        );
    });

    it("lists no more than asked for, with what is known of each", async () => {
      for (let i = 0; i < 7; i++) await store.put(`page/${i}`, encode("x".repeat(i)));
      const seen: string[] = [];
      for (let after = ""; ; after = seen.at(-1)!) {
        const page = await keys(store.list("page/", { after, limit: 3 }));
        seen.push(...page);
        if (page.length < 3) break;
      }
      expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => `page/${i}`));
      for await (const info of store.list("page/4"))
        expect(info).toEqual(await store.head("page/4"));
      expect(await keys(store.list("page/", { limit: 0 }))).toEqual([]);
    });

    it("removes one or many, and does not mind what is not there", async () => {
      for (const key of ["gone/a", "gone/b/c", "gone/d"]) await store.put(key, encode(key));
      await store.remove("gone/a");
      await store.remove(["gone/b/c", "gone/never", "gone/a/under"]);
      expect(await keys(store.list("gone/"))).toEqual(["gone/d"]);
      await store.remove([]);
      await store.put("gone/b", encode("a name that was a folder's"));
      expect(await text("gone/b")).toBe("a name that was a folder's");
    });

    it.each([
      "",
      "/a",
      "a/",
      "a//b",
      ".",
      "..",
      "a/../b",
      "../a",
      "a/.",
      "a b",
      "ä",
      "a\\b",
      "a\0b",
      "a%2fb",
      "~writing/a",
      "x".repeat(513),
    ])("refuses the key %j", async (key) => {
      const bad = code("STORE_BAD_KEY");
      await expect(store.put(key, encode("x"))).rejects.toThrow(bad);
      await expect(store.get(key)).rejects.toThrow(bad);
      await expect(store.head(key)).rejects.toThrow(bad);
      await expect(store.remove(key)).rejects.toThrow(bad);
      await expect(store.url(key, { expiresIn: 60 })).rejects.toThrow(bad);
    });

    it("takes every character that a key may have, hidden names and long ones", async () => {
      const key = `keys/AZaz09._=,+@-/.hidden/..two/${"n".repeat(200)}.png`;
      await store.put(key, encode("kept"));
      expect(await text(key)).toBe("kept");
      expect(await keys(store.list("keys/"))).toEqual([key]);
      expect(decode(await fixture.follow(await store.url(key, { expiresIn: 60 })))).toBe("kept");
    });

    it("gives links that read one object until they expire", async () => {
      await store.put("link/a+b.png", encode("secret"));
      await store.put("link/other.png", encode("other"));
      const link = await store.url("link/a+b.png", { expiresIn: 60, download: 'a "b".png' });
      expect(decode(await fixture.follow(link))).toBe("secret");
      const altered = link.replace(/link\/[^?]*\.png/, "link/other.png");
      expect(altered).not.toBe(link);
      await expect(fixture.follow(altered)).rejects.toThrow();
      const brief = await store.url("link/a+b.png", { expiresIn: 1 });
      await new Promise((resolve) => setTimeout(resolve, 2100));
      await expect(fixture.follow(brief)).rejects.toThrow();
    });
  });
}
