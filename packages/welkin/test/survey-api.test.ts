import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines, type House, openHouse } from "./house.ts";
import { exposure, importRows, isis, isisAt, settled } from "./survey/observations.ts";

interface Search {
  readonly id: string;
  readonly state: string;
  readonly job: string | null;
  readonly count: number;
  readonly error: { code: string; message: string } | null;
  readonly sources: { source: string; state: string; count: number; cached: boolean }[];
}

describe.each(engines)("the survey's API on $name", (servers) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(servers);
  }, 60_000);
  afterAll(async () => {
    await house?.close();
  });

  const get = (path: string, headers = {}) => fetch(`${house.url}${path}`, { headers });
  const json = async (path: string) => (await get(path)).json();
  const post = (path: string, body: unknown) =>
    fetch(`${house.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const search = async (body: object): Promise<Search> => {
    const answer = await post("/survey/searches", body);
    const asked = (await answer.json()) as Search;
    return answer.ok ? ((await settled(house, asked.id)) as Search) : asked;
  };

  it("imports observations and tells of the source", async () => {
    const [ra, dec] = isisAt;
    const report = await importRows(house, "mine", [
      exposure("on", ra, dec),
      exposure("beside", ra + 0.3, dec),
      exposure("far", ra + 90, dec),
      { ...exposure("upside", ra, dec), mjd_stop: 1 },
    ]);
    expect(report).toMatchObject({ state: "done", result: { read: 4, added: 3, rejected: 1 } });
    const { sources } = (await json("/survey/sources")) as { sources: { source: string }[] };
    expect(sources.find(({ source }) => source === "mine")).toMatchObject({
      source: "mine",
      count: 3,
      observatories: ["T05"],
      built_in: false,
    });
  });

  it("finds what an orbit falls in", async () => {
    const found = await search({ orbit: isis });
    expect(found).toMatchObject({ state: "done", count: 1, error: null });
    const results = await json(`/survey/searches/${found.id}/results`);
    expect(results).toMatchObject({ count: 1, hits: [{ product_id: "on", source: "mine" }] });
  });
});
