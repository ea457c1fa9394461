import fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { vosiRoutes } from "./vosi.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = fastify();
  await app.register(
    vosiRoutes({
      root: "/cut",
      tags: [],
      version: "1.0",
      capabilities: [
        {
          standard: "ivo://ivoa.net/std/SODA#sync-1.0",
          path: "/cut/sync",
          methods: ["GET", "POST"],
          answers: "image/fits",
        },
      ],
      since: new Date("2026-01-02T03:04:05Z"),
    }),
  );
});
afterAll(() => app.close());

describe("vosiRoutes", () => {
  it("tells the service's own two addresses, and the base of those that take parameters", async () => {
    const { headers, body } = await app.inject({
      url: "/cut/capabilities",
      headers: { host: "sky.example.org" },
    });
    expect(headers["content-type"]).toMatch("text/xml");
    const places = [...body.matchAll(/standardID="([^"]+)".*?use="(\w+)">([^<]+)</g)];
    expect(places.map(([, ...place]) => place)).toEqual([
      ["ivo://ivoa.net/std/VOSI#capabilities", "full", "http://sky.example.org/cut/capabilities"],
      ["ivo://ivoa.net/std/VOSI#availability", "full", "http://sky.example.org/cut/availability"],
      ["ivo://ivoa.net/std/SODA#sync-1.0", "base", "http://sky.example.org/cut/sync"],
    ]);
    expect(body).toContain(
      "<queryType>GET</queryType><queryType>POST</queryType><resultType>image/fits</resultType>",
    );
  });

  it("tells since when it is up", async () => {
    const { body } = await app.inject("/cut/availability");
    expect(body).toContain("<vosi:available>true</vosi:available>");
    expect(body).toContain("<vosi:upSince>2026-01-02T03:04:05.000Z</vosi:upSince>");
  });
});
