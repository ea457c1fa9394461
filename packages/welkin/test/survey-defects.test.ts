import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { engines, type House, openHouse } from "./house.ts";
import {
  box,
  ended,
  exposure,
  importOrbits,
  importRows,
  isis,
  isisAt,
  isisMjd,
  readEvents,
  settled,
} from "./survey/observations.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at as JSON
type Answer = any;

const [RA, DEC] = isisAt;
const COS = Math.cos((DEC * Math.PI) / 180);

/**
 * Defects of CATCH 3 and sbsearch 3, in seventeen groups, that do not occur here. Geometry is also tested against
 * references of its own: `footprints/conformance.test.ts` (8 to 11) and `survey-uncertainty.test.ts` (6, 7).
 */
describe.each(engines)("defects of CATCH that are not here, on $name", (servers) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(servers);
    await importOrbits(house, [isis]);
    await importRows(house, "loneos", [exposure("l", RA, DEC)], "T05");
    await importRows(house, "spacewatch", [exposure("s", RA, DEC)], "T05");
  }, 120_000);
  afterAll(async () => {
    await house?.close();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const get = (path: string, headers = {}) => fetch(`${house.url}${path}`, { headers });
  const json = async (path: string): Promise<Answer> => (await get(path)).json();
  const uuid = (hex: string) => hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  const post = (path: string, body: object) =>
    fetch(`${house.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const search = async (body: object): Promise<Answer> => {
    const { id }: Answer = await (await post("/survey/searches", body)).json();
    const found: Answer = await settled(house, id);
    const { hits } = await json(found.links.results);
    return { ...found, hits, ids: hits.map(({ product_id }: Answer) => product_id) };
  };
  const caught = async (query: string): Promise<Answer> => {
    const asked = await json(`/catch?${query}`);
    const view: Answer = await settled(house, uuid(asked.job_id));
    return { asked, view, ...(await json(`/caught/${asked.job_id}`)) };
  };
  const isLast = ({ data }: Answer) => data.status === "success" || data.status === "error";

  it("1: the stream tells messages, not only that it is alive", async () => {
    const { job_id } = await json("/catch?target=42&cached=false");
    const said = await readEvents(
      `${house.url}/stream`,
      ({ data }) => data["job_prefix"] === job_id.slice(0, 8) && data["status"] === "success",
    );
    expect(said.map(({ data }) => data["text"])).toContain("LONEOS: Caught 1 observations");
  });

  it("2: a stream can be of one job, has ids, and does not begin with what is long over", async () => {
    const first = await json("/catch?target=42&cached=false");
    const second = await json("/catch?target=42&cached=false");
    const own = await readEvents(`${house.url}/stream?job_id=${second.job_id}`, isLast);
    const prefixes = new Set(own.map(({ data }) => data["job_prefix"]));
    expect(prefixes).toEqual(new Set([second.job_id.slice(0, 8)]));
    expect(own.every(({ id }) => Number(id) > 0)).toBe(true);
    await settled(house, uuid(first.job_id));
    // As if both had been submitted two minutes ago.
    const { sql } = await import("kysely");
    await sql`update survey_searches set created = created - interval '2 minutes'`.execute(
      house.service.database.db,
    );
    const third = await json("/catch?target=42&cached=false");
    const said = await readEvents(`${house.url}/stream`, isLast);
    expect(new Set(said.map(({ data }) => data["job_prefix"]))).toEqual(
      new Set([third.job_id.slice(0, 8)]),
    );
  });

  it("3: a source that fails makes the job fail, and the stream says error", async () => {
    const { search } = house.service.survey;
    vi.spyOn(search, "moving").mockImplementation(async () => {
      throw Object.assign(new Error("broken"), { code: "bad-date" });
    });
    const { job_id } = await json("/catch?target=42&cached=false&sources=loneos");
    const view: Answer = await settled(house, uuid(job_id));
    expect(await ended(house.service, view.job)).toMatchObject({ state: "failed" });
    const said = await readEvents(`${house.url}/survey/searches/${view.id}/events`);
    expect(said.map(({ data }) => data["status"])).not.toContain("success");
    expect(said.at(-1)!.data["status"]).toBe("error");
    expect((await json(`/status/${job_id}`)).status[0].status).toBe("errored");
  });

  it("4: new observations are seen without being asked for, and a wider search serves a narrower one", async () => {
    await caught("target=42&sources=loneos&start_date=2018-01-01");
    await importRows(house, "loneos", [exposure("l2", RA, DEC, isisMjd + 0.0005)], "T05");
    const { count, asked } = await caught("target=42&sources=loneos&start_date=2018-01-01");
    expect([count, asked.queued]).toEqual([2, true]);
    // With a date outside the survey it is the same search again, and a shorter span is part of it.
    for (const start of ["1970-01-01", "1970-01-01", "2018-06-01"]) {
      await caught(`target=42&sources=loneos&start_date=${start}`);
    }
    const narrower = await caught(
      "target=42&sources=loneos&start_date=1999-01-01&stop_date=2021-01-01",
    );
    expect(narrower.asked).toMatchObject({ queued: false });
    expect(narrower.count).toBe(2);
  });

  it("4: a place is answered anew once something was added, however often it was asked for", async () => {
    const path = "/fixed?ra=50&dec=50";
    for (const count of [0, 1, 2]) {
      for (const _again of [1, 2, 3]) expect(await json(path)).toMatchObject({ count });
      await importRows(house, "places", [exposure(`place ${count}`, 50, 50)]);
    }
  });

  it("5: what is there of one source says nothing of another", async () => {
    await caught("target=42&padding=7&sources=loneos");
    for (const order of ["spacewatch&sources=loneos", "loneos&sources=spacewatch"]) {
      const asked = await json(`/catch?target=42&padding=7&sources=${order}&stop_date=2030-01-01`);
      expect(asked.queued).toBe(!order.startsWith("loneos"));
      await settled(house, uuid(asked.job_id));
    }
  });

  describe("6 and 7: the uncertain region", () => {
    const uncertain = {
      ...isis,
      covariance: Array.from({ length: 6 }, (_, i) =>
        Array.from({ length: 6 }, (_, j) => (i === j && i < 3 ? 1e-8 : 0)),
      ),
    };
    const directions = [0, 45, 90, 135, 180, 225, 270, 315];

    it("lies as the ellipse does, whose angle runs from +RA to +Dec, and is as large", async () => {
      const told: Answer = await (
        await post("/survey/ephemeris", { orbit: uncertain, observer: "T05", at: [isisMjd] })
      ).json();
      const [{ ra, dec, unc_a, unc_b, unc_theta }] = told.rows;
      expect(unc_a).toBeGreaterThan(1.3 * unc_b);
      const radius = (angle: number) => {
        const from = ((angle - unc_theta) * Math.PI) / 180;
        return 1 / Math.hypot(Math.cos(from) / unc_a, Math.sin(from) / unc_b) / 3600;
      };
      const half = (unc_b / 3600) * 0.01;
      const at = (angle: number, share: number) => {
        const way = radius(angle) * share;
        const [x, y] = [
          Math.cos((angle * Math.PI) / 180) * way,
          Math.sin((angle * Math.PI) / 180) * way,
        ];
        return box(ra + x / COS, dec + y, half);
      };
      const rows = directions.flatMap((angle) =>
        [0.95, 1.06].map((share) => ({
          product_id: `${share} at ${angle}`,
          mjd_start: isisMjd,
          exposure: 0,
          mjd_stop: isisMjd,
          fov: at(angle, share),
        })),
      );
      await importRows(house, "uncertain", rows);
      const { ids } = await search({ orbit: uncertain, uncertainty: true, sources: ["uncertain"] });
      expect(ids.toSorted()).toEqual(directions.map((angle) => `0.95 at ${angle}`).toSorted());
    });

    it("of an orbit without one is the target itself, with a note", async () => {
      const { state, ids, notes } = await search({
        orbit: isis,
        uncertainty: true,
        sources: ["spacewatch"],
      });
      expect([state, ids]).toEqual(["done", ["s"]]);
      expect(notes).toMatchObject([{ code: "NO_COVARIANCE" }]);
    });
  });

  it("8 to 10: padded exposures of hours and days, through stationary points, hit what they meet and no more", async () => {
    // The asteroid around its stationary point in April 2019, exposed for whole days.
    const start = 58_590;
    const told = await json(
      `/survey/ephemeris?target=42&observer=T05&start=${start}&stop=${start + 20}&step=0.5d`,
    );
    const rows = told.rows.slice(0, 40).map((row: Answer, i: number) => ({
      product_id: `on ${i}`,
      mjd_start: start + i / 2,
      mjd_stop: start + i / 2 + 0.5,
      fov: box(row.ra, row.dec, 0.002),
    }));
    const beside = told.rows.slice(0, 40).map((row: Answer, i: number) => ({
      product_id: `beside ${i}`,
      mjd_start: start + i / 2,
      mjd_stop: start + i / 2 + 0.5,
      fov: box(row.ra + 0.3 / COS, row.dec + 0.3, 0.002),
    }));
    await importRows(house, "days", [...rows, ...beside]);
    for (const padding of [0, 5]) {
      const { ids } = await search({ target: "42", padding, sources: ["days"] });
      expect(ids.toSorted()).toEqual(rows.map((row: Answer) => row.product_id).toSorted());
    }
  });

  it("11: positions are those of the exposure's moment, not between those of two days", async () => {
    const { hits } = await search({ target: "42", sources: ["days"] });
    for (const hit of hits.slice(0, 5)) {
      const { rows } = await json(`/survey/ephemeris?target=42&observer=T05&at=${hit.mjd}`);
      expect(hit.ra).toBeCloseTo(rows[0].ra, 7);
      expect(hit.dec).toBeCloseTo(rows[0].dec, 7);
    }
  });

  it("12: a field that is none is refused at import, an exposure of nothing is one", async () => {
    const job = await importRows(house, "odd", [
      {
        product_id: "instant",
        mjd_start: isisMjd,
        mjd_stop: isisMjd,
        exposure: 0,
        fov: box(RA, DEC, 0.1),
      },
      { product_id: "crossed", mjd_start: isisMjd, exposure: 1, fov: "0:0,1:1,1:0,0:1" },
      { product_id: "nan", mjd_start: isisMjd, exposure: 1, fov: "0:0,1:nan,1:0,0:1" },
    ]);
    expect(job).toMatchObject({
      state: "done",
      result: {
        added: 1,
        rejected: 2,
        rejections: [
          { line: 2, code: "BAD_FIELD" },
          { line: 3, code: "BAD_FIELD" },
        ],
      },
    });
    expect(await search({ target: "42", sources: ["odd"] })).toMatchObject({
      state: "done",
      ids: ["instant"],
    });
  });

  it("13: exposures may be long, fields have any number of corners, rows their own observatory", async () => {
    const month = 30 * 86_400;
    await importRows(house, "free", [
      { ...exposure("long", RA, DEC, isisMjd - 29, month) },
      {
        product_id: "three",
        mjd_start: isisMjd,
        exposure: 30,
        fov: `${RA - 1}:${DEC - 1},${RA + 1}:${DEC - 1},${RA}:${DEC + 1}`,
      },
      {
        product_id: "five",
        mjd_start: isisMjd,
        exposure: 30,
        fov: `${RA - 1}:${DEC - 1},${RA + 1}:${DEC - 1},${RA + 1}:${DEC + 1},${RA}:${DEC + 2},${RA - 1}:${DEC + 1}`,
      },
      { ...exposure("elsewhere", RA, DEC), observatory: "V06" },
    ]);
    const { ids, hits } = await search({ target: "42", sources: ["free"] });
    expect(ids.toSorted()).toEqual(["elsewhere", "five", "long", "three"]);
    const { ra } = hits.find(({ product_id }: Answer) => product_id === "elsewhere");
    const { mjd } = hits.find(({ product_id }: Answer) => product_id === "three");
    const { rows } = await json(`/survey/ephemeris?target=42&observer=V06&at=${mjd}`);
    expect(ra).toBeCloseTo(rows[0].ra, 7);
    const other = hits.find(({ product_id }: Answer) => product_id === "three");
    expect(Math.abs(other.ra - ra)).toBeGreaterThan(1e-6);
  });

  it("14: all rows of an answer are of one orbit", async () => {
    const orbit = (turn: number) => ({
      ...isis,
      name: "7777",
      state_helio_icrf: isis.state_helio_icrf.map((value, i) => (i === 3 ? value + turn : value)),
    });
    await importOrbits(house, [orbit(0)]);
    await importRows(house, "mixed", [exposure("m1", RA, DEC)]);
    await search({ target: "7777", sources: ["mixed"] });
    // A better solution, a second of arc away, and new observations.
    await importOrbits(house, [orbit(1e-8)]);
    await importRows(house, "mixed", [exposure("m2", RA, DEC, isisMjd + 0.0005)]);
    const { hits, ids } = await search({ target: "7777", sources: ["mixed"] });
    expect(ids).toEqual(["m1", "m2"]);
    for (const { mjd, ra } of hits) {
      const { rows } = await json(`/survey/ephemeris?target=7777&observer=T05&at=${mjd}`);
      expect(ra).toBeCloseTo(rows[0].ra, 8);
    }
  });

  it("15: all sources are looked at in one pass", async () => {
    const moving = vi.spyOn(house.service.survey.search, "moving");
    await search({ target: "42", cached: false });
    expect(moving).toHaveBeenCalledTimes(1);
  });

  it("16: statuses tell the truth, an id that is none is JSON, and what is counted is what there is", async () => {
    expect((await get("/survey/searches/none")).status).toBe(400);
    expect((await get("/survey/searches/00000000-0000-4000-8000-000000000000")).status).toBe(404);
    expect((await post("/survey/searches", { target: "42", start: "soon" })).status).toBe(422);
    const invalid = await get("/caught/none");
    expect(invalid.headers.get("content-type")).toContain("application/json");
    expect(await invalid.json()).toBe("Invalid job ID");
    await importRows(house, "skymapper_dr4", [exposure("sky", RA, DEC)], undefined);
    const { hits } = await search({ target: "42", sources: ["skymapper_dr4"] });
    expect(hits[0].observatory).toBe("Q55");
    const before = (await json("/status/queries"))[0];
    await caught("target=42&sources=loneos&cached=false&padding=11");
    await caught("target=42&sources=loneos&padding=11");
    await caught("target=999999999&sources=loneos");
    const after = (await json("/status/queries"))[0];
    const grown = Object.entries(after).map(([name, value]) => [
      name,
      Number(value) - before[name],
    ]);
    // The unknown target was never searched in the source.
    expect(Object.fromEntries(grown)).toEqual({
      days: 0,
      jobs: 3,
      finished: 2,
      cached: 1,
      errored: 1,
      in_progress: 0,
    });
  });

  it("16: pieces are of 300 pixels of each of Catalina's telescopes, but for CATCH's own clients", async () => {
    const sizes = { "703": "15.00", g96: "7.80", i52: "5.16", v06: "2.82", v00: "5.00" };
    const sources = {
      "703": "catalina_bigelow",
      v06: "catalina_bigelow",
      g96: "catalina_lemmon",
      i52: "catalina_lemmon",
      v00: "catalina_bokneosurvey",
    };
    const telescopes = Object.keys(sizes) as (keyof typeof sizes)[];
    for (const telescope of telescopes) {
      const id = `urn:nasa:pds:gbo.ast.catalina.survey:data_calibrated:${telescope}_20190101_2b_n20018_01_0001.arch`;
      await importRows(house, sources[telescope], [exposure(id, RA, DEC)], undefined);
    }
    const names = [...new Set(Object.values(sources))];
    const { hits, links } = await search({ target: "42", sources: names });
    const telescopeOf = ({ product_id }: Answer) => product_id.split(":").at(-1).slice(0, 3);
    const piecesOf = (rows: Answer[]) =>
      Object.fromEntries(
        rows.map((row) => [
          telescopeOf(row),
          [row.cutout_url, row.preview_url].map((url) => /size=([^&]*)arcmin/.exec(url)?.[1]),
        ]),
      );
    const meant = Object.fromEntries(telescopes.map((name) => [name, [sizes[name], sizes[name]]]));
    expect(piecesOf(hits)).toEqual(meant);
    const asked = (parameter: string) => names.map((name) => `${parameter}=${name}`).join("&");
    const place = `ra=${RA}&dec=${DEC}`;
    const { observations } = await json(`/survey/fixed?${place}&${asked("source")}`);
    expect(piecesOf(observations)).toEqual(meant);
    // CATCH's own answers stay as they are, to the letter.
    const job = links.results.split("/").at(-2);
    for (const path of [`/caught/${job}`, `/fixed?${place}&${asked("sources")}`]) {
      const all = Object.fromEntries(telescopes.map((name) => [name, ["5.00", "5.00"]]));
      expect(piecesOf((await json(path)).data)).toEqual(all);
    }
  });

  it("17: what CATCH has not is here", async () => {
    const { paths } = await json("/openapi.json");
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        "/survey/searches",
        "/survey/searches/{id}/results",
        "/survey/searches/{id}/events",
        "/survey/batches",
        "/survey/inverse",
        "/survey/fixed",
        "/survey/ephemeris",
        "/jobs/{id}",
      ]),
    );
    const body = paths["/survey/searches"].post.requestBody.content["application/json"].schema;
    expect(JSON.stringify(body)).toContain("SurveySearchRequest");
    const known = await json(
      `/survey/inverse?ra=${RA}&dec=${DEC}&radius=5&start=${isisMjd}&observatory=T05`,
    );
    expect(known.objects.map(({ name }: Answer) => name)).toContain("42 Isis");
  });
});
