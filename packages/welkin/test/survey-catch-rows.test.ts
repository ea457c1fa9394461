import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SourceDefinition } from "../src/survey/sources/definition.ts";
import { engines, type House } from "./house.ts";
import { catalinaId, catchOf, openCatch } from "./survey/catch.ts";
import type { Answer } from "./survey/client.ts";
import { box, exposure, importRows, isisAt, isisMjd, settled } from "./survey/observations.ts";

const [RA, DEC] = isisAt;

const DATA =
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const sample = `${DATA}/catch/observations/catch_production_sample.json`;

/** Values that only an orbit provides. */
const ofOrbit = new Set(
  "rh delta phase drh true_anomaly dra ddec unc_a unc_b unc_theta elong sangle vangle vmag".split(
    " ",
  ),
);

describe.each(engines)("observations as CATCH tells them, on $name", (servers) => {
  let house: House;
  const { get, json } = catchOf(() => house);

  beforeAll(async () => {
    house = await openCatch(servers);
  }, 120_000);
  afterAll(async () => {
    await house?.close();
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
      // The middle of the exposure, and the position to the last digit.
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
        // Columns added later, and those that a table of positions does not provide.
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
