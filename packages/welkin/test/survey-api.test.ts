import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines, type House, openHouse } from "./house.ts";
import { type Answer, clientOf, problem } from "./survey/client.ts";
import {
  exposure,
  importOrbits,
  importRows,
  isis,
  isisAt,
  isisMjd,
  readEvents,
} from "./survey/observations.ts";

const [RA, DEC] = isisAt;

describe.each(engines)("the survey's API on $name", (servers) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(servers);
    await importOrbits(house, [
      isis,
      { ...isis, name: "433 Eros" },
      { ...isis, name: "719 Albert" },
    ]);
  }, 120_000);
  afterAll(async () => {
    await house?.close();
  });

  const { get, json, send, post, search } = clientOf(() => house);

  describe("sources and imports", () => {
    it("takes observations in, and says what it refused", async () => {
      const job = await importRows(house, "mine", [
        {
          ...exposure("on", RA, DEC),
          filter: "r",
          maglimit: 20,
          exposure: 30,
          camera: 'A, or "B"',
        },
        { ...exposure("later", RA, DEC, isisMjd + 0.001), filter: "g", maglimit: 5 },
        exposure("beside", RA + 0.3, DEC),
        exposure("far", RA + 90, DEC),
        { ...exposure("upside", RA, DEC), mjd_stop: 1 },
      ]);
      expect(job).toMatchObject({
        kind: "survey.import",
        state: "done",
        result: {
          source: "mine",
          read: 5,
          added: 4,
          rejected: 1,
          rejections: [{ line: 5, code: "BAD_TIME" }],
        },
      });
    });

    it("lists sources, and tells of one", async () => {
      const { sources } = await json("/survey/sources");
      expect(sources).toHaveLength(14);
      const mine = {
        source: "mine",
        source_name: "mine",
        observatories: ["T05"],
        built_in: false,
        count: 4,
        nights: 1,
      };
      expect(sources.at(-1)).toMatchObject(mine);
      expect(await json("/survey/sources/mine")).toMatchObject({
        ...mine,
        definition: { name: "mine", observatories: ["T05"] },
      });
      expect(await problem(await get("/survey/sources/none"))).toMatchObject({
        status: 404,
        code: "SURVEY_SOURCE_UNKNOWN",
      });
    });

    it("adds a source and changes it; those that are built in stay", async () => {
      const definition = { title: "Ours", observatories: ["T05"], products: [] };
      const added = await post("/survey/sources", { name: "ours", ...definition });
      expect([added.status, added.headers.get("location")]).toEqual([201, "/survey/sources/ours"]);
      const changed = await send("PUT", "/survey/sources/ours", { ...definition, title: "Theirs" });
      expect(await changed.json()).toMatchObject({ source: "ours", source_name: "Theirs" });
      expect(await problem(await send("PUT", "/survey/sources/loneos", definition))).toMatchObject({
        status: 400,
      });
      expect(
        await problem(await post("/survey/sources", { name: "No!", ...definition })),
      ).toMatchObject({ status: 400, code: "BAD_REQUEST" });
    });

    it("refuses imports that cannot be", async () => {
      const upload = (query: string, body = "x") =>
        fetch(`${house.url}/survey/import?${query}`, { method: "POST", body });
      expect(await problem(await upload("source=nowhere"))).toMatchObject({
        status: 404,
        code: "SURVEY_SOURCE_UNKNOWN",
      });
      expect(await problem(await upload("source=new&observatory=x99"))).toMatchObject({
        status: 404,
        code: "unknown-observatory",
      });
      const wrong = { status: 422, code: "FILE_UNKNOWN" };
      for (const body of ["x", "<html>", "a,b\n1,2\n", "\0", "\x1f"]) {
        expect(await problem(await upload("source=mine", body))).toMatchObject(wrong);
      }
      expect(await problem(await upload("source=mine", ""))).toMatchObject({
        status: 422,
        code: "FILE_EMPTY",
      });
      const picture = await fetch(`${house.url}/survey/import?source=mine`, {
        method: "POST",
        headers: { "content-type": "image/fits" },
        body: "SIMPLE  =                    T",
      });
      expect(await problem(picture)).toMatchObject({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE" });
    });

    it("a table that breaks off is a job that failed", async () => {
      const rows = randomBytes(400_000).toString("base64").replaceAll("A", "\n");
      const packed = gzipSync(`product_id,mjd_start,mjd_stop,fov\n${rows}`);
      const sent = await fetch(`${house.url}/survey/import?source=mine`, {
        method: "POST",
        body: new Uint8Array(packed.subarray(0, packed.length / 2)),
      });
      const { job }: Answer = await sent.json();
      for await (const status of house.service.queue.watch(job)) {
        if (status.endedAt) expect(status).toMatchObject({ state: "failed", attempt: 1 });
      }
    });
  });

  describe("searches", () => {
    it("finds what an orbit falls in, and says how", async () => {
      const found = await search({ orbit: isis });
      expect(found).toMatchObject({
        state: "done",
        position: null,
        target: "42 Isis",
        orbit: { name: "42 Isis", epoch_mjd_tdb: 57914, covariance: false },
        count: 2,
        searched: 4,
        error: null,
        provenance: { ephemeris: "embedded" },
        query: { padding: 0, uncertainty: false, cached: true },
      });
      expect(found.revision).toBeGreaterThan(0);
      expect(found.timing.total).toBeGreaterThan(0);
      const mine = found.sources.find(({ source }: Answer) => source === "mine");
      expect(mine).toMatchObject({
        source_name: "mine",
        state: "done",
        count: 2,
        cached: false,
        error: null,
      });
      const results = await json(found.links.results);
      expect(results).toMatchObject({
        search: found.id,
        state: "done",
        count: 2,
        target: "42 Isis",
      });
      expect(results.hits.map(({ product_id }: Answer) => product_id)).toEqual(["on", "later"]);
      const [hit] = results.hits;
      expect(hit.ra).toBeCloseTo(RA, 4);
      expect(hit.mag_margin).toBeCloseTo(20 - hit.vmag, 9);
      expect(hit.on_field).toBe(true);
    });

    it("gives curves to draw", async () => {
      const { links } = await search({ orbit: isis });
      const { hits, light_curve, sky_motion } = await json(links.results);
      expect(light_curve.mjd).toEqual(hits.map(({ mjd }: Answer) => mjd));
      expect(light_curve.vmag).toEqual(hits.map(({ vmag }: Answer) => vmag));
      expect(light_curve.filter).toEqual(["r", "g"]);
      expect(sky_motion.rate[0]).toBeCloseTo(Math.hypot(hits[0].dra, hits[0].ddec), 9);
      const angle = (sky_motion.position_angle[0] * Math.PI) / 180;
      expect(Math.sin(angle) * sky_motion.rate[0]).toBeCloseTo(hits[0].dra, 6);
    });

    it("finds by name, and knows who is not known", async () => {
      expect(await search({ target: "Isis" })).toMatchObject({ state: "done", count: 2 });
      expect(await search({ target: "Vulcan" })).toMatchObject({
        state: "failed",
        error: { code: "SURVEY_TARGET_UNKNOWN" },
      });
    });

    it("finds along a table of positions", async () => {
      const rows = [-1, -0.5, 0, 0.5, 1].map((day) => ({
        mjd: isisMjd + day,
        ra: RA + day * 0.1,
        dec: DEC,
      }));
      const found = await search({ target: "mine", ephemeris: rows });
      expect(found).toMatchObject({
        state: "done",
        target: "mine",
        orbit: null,
        count: 2,
        query: { ephemeris_rows: 5 },
        provenance: { ephemeris: "table" },
      });
      const { hits } = await json(found.links.results);
      expect(hits[0]).toMatchObject({ product_id: "on", vmag: null });
    });

    it.each([
      ["padding", { padding: 20 }, ["on", "beside", "later"]],
      ["dates", { start: isisMjd + 0.0005 }, ["later"]],
      ["dates as text", { stop: "2019-01-01T10:16:00" }, ["on"]],
      ["sources", { sources: ["loneos"] }, []],
      ["filters", { filters: ["g", "i"] }, ["later"]],
      ["a limiting magnitude", { maglimit: 10 }, ["on"]],
      ["what can be seen", { detectable: true }, ["on"]],
      ["another observatory", { observer: "500", sources: ["mine"] }, ["on", "later"]],
    ])("chooses by %s", async (_what, choice, ids) => {
      const { links, count } = await search({ orbit: isis, ...choice });
      const { hits } = await json(links.results);
      expect(hits.map(({ product_id }: Answer) => product_id)).toEqual(ids);
      expect(count).toBe(ids.length);
    });

    it("answers results in pages", async () => {
      const { links } = await search({ orbit: isis, padding: 20 });
      const first = await get(`${links.results}?limit=2`);
      const page: Answer = await first.json();
      expect(page).toMatchObject({
        count: 3,
        hits: [{ product_id: "on" }, { product_id: "beside" }],
      });
      expect(first.headers.get("link")).toContain(`cursor=${page.next}`);
      const last = await json(`${links.results}?limit=2&cursor=${page.next}`);
      expect(last.hits.map(({ product_id }: Answer) => product_id)).toEqual(["later"]);
      expect(last).not.toHaveProperty("next");
      expect(await problem(await get(`${links.results}?cursor=x`))).toMatchObject({ status: 400 });
    });

    it("answers results as CSV and VOTable", async () => {
      const { links } = await search({ orbit: isis, sources: ["mine"] });
      const csv = await get(links.results, { accept: "text/csv" });
      expect(csv.headers.get("content-type")).toContain("text/csv");
      const [head = "", ...rows] = (await csv.text()).trimEnd().split("\r\n");
      expect(head).toMatch(/^source,source_name,product_id,.*,ra,dec,.*,vmag,/);
      expect(rows).toHaveLength(2);
      const names = head.split(",");
      expect(names[names.length - 1]).toBe("on_field");
      expect(rows[0]).toContain(`"${exposure("on", RA, DEC).fov}"`);
      const table = await get(`${links.results}?format=votable`);
      expect(table.headers.get("content-type")).toContain("application/x-votable+xml");
      const xml = await table.text();
      expect(xml.match(/<TR>/g)).toHaveLength(2);
      expect(xml).toMatch(
        /<FIELD name="ra" datatype="double" unit="deg" ucd="pos\.eq\.ra;meta\.main"/,
      );
      expect(xml).toContain('<INFO name="QUERY_STATUS" value="OK"/>');
      expect(xml.trimEnd()).toMatch(/<\/VOTABLE>$/);
    });

    it("streams what it says, and goes on where a client left off", async () => {
      const { id, links } = await search({ orbit: isis, cached: false });
      const url = `${house.url}${links.events}`;
      const all = await readEvents(url);
      expect(all[1]!.data).toMatchObject({
        text: "Starting moving target query.",
        status: "running",
      });
      expect(all.at(-1)!.data).toMatchObject({ text: "Task complete.", status: "success" });
      const rest = await readEvents(url, undefined, { "last-event-id": all[3]!.id! });
      expect(rest).toEqual(all.slice(4));
      const over = await get(`/survey/searches/${id}/events`, {
        accept: "text/event-stream",
        "last-event-id": all.at(-1)!.id!,
      });
      expect(over.status).toBe(204);
    });

    it("streams a job's states; what was seen is not told again", async () => {
      const { job } = await search({ orbit: isis, cached: false });
      const url = `${house.url}/jobs/${job}/events`;
      const [last] = await readEvents(url);
      expect(last!.data).toMatchObject({ id: job, state: "done", result: { count: 2 } });
      const again = await fetch(url, {
        headers: { accept: "text/event-stream", "last-event-id": last!.id! },
      });
      expect(again.status).toBe(204);
    });
  });

  describe("batches", () => {
    it("looks for many targets as one job; one that fails is its own", async () => {
      const answer = await post("/survey/batches", {
        targets: ["42", "Vulcan", { target: "again", orbit: isis }],
        sources: ["mine"],
      });
      expect(answer.status).toBe(202);
      const { id, job, url }: Answer = await answer.json();
      expect([answer.headers.get("location"), url]).toEqual([url, `/survey/batches/${id}`]);
      for await (const status of house.service.queue.watch(job)) {
        if (status.endedAt) {
          expect(status).toMatchObject({ state: "done", result: { searches: 3, failed: 1 } });
        }
      }
      expect(await json(url)).toMatchObject({
        id,
        job,
        searches: [
          { state: "done", target: "42 Isis", count: 2 },
          { state: "failed", target: "Vulcan", error: { code: "SURVEY_TARGET_UNKNOWN" } },
          { state: "done", target: "again", count: 2 },
        ],
      });
    });

    it("says what batch is not there", async () => {
      const none = await get("/survey/batches/0b0e7a54-3d9c-4c1e-a6a1-000000000000");
      expect(await problem(none)).toMatchObject({ status: 404, code: "SURVEY_BATCH_NOT_FOUND" });
    });
  });

  describe("a fixed place", () => {
    it.each([
      [`ra=${RA}&dec=${DEC}`, ["on", "later"]],
      [`ra=${RA}&dec=${DEC}&radius=20`, ["on", "beside", "later"]],
      [`ra=${RA}&dec=${DEC}&radius=20&source=loneos,ps1dr2`, []],
      [`ra=${RA}&dec=${DEC}&filter=g`, ["later"]],
      [`ra=${RA}&dec=${DEC}&maglimit=10`, ["on"]],
      [`ra=${RA}&dec=${DEC}&start=${isisMjd + 0.0005}`, ["later"]],
      [
        `polygon=${RA}:${DEC},${RA + 0.01}:${DEC},${RA}:${DEC + 0.01}&intersection=ImageContainsArea`,
        ["on", "later"],
      ],
      [
        "polygon=150:10,170:10,170:30,150:30&intersection=AreaContainsImage",
        ["on", "beside", "later"],
      ],
    ])("%s", async (query, ids) => {
      const { observations, count } = await json(`/survey/fixed?${query}`);
      expect(observations.map(({ product_id }: Answer) => product_id)).toEqual(ids);
      expect(count).toBe(ids.length);
    });

    it("over a pole, by a body, in pages, as CSV", async () => {
      await importRows(house, "mine", [
        { product_id: "pole", mjd_start: 1000, exposure: 10, fov: "0:89,120:89,240:89" },
      ]);
      const polygon = [
        [10, 85],
        [130, 85],
        [250, 85],
      ];
      const answer = await post("/survey/fixed", { polygon, intersection: "AreaContainsImage" });
      expect(await answer.json()).toMatchObject({
        count: 1,
        observations: [{ product_id: "pole" }],
      });
      const query = `/survey/fixed?ra=${RA}&dec=${DEC}&radius=20&limit=2`;
      const { next, observations } = await json(query);
      expect(observations).toHaveLength(2);
      const rest = await get(`${query}&cursor=${next}&format=csv`);
      expect((await rest.text()).trimEnd().split("\r\n")).toHaveLength(2);
    });
  });

  describe("ephemerides", () => {
    it("tells where a target is seen", async () => {
      const path = `/survey/ephemeris?target=42&observer=T05&start=${isisMjd}&stop=${isisMjd + 1}&step=12h`;
      const { rows, target, orbit, observer, provenance } = await json(path);
      expect([target, orbit.name, observer, provenance.ephemeris]).toEqual([
        "42 Isis",
        "42 Isis",
        "T05",
        "embedded",
      ]);
      expect(rows).toHaveLength(3);
      expect(rows[0].ra).toBeCloseTo(RA, 6);
      expect(rows[0].dec).toBeCloseTo(DEC, 6);
      const csv = await (await get(`${path}&format=csv`)).text();
      expect(csv.split("\r\n")[1]).toContain("2019-01-01 10:15:16");
    });

    it("of an orbit in the body", async () => {
      const answer = await post("/survey/ephemeris", {
        orbit: isis,
        observer: "T05",
        at: [isisMjd],
      });
      expect(await answer.json()).toMatchObject({
        target: "42 Isis",
        count: 1,
        rows: [{ mjd: isisMjd }],
      });
    });
  });
});
