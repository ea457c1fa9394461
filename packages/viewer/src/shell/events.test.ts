import { describe, expect, it } from "vitest";
import { readEvents, splitEvents } from "./events.ts";

describe("splitEvents", () => {
  it("joins data lines and passes over names, ids and comments", () => {
    const [events, rest] = splitEvents(
      ': hello\n\nevent: status\nid: 1\ndata: {"a":\ndata: 1}\n\nretry: 3\n\ndata: tail',
    );
    expect(events).toEqual(['{"a":\n1}']);
    expect(rest).toBe("data: tail");
  });

  it("takes CRLF", () => {
    expect(splitEvents("data: 1\r\n\r\ndata:2\r\n\r\n")).toEqual([["1", "2"], ""]);
  });
});

it("readEvents finds events however the bytes are cut", async () => {
  const bytes = new TextEncoder().encode("data: grüße\n\ndata: 2\n\ndata: unfinished");
  for (const size of [1, 2, 7, 100]) {
    const cut: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += size) cut.push(bytes.slice(at, at + size));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of cut) controller.enqueue(piece);
        controller.close();
      },
    });
    const found: string[] = [];
    for await (const data of readEvents(body)) found.push(data);
    expect(found).toEqual(["grüße", "2"]);
  }
});
