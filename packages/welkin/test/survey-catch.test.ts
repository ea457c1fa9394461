import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines, type House } from "./house.ts";
import { catalinaId, catchOf, openCatch, thirteen, uuid } from "./survey/catch.ts";
import type { Answer } from "./survey/client.ts";
import { isisAt, settled } from "./survey/observations.ts";

const [RA, DEC] = isisAt;

describe.each(engines)("CATCH's routes on $name", (servers) => {
  let house: House;
  const { get, json, caught } = catchOf(() => house);

  beforeAll(async () => {
    house = await openCatch(servers);
  }, 120_000);
  afterAll(async () => {
    await house?.close();
  });

  describe("/catch", () => {
    it("queues a search, with CATCH's words", async () => {
      const answer = await get(
        "/catch?target=%2042%20&sources=catalina_bigelow&padding=0.5&cached=false",
      );
      expect(answer.status).toBe(200);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      const body: Answer = await answer.json();
      expect(body.job_id).toMatch(/^[0-9a-f]{12}4[0-9a-f]{19}$/);
      expect(body).toEqual({
        query: {
          target: "42",
          type: "asteroid",
          sources: ["catalina_bigelow"],
          start_date: null,
          stop_date: null,
          cached: false,
          uncertainty_ellipse: false,
          padding: 0.5,
        },
        job_id: body.job_id,
        error: false,
        queued: true,
        queue_full: false,
        queue_position: body.queue_position,
        message:
          "Enqueued search.  Listen to task messaging stream until job completed, then retrieve data from results URL.",
        version: body.version,
        message_stream: `${house.url}/stream`,
        results: `${house.url}/caught/${body.job_id}`,
      });
      expect([null, 0]).toContain(body.queue_position);
      await settled(house, uuid(body.job_id));
    });

    it("answers from what was found before", async () => {
      await caught("target=42&padding=1");
      const body = await json("/catch?target=42&padding=1.001");
      expect(body).toMatchObject({
        error: false,
        queued: false,
        queue_full: false,
        queue_position: null,
        message: "Found cached data.  Retrieve from results URL.",
        results: `${house.url}/caught/${body.job_id}`,
        query: { sources: thirteen },
      });
      expect(body).not.toHaveProperty("message_stream");
      const { count, status } = await json(`/caught/${body.job_id}`);
      expect(count).toBe(2);
      const times = status.map((one: Answer) => [one.status, one.execution_time]);
      expect(new Set(times.map(String))).toEqual(new Set(["finished,"]));
    });

    it.each([
      ["target=", "Invalid target: empty string"],
      [
        "target=encke",
        "Some target names are ambiguous (e.g., Encke is the name of a comet and an asteroid) and thus not supported.  Use the target's designation or permanent catalog ID (e.g., 2P or 9134).",
      ],
      ["target=42&start_date=soon", "Invalid start_date: soon"],
      ["target=42&stop_date=2020-13-01", "Invalid stop_date: 2020-13-01"],
      ["target=&start_date=soon", "Invalid target: empty string  Invalid start_date: soon"],
    ])("refuses %s with CATCH's body", async (query, message) => {
      const answer = await get(`/catch?${query}`);
      expect(answer.status).toBe(200);
      const body: Answer = await answer.json();
      expect(body).toEqual({ error: true, queued: false, message, version: body.version });
    });

    it.each([
      "target=42&sources=elsewhere",
      "target=42&padding=121",
      "target=42&padding=-1",
      "padding=1",
    ])("answers problem details with 400 to %s", async (query) => {
      const answer = await get(`/catch?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
    });

    it("tells dates as astropy's iso", async () => {
      const { asked, parameters, count } = await caught(
        "target=42&start_date=2019-01-01%2010:00&stop_date=2019:003",
      );
      expect(asked.query).toMatchObject({
        start_date: "2019-01-01 10:00:00.000",
        stop_date: "2019-01-03 00:00:00.000",
      });
      expect(parameters).toEqual({
        target: "42",
        sources: thirteen,
        start_date: "2019-01-01 10:00:00.000",
        stop_date: "2019-01-03 00:00:00.000",
        uncertainty_ellipse: false,
        padding: 0,
      });
      expect(count).toBe(2);
    });

    it("takes only exposures that lie inside the dates", async () => {
      const { count } = await caught("target=42&start_date=2019-01-01%2010:15:30");
      expect(count).toBe(1);
    });
  });

  describe("/caught", () => {
    it("tells what was caught, column by column", async () => {
      const { data, count, status } = await caught("target=42&sources=catalina_bigelow");
      expect(count).toBe(1);
      const [row] = data;
      expect(Object.keys(row).toSorted()).toEqual(
        (
          "airmass archive_url css:telescope cutout_url date ddec dec delta diff_url dra drh elong exposure filter fov " +
          "maglimit mjd_start mjd_stop phase preview_url product_id ra rh sangle seeing source source_name true_anomaly " +
          "unc_a unc_b unc_theta vangle vmag"
        ).split(" "),
      );
      expect(row).toMatchObject({
        product_id: catalinaId,
        source: "catalina_bigelow",
        source_name: "Catalina Sky Survey, Mt. Bigelow",
        filter: "clear",
        exposure: 30,
        maglimit: 19.5,
        // Not a number, and no covariance.
        seeing: null,
        airmass: null,
        unc_a: null,
        unc_b: null,
        unc_theta: null,
      });
      expect(row.fov).toMatch(/^(\d+\.\d{6}:-?\d+\.\d{6},?){4}$/);
      expect(row.date).toMatch(/^2019-01-01 10:15:\d\d\.\d{3}$/);
      expect(row.ra).toBeCloseTo(RA, 2);
      expect(row.dec).toBeCloseTo(DEC, 2);
      expect(status).toEqual([
        {
          source: "catalina_bigelow",
          source_name: "Catalina Sky Survey, Mt. Bigelow",
          date: status[0].date,
          status: "finished",
          execution_time: status[0].execution_time,
          count: 1,
        },
      ]);
      expect(status[0].date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);
    });

    it("knows a job by any writing of its id", async () => {
      const { asked } = await caught("target=42");
      const dashed = await json(`/caught/${uuid(asked.job_id)}`);
      expect(dashed).toMatchObject({ job_id: asked.job_id, count: 2 });
      expect(await json(`/status/${asked.job_id.toUpperCase()}`)).toMatchObject({
        job_id: asked.job_id,
        parameters: { target: "42" },
      });
    });

    it("says so of a job that is not there", async () => {
      const id = "0123456789ab4def8123456789abcdef";
      expect(await json(`/caught/${id}`)).toEqual({
        parameters: { message: "No jobs found with requested ID" },
        status: [],
        count: 0,
        job_id: id,
        version: "0.1.0",
        data: [],
      });
    });

    it.each(["/caught/nonsense", "/status/1234"])("answers 400 to %s", async (path) => {
      const answer = await get(path);
      expect([answer.status, await answer.text()]).toEqual([400, '"Invalid job ID"\n']);
    });
  });

  describe("/status", () => {
    it("tells of sources", async () => {
      const sources = await json("/status/sources");
      expect(sources.map(({ source }: Answer) => source)).toEqual(thirteen);
      const bigelow = sources.find(({ source }: Answer) => source === "catalina_bigelow");
      expect(bigelow).toEqual({
        source: "catalina_bigelow",
        source_name: "Catalina Sky Survey, Mt. Bigelow",
        count: 2,
        start_date: "2019-01-01 10:15:16.680",
        stop_date: "2019-01-01 10:15:46.680",
        nights: 1,
        updated: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/),
      });
    });

    it("tells what was added lately", async () => {
      const updates = await json("/status/updates");
      expect(updates.map(({ source, days, count }: Answer) => [source, days, count])).toEqual(
        [1, 7, 30].flatMap((days) => [
          ["atlas_mauna_loa", days, 1],
          ["catalina_bigelow", days, 2],
        ]),
      );
      expect(updates[1]).toMatchObject({
        source_name: "Catalina Sky Survey, Mt. Bigelow",
        start_date: "2019-01-01 10:15:16.680",
      });
    });

    it("tells of the queue and of queries", async () => {
      expect(await json("/status/queue")).toEqual({ depth: 100, full: false, jobs: [] });
      const queries = await json("/status/queries");
      expect(queries.map(({ days }: Answer) => days)).toEqual([1, 7, 30]);
      for (const { jobs, finished, cached, errored, in_progress } of queries) {
        expect(jobs).toBeGreaterThan(0);
        expect(finished).toBeGreaterThan(cached);
        expect(cached).toBeGreaterThan(0);
        expect([errored, in_progress]).toEqual([0, 0]);
      }
    });
  });

  it("describes its parameters with CATCH's defaults and limits", async () => {
    const { paths } = await json("/openapi.json");
    const schemas = (path: string) =>
      Object.fromEntries(
        paths[path].get.parameters.map(({ name, schema, required = false }: Answer) => [
          name,
          { ...schema, required },
        ]),
      );
    expect(schemas("/catch")).toMatchObject({
      target: { type: "string", required: true },
      sources: { type: "array", items: { type: "string" }, required: false },
      uncertainty_ellipse: { type: "boolean", default: false },
      padding: { type: "number", minimum: 0, maximum: 120, default: 0 },
      cached: { type: "boolean", default: true },
    });
    expect(schemas("/fixed")).toMatchObject({
      ra: { required: true },
      dec: { required: true },
      radius: { minimum: 0, maximum: 120, default: 0 },
      intersection_type: {
        enum: ["ImageIntersectsArea", "ImageContainsArea", "AreaContainsImage"],
        default: "ImageIntersectsArea",
      },
    });
    expect((await get("/ui")).url).toMatch(/\/docs/);
  });
});
