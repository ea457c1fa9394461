import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines, type House, openHouse } from "./house.ts";
import { type Answer, clientOf, problem } from "./survey/client.ts";
import {
  exposure,
  importOrbits,
  importRows,
  isis,
  isisAt,
  settled,
} from "./survey/observations.ts";

describe.each(engines)("the survey's API on $name, given bad input,", (servers) => {
  let house: House;
  const { get, post, search } = clientOf(() => house);

  beforeAll(async () => {
    house = await openHouse(servers);
    await importOrbits(house, [isis]);
    await importRows(house, "mine", [exposure("on", ...isisAt)]);
  }, 120_000);
  afterAll(async () => {
    await house?.close();
  });

  const elements = { name: "x", epoch_mjd_tdb: 57914 };
  const state = (values: unknown) => ({ orbit: { ...elements, state_helio_icrf: values } });

  it.each<[string, unknown, number, string]>([
    ["nobody", {}, 400, "BAD_REQUEST"],
    ["an empty name", { target: "" }, 400, "BAD_REQUEST"],
    ["a name that is too long", { target: "x".repeat(201) }, 400, "BAD_REQUEST"],
    ["a key that there is not", { target: "42", paddding: 1 }, 400, "BAD_REQUEST"],
    ["an orbit and a table", { orbit: isis, ephemeris: [] }, 400, "BAD_REQUEST"],
    ["a state at the Sun", state([0, 0, 0, 0, 0, 0]), 422, "bad-state"],
    ["a state that is not numbers", state([1, 0, 0, 0, 0.017, "x"]), 422, "bad-json"],
    ["half a state", state([1, 0, 0]), 422, "bad-json"],
    ["elements of nothing", { orbit: { ...elements, elements: {} } }, 422, "bad-json"],
    [
      "elements below zero",
      { orbit: { ...elements, elements: { e: -1, q: 1, tp: 57900, node: 0, peri: 0, i: 0 } } },
      422,
      "bad-elements",
    ],
    ["dates reversed", { target: "42", start: 59000, stop: 58000 }, 400, "BAD_REQUEST"],
    ["no date", { target: "42", start: "yesterday" }, 422, "bad-date"],
    ["dates before 1960", { target: "42", stop: "1959-01-01" }, 422, "outside-span"],
    ["dates after 2060", { target: "42", start: "2061-01-01" }, 422, "outside-span"],
    ["padding", { target: "42", padding: 121 }, 400, "BAD_REQUEST"],
    ["a source that there is not", { target: "42", sources: ["x"] }, 404, "SURVEY_SOURCE_UNKNOWN"],
    ["an observatory that there is not", { target: "42", observer: "ZZ9" }, 400, "BAD_REQUEST"],
    ["a table of one row", { ephemeris: [{ mjd: 1, ra: 1, dec: 1 }] }, 422, "SURVEY_EPHEMERIS_BAD"],
    ["no JSON", "{", 400, "BAD_REQUEST"],
  ])("refuses %s", async (_what, body, status, code) => {
    expect(await problem(await post("/survey/searches", body))).toMatchObject({ status, code });
  });

  it.each([
    "' or 1=1; drop table survey_orbits --",
    "%00",
    "\u0000",
    "../../etc/passwd",
    '{"__proto__": 1}',
    "\ud800",
    "🚀",
    "42\n43",
  ])("takes %j for a name that nobody has", async (target) => {
    const answer = await post("/survey/searches", { target });
    const body: Answer = await answer.json();
    if (!answer.ok) {
      expect(answer.status).toBeLessThan(500);
      return;
    }
    expect(await settled(house, body.id)).toMatchObject({
      state: "failed",
      error: { code: expect.stringMatching(/^(SURVEY_TARGET_|BAD_)/) },
    });
  });

  it("follows an orbit that is not bound", async () => {
    const [x, y, z] = isis.state_helio_icrf;
    const found = await search({
      orbit: { ...isis, state_helio_icrf: [x, y, z, 0.05, 0.05, 0] },
    });
    expect([found.error, found.state, found.count]).toEqual([null, "done", 0]);
  });

  it.each<[string, unknown, number, string]>([
    ["nowhere", {}, 400, "BAD_REQUEST"],
    ["a place and a polygon", { ra: 1, dec: 1, polygon: "1:1,2:2,1:2" }, 400, "BAD_REQUEST"],
    ["a polygon that crosses itself", { polygon: "0:0,1:1,1:0,0:1" }, 422, "FIELD_CROSSES_ITSELF"],
    ["two corners", { polygon: "0:0,1:1" }, 422, "FIELD_TOO_FEW_CORNERS"],
    ["half the sky", { polygon: "0:0,120:0,240:0" }, 422, "FIELD_TOO_LARGE"],
    [
      "ten thousand corners",
      {
        polygon: Array.from({ length: 10_000 }, (_, i) => [
          10 + Math.cos((i / 10_000) * 2 * Math.PI),
          Math.sin((i / 10_000) * 2 * Math.PI),
        ]),
      },
      422,
      "FIELD_TOO_MANY_CORNERS",
    ],
    ["a body that is too large", { polygon: "1:1,".repeat(400_000) }, 413, "TOO_LARGE"],
    ["a place beyond the pole", { ra: 1, dec: 91 }, 400, "BAD_REQUEST"],
  ])("refuses %s", async (_what, body, status, code) => {
    expect(await problem(await post("/survey/fixed", body))).toMatchObject({ status, code });
  });

  it.each([
    ["/survey/ephemeris?target=42&step=0d", 400],
    ["/survey/ephemeris?target=42&start=2000-01-01&stop=2050-01-01&step=1h", 413],
    ["/survey/ephemeris?target=42&start=2070-01-01", 422],
    ["/survey/ephemeris?target=Vulcan", 404],
    ["/survey/ephemeris?target=42&observer=ZZ9", 400],
    ["/survey/searches/0b0e7a54-3d9c-4c1e-a6a1-000000000000", 404],
    ["/survey/searches/x", 400],
    ["/survey/fixed?ra=1", 400],
  ])("%s is %i", async (path, status) => {
    expect((await problem(await get(path))).status).toBe(status);
  });
});
