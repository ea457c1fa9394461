import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Sends bytes unchanged; returns everything received until the connection ends. */
function send(text: string): Promise<string> {
  const { hostname, port } = new URL(house.url);
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on("data", (part) => parts.push(part));
    socket.on("error", () => {});
    socket.on("close", () => resolve(Buffer.concat(parts).toString("latin1")));
  });
}

function read(answer: string) {
  const [head = "", body = ""] = answer.split("\r\n\r\n", 2);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  const type = /^content-type: (.*)$/im.exec(head)?.[1];
  return { status, type, head, problem: type?.includes("json") ? JSON.parse(body) : body };
}

const rest = "Host: localhost\r\nConnection: close\r\n\r\n";
const post = (headers: string, body: string) =>
  `POST /survey/fixed HTTP/1.1\r\nContent-Type: application/json\r\n${headers}${rest}${body}`;

describe("what is not HTTP, or not as it should be", () => {
  it.each([
    ["no method", `HELLO / HTTP/1.1\r\n${rest}`, 400, "BAD_REQUEST"],
    ["no request line", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", 400, "BAD_REQUEST"],
    ["another version", `GET / HTTP/9.9\r\n${rest}`, 400, "BAD_REQUEST"],
    ["another protocol", `GET / SPDY/1.1\r\n${rest}`, 400, "BAD_REQUEST"],
    ["a blank in the address", `GET /a b HTTP/1.1\r\n${rest}`, 400, "BAD_REQUEST"],
    ["a header without a name", `GET / HTTP/1.1\r\n: x\r\n${rest}`, 400, "BAD_REQUEST"],
    ["a blank in a header's name", `GET / HTTP/1.1\r\na b: x\r\n${rest}`, 400, "BAD_REQUEST"],
    ["a zero byte in a header", `GET / HTTP/1.1\r\na: \0\r\n${rest}`, 400, "BAD_REQUEST"],
    [
      "headers too large",
      `GET / HTTP/1.1\r\na: ${"x".repeat(20_000)}\r\n${rest}`,
      431,
      "HEADERS_TOO_LARGE",
    ],
    [
      "an address too large",
      `GET /${"a".repeat(20_000)} HTTP/1.1\r\n${rest}`,
      431,
      "HEADERS_TOO_LARGE",
    ],
    ["a path of 10 kB", `GET /${"a".repeat(10_000)} HTTP/1.1\r\n${rest}`, 404, "NOT_FOUND"],
    ["no host", "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n", 400, "BAD_REQUEST"],
    ["two hosts", `GET /health HTTP/1.1\r\nHost: other\r\n${rest}`, 400, "BAD_REQUEST"],
    ["a percent that is none", `GET /radar/%zz/volumes HTTP/1.1\r\n${rest}`, 400, "BAD_REQUEST"],
    [
      "chunks that are none",
      post("Transfer-Encoding: chunked\r\n", "zz\r\nhello\r\n0\r\n\r\n"),
      400,
      "BAD_REQUEST",
    ],
    [
      "length and chunks",
      post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
      400,
      "BAD_REQUEST",
    ],
    [
      "two lengths",
      post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"),
      400,
      "BAD_REQUEST",
    ],
    ["a length that is none", post("Content-Length: -1\r\n", ""), 400, "BAD_REQUEST"],
    [
      "a media type that is none",
      post("Content-Length: 2\r\n", "{}").replace("application/json", "json"),
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "an expectation",
      post("Expect: tea\r\nContent-Length: 2\r\n", "{}"),
      417,
      "EXPECTATION_FAILED",
    ],
    [
      "a method that nothing takes",
      `PROPFIND /radar/sites HTTP/1.1\r\n${rest}`,
      405,
      "METHOD_NOT_ALLOWED",
    ],
    [
      "a method that the route does not take",
      `PUT /radar/sites HTTP/1.1\r\n${rest}`,
      405,
      "METHOD_NOT_ALLOWED",
    ],
    ["an address that is none", `GET * HTTP/1.1\r\n${rest}`, 400, "BAD_REQUEST"],
  ])("answers %s with a problem", async (_what, text, status, code) => {
    const answer = read(await send(text));
    expect({ status: answer.status, type: answer.type }).toEqual({
      status,
      type: "application/problem+json",
    });
    expect(answer.problem).toMatchObject({ type: "about:blank", status, code });
    expect(answer.problem.title).toMatch(/^[A-Z]/);
    expect(answer.head).not.toMatch(/text\/html/i);
    expect(JSON.stringify(answer.problem)).not.toMatch(/FST_|HPE_|statusCode|<html/i);
  });

  it("closes a connection that asks for a tunnel", async () => {
    expect(await send("CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n")).toBe("");
  });

  it("says which methods there are", async () => {
    const { head } = read(await send(`POST /radar/legend/REF.png HTTP/1.1\r\n${rest}`));
    expect(head).toMatch(/^allow: GET, HEAD$/im);
  });

  it("takes an address with scheme and host as its path", async () => {
    const answer = read(await send(`GET http://localhost/health?x=1 HTTP/1.1\r\n${rest}`));
    expect([answer.status, answer.problem]).toEqual([200, { status: "ok" }]);
  });

  it("speaks HTTP/1.0 to who names no host", async () => {
    expect(read(await send("GET /health HTTP/1.0\r\n\r\n")).status).toBe(200);
  });

  it("says nothing into the answer to what came before", async () => {
    const answer = await send(
      `GET /events HTTP/1.1\r\nAccept: text/event-stream\r\nHost: localhost\r\n\r\nnonsense\r\n\r\n`,
    );
    expect(answer).not.toMatch(/HTTP\/1\.1 4/);
  });

  it("still answers others", async () => {
    expect((await fetch(`${house.url}/health`)).status).toBe(200);
  });
});
