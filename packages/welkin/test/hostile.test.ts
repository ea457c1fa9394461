import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "./house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Requests a path exactly as written: `fetch` would normalise it first. */
function ask(
  path: string,
  method = "GET",
  body?: string,
  type = "application/json",
): Promise<Answered> {
  const { hostname, port } = new URL(house.url);
  const headers = body === undefined ? {} : { "content-type": type };
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers["content-type"] ?? "",
          body: Buffer.concat(parts).toString(),
        }),
      );
    })
      .on("error", reject)
      .end(body);
  });
}

describe("addresses that nobody should write", () => {
  it.each([
    ["/%", 400, "BAD_REQUEST"],
    ["/radar/%ff%fe/volumes", 400, "BAD_REQUEST"],
    ["//health", 404, "NOT_FOUND"],
    ["/..%2f..%2fpackage.json", 404, "NOT_FOUND"],
    ["/assets/a%00b", 404, "NOT_FOUND"],
    ["/jobs?kind=%00", 400, "BAD_REQUEST"],
    ["/frames/a%00b/info", 400, "BAD_REQUEST"],
    ["/iiif/a%00b/info.json", 400, "BAD_REQUEST"],
  ])("answers %s with %i %s, as a problem in a sentence", async (path, status, code) => {
    const answer = await ask(path);
    expect(answer.type).toMatch("application/problem+json");
    const problem = JSON.parse(answer.body);
    expect({ status: answer.status, code: problem.code }).toEqual({ status, code });
    expect(answer.body.length).toBeLessThan(600);
    expect(answer.body).not.toMatch(/FST_|node_modules|\/\^/);
  });

  it.each([600, 12_000])("finds nothing behind a name of %i letters", async (length) => {
    const long = "a".repeat(length);
    for (const path of [`/${long}`, `/radar/${long}/volumes`, `/survey/searches/${long}`]) {
      const answer = await ask(path);
      expect(JSON.parse(answer.body)).toMatchObject({ status: 404, code: "NOT_FOUND" });
      expect(answer.body.length).toBeLessThan(400);
    }
  });

  it.each([
    ["/fixed", "ra: missing; dec: missing."],
    ["/radar/XSIM/volumes?limit=0", "limit: at least 1."],
    ["/radar/XSIM/volumes?limit=many", "limit: a number."],
    ["/radar/XSIM/volumes?limit=1.5", "limit: a whole number."],
    ["/radar/XSIM/volumes?from=yesterday", "from: a time such as 2021-06-25T07:51:54Z."],
    ["/jobs/not-a-job", "id: an id such as 0f2a6c1e-5b1d-4c8e-9d57-3f1a2b4c5d6e."],
    ["/jobs?state=lost", "state: one of waiting, running, done, failed, cancelled."],
    ["/frames?basename=a&basename=b", "basename: text, only once."],
  ])("says of %s what it may be", async (path, detail) => {
    expect(JSON.parse((await ask(path)).body)).toMatchObject({ code: "BAD_REQUEST", detail });
  });

  const form = "multipart/form-data";
  it.each([
    ["/radar/sources/archive/retry?feed=%00", "{}", "application/json"],
    ["/survey/orbits?name=%00", "hello", "text/plain"],
    ["/flag/?site=KTLX", '{"seen":"\\u0000"}', "application/json"],
    ["/flag/?site=KTLX", '{"seen":"\\ud800"}', "application/json"],
    ["/flag/?site=KTLX", `${"[".repeat(20_000)}${"]".repeat(20_000)}`, "application/json"],
    ["/uws/searches", "TARGET=%00", "application/x-www-form-urlencoded"],
    ["/radar/volumes", "x", form],
    ["/radar/volumes", "--a\r\nbroken", `${form}; boundary=a`],
    ["/survey/orbits", "--a\r\nbroken", `${form}; boundary=a`],
  ])("takes no %s with %s", async (path, body, type) => {
    const answer = await ask(path, "POST", body, type);
    expect({ path, status: answer.status }).toEqual({ path, status: 400 });
    expect(answer.body).not.toMatch(/UTF8|escape|Multipart|stack/);
  });

  it("does not wait for the end of a stream that HEAD asks about", async () => {
    expect(await ask("/events", "HEAD")).toMatchObject({ status: 405 });
  });

  it("tells who takes no event stream that there is nothing else", async () => {
    const answer = await fetch(`${house.url}/events`, { headers: { accept: "text/html" } });
    expect(answer.headers.get("content-type")).toMatch("application/problem+json");
    expect(await answer.json()).toMatchObject({ status: 406, code: "NOT_ACCEPTABLE" });
  });

  it("answers OPTIONS that is no preflight", async () => {
    expect((await ask("/radar/sites", "OPTIONS")).status).toBeLessThan(300);
  });

  it("tells a body that is no JSON to SODA's clients as theirs", async () => {
    expect(await ask("/soda/sync?ID=1", "POST", "{")).toMatchObject({
      status: 400,
      body: expect.stringMatching(/^UsageError: /),
    });
  });
});
