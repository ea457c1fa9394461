import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { SearchCatalog } from "../src/survey/jobs/catalog.ts";
import { SourceDefinition } from "../src/survey/sources/definition.ts";
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

const [RA, DEC] = isisAt;

const thirteen = [
  "atlas_haleakela",
  "atlas_mauna_loa",
  "atlas_rio_hurtado",
  "atlas_sutherland",
  "catalina_bigelow",
  "catalina_lemmon",
  "catalina_bokneosurvey",
  "loneos",
  "neat_palomar_tricam",
  "neat_maui_geodss",
  "ps1dr2",
  "skymapper_dr4",
  "spacewatch",
];

const DATA =
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const sample = `${DATA}/catch/observations/catch_production_sample.json`;

/** What only an orbit tells. */
const ofOrbit = new Set(
  "rh delta phase drh true_anomaly dra ddec unc_a unc_b unc_theta elong sangle vangle vmag".split(
    " ",
  ),
);

/** As CATCH's clients know them. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked at as JSON
type Answer = any;

const catalinaId =
  "urn:nasa:pds:gbo.ast.catalina.survey:data_calibrated:703_20190101_2b_n20018_01_0001.arch";

describe.each(engines)("CATCH's routes on $name", (servers) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse(servers);
    await importOrbits(house, [isis]);
    await importRows(
      house,
      "catalina_bigelow",
      [
        {
          ...exposure(catalinaId, RA, DEC),
          filter: "clear",
          exposure: 30,
          maglimit: 19.5,
          seeing: "nan",
        },
        exposure("beside", RA + 0.3, DEC),
      ],
      undefined,
    );
    await importRows(
      house,
      "atlas_mauna_loa",
      [exposure("atlas_fits", RA, DEC, isisMjd + 0.001)],
      undefined,
    );
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
  /** Asks, and waits until it is caught. */
  const caught = async (query: string): Promise<Answer> => {
    const asked = await json(`/catch?${query}`);
    await settled(house, uuid(asked.job_id));
    return { asked, ...(await json(`/caught/${asked.job_id}`)) };
  };

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

  describe("/fixed", () => {
    it("finds observations of a point", async () => {
      const body = await json(`/fixed?ra=${RA}&dec=${DEC}&sources=catalina_bigelow`);
      expect(body).toMatchObject({
        message: "",
        query: {
          ra: RA,
          dec: DEC,
          sources: ["catalina_bigelow"],
          start_date: null,
          stop_date: null,
          radius: 0,
          intersection_type: "ImageIntersectsArea",
        },
        count: 1,
      });
      const [row] = body.data;
      expect(row).toMatchObject({
        product_id: catalinaId,
        "css:telescope": expect.any(String),
        seeing: null,
      });
      for (const name of ["job_id", "vmag", "observation_id"]) expect(row).not.toHaveProperty(name);
      // The middle of the exposure, and the place to the last digit.
      expect(row.date).toBe("2019-01-01 10:15:31.680");
      expect(row.cutout_url).toContain(`?ra=${RA}&dec=${DEC}&size=5.00arcmin&format=fits`);
    });

    it.each([
      ["radius=20", 3],
      ["radius=5&intersection_type=ImageContainsArea", 2],
      ["radius=10&intersection_type=AreaContainsImage", 2],
      ["radius=7&intersection_type=AreaContainsImage", 0],
      ["start_date=2019-01-01%2010:15:30", 2],
      ["start_date=2019-01-01%2010:16", 1],
      ["stop_date=2019-01-01%2010:15:20", 1],
    ])("with %s finds %i", async (more, count) => {
      expect(await json(`/fixed?ra=${RA}&dec=${DEC}&${more}`)).toMatchObject({ count });
    });

    it("reads right ascension in hours where it is not a number", async () => {
      const { query, count } = await json(`/fixed?ra=10:29:44.97&dec=19d02m42s`);
      expect(query.ra).toBeCloseTo(157.437375, 9);
      expect(query.dec).toBeCloseTo(19.045, 9);
      expect(count).toBe(2);
    });

    it.each([
      ["ra=here&dec=1", "Invalid ra: here"],
      ["ra=nan&dec=1", "Invalid ra: nan"],
      ["ra=1&dec=91", "Invalid dec: 91"],
      ["ra=1&dec=north", "Invalid dec: north"],
      ["ra=1&dec=5 kg", "Invalid units for dec: 5 kg"],
      ["ra=1&dec=1&start_date=x", "Invalid start_date: x"],
      ["ra=x&dec=1&start_date=x", "Invalid ra: x  Invalid start_date: x"],
    ])("refuses %s with CATCH's body", async (query, message) => {
      const answer = await get(`/fixed?${query}`);
      expect([answer.status, await answer.json()]).toEqual([
        200,
        { error: true, message, version: "0.1.0" },
      ]);
    });

    it.each([
      "ra=1",
      "ra=1&dec=1&radius=121",
      "ra=1&dec=1&intersection_type=Near",
      "ra=1&dec=1&sources=x",
    ])("answers 400 to %s", async (query) => {
      expect((await get(`/fixed?${query}`)).status).toBe(400);
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

  describe("/stream", () => {
    const isLast = ({ data }: Answer) => data.status === "success" || data.status === "error";

    it("tells a job's messages in order, as CATCH's page reads them", async () => {
      const query =
        "target=42&sources=catalina_bigelow&sources=loneos&cached=false&start_date=2018-01-01";
      const { job_id } = await json(`/catch?${query}`);
      const prefix = job_id.slice(0, 8);
      const events = await readEvents(
        `${house.url}/stream`,
        ({ data }) => data["job_prefix"] === prefix && data["status"] === "success",
      );
      const own = events.filter(({ data }) => data["job_prefix"] === prefix);
      for (const { id, event, data } of own) {
        expect(Number(id)).toBeGreaterThan(0);
        // Named events never reach `onmessage`.
        expect(event).toBeUndefined();
        expect(Object.keys(data)).toEqual(["job_prefix", "text", "elapsed", "status"]);
        expect(data["elapsed"]).toBeGreaterThanOrEqual(0);
      }
      const name = "Catalina Sky Survey, Mt. Bigelow";
      expect(own.map(({ data }) => [data["text"], data["status"]])).toEqual([
        [expect.any(String), "queued"],
        ["Starting moving target query.", "running"],
        ["No observations to search in database for LONEOS.", "running"],
        [`${name}: Query from 2019-01-01 to 2019-01-01.`, "running"],
        [expect.stringMatching(`^${name}: Searching \\d+\\.\\d deg over 0\\.0 days$`), "running"],
        [`${name}: Caught 1 observations`, "running"],
        ["Task complete.", "success"],
      ]);
    });

    it("goes on after the last event that was seen, and does not begin again", async () => {
      const { job_id } = await json("/catch?target=42&cached=false");
      await settled(house, uuid(job_id));
      const url = `${house.url}/stream?job_id=${job_id}`;
      const all = await readEvents(url, isLast);
      const middle = all[2]!.id!;
      const rest = await readEvents(url, isLast, { "last-event-id": middle });
      expect(rest).toEqual(all.slice(3));
    });

    it("tells an error of a target that nobody knows, once, as an error", async () => {
      const { job_id } = await json("/catch?target=999999999");
      const events = await readEvents(`${house.url}/stream?job_id=${job_id}`, isLast);
      expect(events.at(-1)!.data).toMatchObject({
        text: expect.stringContaining("Could not get an ephemeris."),
        status: "error",
      });
      const { status } = await json(`/status/${job_id}`);
      expect(new Set(status.map((one: Answer) => one.status))).toEqual(new Set(["errored"]));
      const job = (await json(`/survey/searches/${uuid(job_id)}`)).job;
      expect(await ended(house.service, job)).toMatchObject({ state: "failed" });
    });
  });

  describe("what goes wrong", () => {
    const isLast = ({ data }: Answer) => data.status === "success" || data.status === "error";
    const secret = new Error("the password is secret");
    const lastWord = async (): Promise<Answer> => {
      const { job_id } = await json("/catch?target=42&cached=false&sources=catalina_bigelow");
      const events = await readEvents(`${house.url}/stream?job_id=${job_id}`, isLast);
      expect(JSON.stringify(events)).not.toContain("secret");
      return events.at(-1)!.data;
    };

    it("in keeping what was found is told in CATCH's words", async () => {
      const keep = SearchCatalog.prototype.keepResult;
      vi.spyOn(SearchCatalog.prototype, "keepResult").mockImplementation(async function (
        this: SearchCatalog,
        transaction,
        given,
      ) {
        // What was found before something failed is of no revision.
        if (given.revision > 0) throw secret;
        return await keep.call(this, transaction, given);
      });
      expect(await lastWord()).toMatchObject({
        text: expect.stringContaining(
          "Critical error: could not save results to the found object database.",
        ),
        status: "error",
      });
    });

    it("elsewhere is, too", async () => {
      vi.spyOn(SearchCatalog.prototype, "began").mockRejectedValue(secret);
      expect(await lastWord()).toMatchObject({
        text: "Unexpected error.  Contact us with this issue and your job ID.",
        status: "error",
      });
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

  // Last: these add to what the others count.
  it("tells addresses here as whole ones, since CATCH's page is elsewhere", async () => {
    const definition = {
      name: "local",
      title: "Local",
      observatories: ["T05"],
      products: [{ urls: { preview: "/frames/{product_id}/cutout.jpg?ra={ra}&dec={dec}" } }],
    };
    await house.service.survey.sources.define(SourceDefinition.parse(definition));
    await importRows(house, "local", [exposure("here", 220, -50)]);
    const [row] = (await json("/fixed?ra=220&dec=-50")).data;
    expect(row.preview_url).toBe(`${house.url}/frames/here/cutout.jpg?ra=220.0&dec=-50.0`);
    const elsewhere = { "x-forwarded-host": "sky.example.org", "x-forwarded-proto": "https" };
    for (const _again of [1, 2, 3]) {
      const told: Answer = await (await get("/fixed?ra=220&dec=-50", elsewhere)).json();
      expect(told.data[0].preview_url).toMatch(/^https:\/\/sky\.example\.org\/frames\//);
    }
  });

  it("tells SkyMapper's images and places of whole degrees as CATCH does, and nothing of its own tables", async () => {
    const fields = { "skymapper:field_id": 3, "skymapper:sb_mag": 21.5, file_name: "x" };
    await importRows(
      house,
      "skymapper_dr4",
      ["fs", "ms", "std", "other"].map((type, i) => ({
        ...exposure(`sky-${type}`, 200, -50, isisMjd + i),
        ...fields,
        "skymapper:image_type": type,
      })),
      undefined,
    );
    const { data } = await json("/fixed?ra=200&dec=-50");
    expect(data.map((row: Answer) => row["skymapper:image_type"])).toEqual([
      "Shallow Survey",
      "Main Survey",
      "Standard Field",
      "other",
    ]);
    expect(data[0]).toMatchObject({ "skymapper:field_id": 3, "skymapper:sb_mag": 21.5 });
    expect(data[0].cutout_url).toBe(
      "https://api.skymapper.nci.org.au/public/siap/dr4/get_image?IMAGE=sky-fs&SIZE=0.0833&POS=200.0,-50.0&FORMAT=fits",
    );
    const atlas = exposure("01a_fits", 210, -50);
    await importRows(house, "atlas_mauna_loa", [{ ...atlas, field_id: "a", diff: true }]);
    const [row] = (await json("/fixed?ra=210&dec=-50")).data;
    expect(row.diff_url).toMatch(/01a_diff$/);
    for (const name of ["field_id", "diff"]) expect(row).not.toHaveProperty(name);
  });

  it.skipIf(!existsSync(sample))(
    "tells rows as CATCH's production did, source by source",
    async () => {
      const { data } = JSON.parse(readFileSync(sample, "utf8"));
      const bySource = Map.groupBy(data as Answer[], ({ source }) => source);
      expect(bySource.size).toBe(10);
      for (const [source, rows] of bySource) {
        const observations = rows.map((row) => ({ ...row, fov: box(row.ra, row.dec, 0.02) }));
        expect(await importRows(house, source, observations, undefined)).toMatchObject({
          result: { added: rows.length },
        });
        const [row] = rows;
        const middle = (row.mjd_start + row.mjd_stop) / 2;
        const ephemeris = [-0.1, 0, 0.1].map((days) => ({
          mjd: middle + days,
          ra: row.ra + (row.dra * 24 * days) / 3600 / Math.cos((row.dec * Math.PI) / 180),
          dec: row.dec + (row.ddec * 24 * days) / 3600,
        }));
        const span = { start: row.mjd_start, stop: row.mjd_stop };
        const asked = await fetch(`${house.url}/survey/searches`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ target: "65P", ephemeris, sources: [source], ...span }),
        });
        const { id }: Answer = await asked.json();
        await settled(house, id);
        const { data: found } = await json(`/caught/${id}`);
        const told = found.find((one: Answer) => one.product_id === row.product_id);
        // Columns that came later, and those that a table of positions says nothing of.
        expect(Object.keys(told).toSorted()).toEqual(
          [...new Set([...Object.keys(row), "fov", "diff_url"])].toSorted(),
        );
        for (const [name, value] of Object.entries(row)) {
          if (ofOrbit.has(name)) continue;
          if (typeof value === "number") expect(told[name]).toBeCloseTo(value, 5);
          else expect([name, told[name]]).toEqual([name, value]);
        }
      }
    },
  );
});
