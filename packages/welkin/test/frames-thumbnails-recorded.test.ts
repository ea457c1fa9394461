import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeFits } from "@welkin/fits";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ArchivedFrame, json, OcsServer } from "./frames/ocs-server.ts";
import { colors, frame, image, settings, silent } from "./frames/thumbnails.ts";
import { type House, openHouse } from "./house.ts";

const data =
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const recorded = `${data}/fits/truth/thumbservice_responses.json`;

/** A status for frame 12. */
const failing =
  (status: number, body: string | object = { detail: "d" }) =>
  (server: OcsServer) => {
    server.answer("/frames/12/", (_request, response) => {
      if (typeof body === "string") response.writeHead(status).end(body);
      else json(response, status, body);
    });
  };

const nothing = () => {};

/** The archive's content for a recorded request; by default only frame 11. */
const setups: Record<string, (server: OcsServer) => Promise<void> | void> = {
  "negative id": (server) => void server.add(frame({ basename: "-5" })),
  dotted: (server) => void server.add(frame({ basename: "robots.txt" })),
  "color no frames": (server) => void server.add(frame()),
  "color ok": (server) => {
    for (const one of colors()) server.add(one);
  },
  "color=True": (server) => {
    for (const one of colors()) server.add(one);
  },
  "color=1 on SPECTRUM": (server) => void server.add(frame({ configuration_type: "SPECTRUM" })),
  "color=true SPECTRUM": (server) => void server.add(frame({ configuration_type: "SPECTRUM" })),
  "color no request": (server) => void server.add(frame({ request_id: null })),
  "color=1 no request": (server) => void server.add(frame({ request_id: 0 })),
  CATALOG: (server) => void server.add(frame({ configuration_type: "CATALOG" })),
  "tar.gz": (server) => void server.add(frame({ filename: "x-e91.tar.gz" })),
  "missing key": (server) => void server.add(without("configuration_type")),
  "type None": (server) => void server.add(frame({ configuration_type: null })),
  lowercase: (server) => void server.add(frame({ configuration_type: "expose" })),
  "no proposal": (server) => void server.add(without("proposal_id")),
  "fits upper": (server) => void server.add(frame({ filename: "x-e91.FITS" })),
  cube: async (server) => void server.add(frame({}, { file: await image(300, 200, 3) })),
  nan: (server) => void server.add(frame({}, { file: nans })),
  tiny: async (server) => void server.add(frame({}, { file: await image(4, 3) })),
  "basename 0": nothing,
  "basename 2": (server) =>
    void server.add(frame({ id: 1, basename: "two" })).add(frame({ id: 2, basename: "two" })),
  "archive 400": failing(400),
  "archive 401": failing(401),
  "archive 403": failing(403),
  "archive 404": failing(404),
  "archive 429": failing(429),
  "archive 500": failing(500),
  "archive 503": failing(503),
  "archive 401 not json": failing(401, "no"),
  "archive timeout": (server) => void server.answer("/frames/12/", silent),
  "archive conn error": (server) =>
    void server.answer("/frames/12/", (request) => void request.socket.destroy()),
  "archive 200 not json": failing(200, "<html>"),
  "file timeout": async (server) =>
    void server.add(frame({}, { file: await image(30, 30) })).answer("/files/11", silent),
};

function without(name: string): ArchivedFrame {
  const { record, ...rest } = frame();
  const { [name]: _, ...left } = record;
  return { record: left as ArchivedFrame["record"], ...rest };
}

const nans = await writeFits([
  { data: new Float32Array(300 * 200).fill(Number.NaN), axes: [300, 200] },
]);

/** Where the answer deliberately differs from upstream's, which fails there or reveals what it should not. */
const better: Record<string, readonly [status: number, body?: object]> = {
  "width=abc": [400, { message: "width must be a whole number" }],
  "width=0": [400, { message: "width must be from 1 to 1000000" }],
  "width=-5": [400, { message: "width must be from 1 to 1000000" }],
  "width=1.5": [400, { message: "width must be a whole number" }],
  "width empty": [400, { message: "width must be a whole number" }],
  "percentile=abc": [400, { message: "percentile must be a number from 0 to 100" }],
  "percentile=150 median": [400, { message: "percentile must be a number from 0 to 100" }],
  "color=1 on SPECTRUM": [
    400,
    { message: "Cannot generate color thumbnail for configuration_type=SPECTRUM" },
  ],
  "color=1 no request": [
    400,
    { message: "Cannot generate color thumbnail for a frame that does not have a request" },
  ],
  "type None": [400, { message: "Cannot generate thumbnail for configuration_type=null" }],
  "no proposal": [200],
  cube: [200],
  nan: [200],
  tiny: [200],
  "archive timeout": [504, { message: "Timeout while accessing resource" }],
  "archive 200 not json": [502, { message: "Got error response" }],
  "file timeout": [504, { message: "Timeout while accessing resource" }],
  post: [405, { message: "Method Not Allowed" }],
};

interface Recorded {
  readonly name: string;
  readonly req: string;
  readonly status: number;
  readonly ctype: string;
  readonly location: string | null;
  readonly body: string;
  readonly archive: readonly string[];
}

describe.skipIf(!existsSync(recorded))(
  "what thumbnail-service was seen to answer (skipped without the files of WELKIN_TEST_DATA)",
  () => {
    const cases = existsSync(recorded)
      ? (JSON.parse(readFileSync(recorded, "utf8")) as Recorded[])
      : [];
    const server = new OcsServer();
    let house: House;
    beforeAll(async () => {
      await server.start();
      house = await openHouse({ settings: settings(server) });
    });
    afterAll(async () => {
      await house?.close();
      await server.stop();
    });
    beforeEach(() => server.clear());

    it.each(cases)("$name: $req", async (one) => {
      await (setups[one.name] ?? ((archive) => void archive.add(frame())))(server);
      const [method = "GET", path = "/"] = one.req.split(" ");
      const at = path === "/robots.txt" ? path : `/thumbnails${path}`;
      const asked = one.archive[0]?.split(" auth=")[1];
      const authorization = asked === "None" || asked === undefined ? undefined : asked;
      const answer = await fetch(`${house.url}${at}`, {
        method,
        redirect: "manual",
        headers: {
          ...(authorization && { authorization }),
          ...(method === "OPTIONS" && {
            origin: "http://x",
            "access-control-request-method": "GET",
          }),
        },
      });
      const body = await answer.text();
      const [status, told] = better[one.name] ?? [one.status];
      expect([answer.status, body.slice(0, 200)]).toEqual([status, expect.anything()]);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(body).not.toContain("secret-signature");
      for (const seen of server.seen) {
        const isFile = seen.path.startsWith("/files/");
        expect(seen.authorization).toBe(isFile ? undefined : authorization);
      }
      if (one.archive.length > 0) {
        const wanted = (one.archive[0] ?? "").replace(/^GET http:\/\/archive.test| auth=.*$/g, "");
        // A request with an impossible parameter is refused before the archive is asked.
        expect(server.asked).toEqual(
          status === 400 && !asksFirst(one.name) ? [] : [wanted, ...server.asked.slice(1)],
        );
      }
      if (told) expect(JSON.parse(body)).toEqual(told);
      else if (status === 308) {
        const location = answer.headers.get("location") ?? "";
        expect(new URL(location, answer.url).pathname).toBe(`${at}/`);
      } else if (one.name === "favicon") {
        expect([status, answer.headers.get("location")]).toEqual([302, one.location]);
      } else if (status === 302) {
        expect(answer.headers.get("location")).toMatch(`${house.url}/store/frames/ocs/11/`);
      } else if (status === 200 && body.startsWith('{"propid"')) {
        const { propid, url, ...rest } = JSON.parse(body) as Record<string, string>;
        expect(rest).toEqual({});
        expect(propid).toBe(one.name === "no proposal" ? null : "P1");
        const picture = await fetch(url ?? "");
        expect(picture.headers.get("content-type")).toBe("image/jpeg");
        expect((await sharp(await picture.arrayBuffer()).metadata()).format).toBe("jpeg");
      } else if (method !== "OPTIONS") {
        expect(body).toBe(one.body);
        expect(answer.headers.get("content-type")).toBe(one.ctype);
      }
    });

    it("leaves no files behind", async () => {
      const folders = await readdir(join(house.data, "downloads"));
      expect(folders).toHaveLength(1);
      const [folder = ""] = folders;
      // Recently fetched files are kept for the next request, but nothing of failed ones.
      const files = await readdir(join(house.data, "downloads", folder));
      expect(files.length).toBeLessThanOrEqual(6);
      await house.service.frames.close();
      expect(await readdir(join(house.data, "downloads"))).toEqual([]);
    });
  },
);

/** For these, the archive has to say what is wrong. */
function asksFirst(name: string): boolean {
  return !/^(width|percentile)/.test(name);
}
