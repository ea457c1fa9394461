import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "./house.ts";
import { importOrbits, isis, isisMjd } from "./survey/observations.ts";

/** Names as written in catalogues, and other things that similar texts may mean. */
const held = [
  "73P/Schwassmann-Wachmann 3",
  "73P/Schwassmann-Wachmann 3-BB",
  "332P/Ikeya-Murakami-B",
  "3I/ATLAS (C/2025 N1)",
  "1138 Attica",
  "1138 T-1",
  "2004 Lexell",
  "99942 Apophis (2004 MN4)",
  "2P/Encke",
  "9134 Encke",
];

describe("words that the survey is asked with", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
    await importOrbits(
      house,
      held.map((name) => ({ ...isis, name })),
    );
  }, 120_000);
  afterAll(() => house?.close());

  const ask = async (path: string): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${house.url}${path}`);
    return { ...((await answer.json()) as object), status: answer.status };
  };
  const seen = (target: string) =>
    ask(`/survey/ephemeris?target=${encodeURIComponent(target)}&at=${isisMjd}`);

  it.each([
    ["73P", "73P/Schwassmann-Wachmann 3"],
    ["73P-BB", "73P/Schwassmann-Wachmann 3-BB"],
    ["0073Pbb", "73P/Schwassmann-Wachmann 3-BB"],
    ["73p/schwassmann-wachmann 3", "73P/Schwassmann-Wachmann 3"],
    ["332p-b", "332P/Ikeya-Murakami-B"],
    ["c/2025n1", "3I/ATLAS (C/2025 N1)"],
    ["CK25N010", "3I/ATLAS (C/2025 N1)"],
    ["1138 t-1", "1138 T-1"],
    ["T1S1138", "1138 T-1"],
    ["1138", "1138 Attica"],
    ["2004 MN 4", "99942 Apophis (2004 MN4)"],
    ["K04M04N", "99942 Apophis (2004 MN4)"],
  ])("%s is %s", async (name, target) => {
    expect(await seen(name)).toMatchObject({ status: 200, target });
  });

  it.each([
    ["332P", 404, "SURVEY_TARGET_UNKNOWN", /332P-B|332P\/Ikeya/],
    ["P/Encke", 409, "SURVEY_TARGET_AMBIGUOUS", /2P\/Encke.*9134 Encke/],
    ["Jupiter XIII", 404, "SURVEY_TARGET_UNKNOWN", /goes round a planet/],
    ["SK03J020", 404, "SURVEY_TARGET_UNKNOWN", /S\/2003 J 2 goes round a planet/],
    ["  ", 404, "SURVEY_TARGET_UNKNOWN", /empty/],
  ])("%s is refused: %i %s", async (name, status, code, detail) => {
    const answer = await seen(name);
    expect(answer).toMatchObject({ status, code });
    expect(answer["detail"]).toMatch(detail);
  });

  it.each([
    ["/survey/fixed?ra=1&dec=2&radus=5", /radus is not known here/],
    ["/survey/ephemeris?target=2P&observatory=T05", /observatory is not known here/],
    ["/survey/inverse?ra=1&dec=2&start=60000&maglim=20", /maglim is not known here/],
    ["/survey/sources/loneos/coverage.png?size=400", /size is not known here/],
    [
      "/survey/searches/00000000-0000-4000-8000-000000000000/results?page=2",
      /page is not known here/,
    ],
  ])("%s has a word that means nothing", async (path, detail) => {
    const answer = await ask(path);
    expect(answer).toMatchObject({ status: 400, code: "BAD_REQUEST" });
    expect(answer["detail"]).toMatch(detail);
  });

  it.each(["/survey/searches", "/survey/ephemeris", "/survey/batches"])(
    "%s refuses an orbit that is nested without end",
    async (path) => {
      const orbit = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;
      const body = path.endsWith("batches")
        ? `{"targets":[{"orbit":${orbit}}]}`
        : `{"orbit":${orbit}}`;
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${house.url}${path}`, { method: "POST", body, headers });
      expect(answer.status).toBe(400);
      expect(((await answer.json()) as { code: string }).code).toBe("BAD_REQUEST");
    },
  );

  it.each(["/survey/import?source=loneos&observer=T05", "/survey/orbits?nmae=x"])(
    "%s takes nothing in",
    async (path) => {
      const answer = await fetch(`${house.url}${path}`, { method: "POST", body: "{}" });
      expect(answer.status).toBe(400);
    },
  );

  it("an import into a source that nobody knows says how to make it", async () => {
    const path = `${house.url}/survey/import?source=mine`;
    const answer = await fetch(path, { method: "POST", body: "product_id,mjd_start,fov" });
    expect(answer.status).toBe(404);
    expect(((await answer.json()) as { detail: string }).detail).toMatch(/observatory=CODE/);
  });

  it.each(["/fixed?ra=1&dec=2&bogus=1", "/catch?target=2P&bogus=1"])(
    "%s is answered, since CATCH answers it",
    async (path) => {
      expect((await fetch(`${house.url}${path}`)).status).toBe(200);
    },
  );
});
