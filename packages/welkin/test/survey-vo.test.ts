import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { FileRecord } from "../src/survey/index.ts";
import { engines, type House, openHouse } from "./house.ts";

interface Row {
  readonly product_id: string;
  readonly ra: number;
  readonly dec: number;
  readonly mjd_start?: number;
  readonly filter?: string;
  readonly exposure?: number;
  readonly seeing?: number;
  readonly half?: number;
}

async function* rows(list: readonly Row[]): AsyncGenerator<FileRecord> {
  for (const [line, { ra, dec, half = 0.5, ...row }] of list.entries()) {
    const corners = [
      [ra - half, dec - half],
      [ra + half, dec - half],
      [ra + half, dec + half],
      [ra - half, dec + half],
    ];
    const fov = corners.map((corner) => corner.join(":")).join(",");
    yield { line, values: { mjd_start: 59_000, exposure: 30, fov, ...row } };
  }
}

const atlas = "urn:nasa:pds:gbo.ast.atlas.survey:59000";

describe("SIA 2.0", () => {
  let house: House;
  const url = (parameters: string) => `${house.url}/sia2/query?${parameters}`;
  const csv = async (parameters: string) => {
    const answer = await fetch(url(`${parameters}&RESPONSEFORMAT=csv`));
    expect([answer.status, parameters]).toEqual([200, parameters]);
    const [head = "", ...lines] = (await answer.text()).trimEnd().split("\r\n");
    const names = head.split(",");
    return lines.map((line) => {
      const cells = line.match(/("[^"]*"|[^,]*)(,|$)/g)!.map((cell) => cell.replace(/,$/, ""));
      return Object.fromEntries(names.map((name, i) => [name, cells[i]?.replaceAll('"', "")]));
    });
  };
  const ids = async (parameters: string) =>
    (await csv(parameters)).map(({ obs_id }) => obs_id?.split(":").at(-1)).sort();

  beforeAll(async () => {
    house = await openHouse(engines.at(-1));
    // A machine that is busy starting says so.
    const ready = async () => (await fetch(`${house.url}/survey/sources`)).status;
    await vi.waitFor(async () => expect(await ready()).toBe(200), 30_000);
    const { survey } = house.service;
    await survey.import(
      "atlas_mauna_loa",
      rows([
        { product_id: `${atlas}:01a_fits`, ra: 10, dec: 20, filter: "o", seeing: 2 },
        { product_id: `${atlas}:01b_fits`, ra: 359.8, dec: -5, filter: "c", mjd_start: 59_010 },
        { product_id: `${atlas}:01c_fits`, ra: 100, dec: 88.9, exposure: 110, mjd_start: 59_020 },
      ]),
    );
    await survey.import("loneos", rows([{ product_id: "one", ra: 10.2, dec: 20.3, half: 2 }]));
  }, 120_000);
  afterAll(() => house?.close());

  it("answers a VOTable of ObsCore", async () => {
    const answer = await fetch(url("POS=CIRCLE 10 20 0.1&COLLECTION=atlas_mauna_loa"));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^application\/x-votable\+xml/);
    const text = await answer.text();
    expect(text).toContain('<INFO name="QUERY_STATUS" value="OK"');
    expect(text).toContain('<INFO name="standardID" value="ivo://ivoa.net/std/SIA#query-2.0"');
    expect(text.match(/<FIELD /g)).toHaveLength(31);
    expect(text).toMatch(/<FIELD name="s_ra" datatype="double"[^>]* unit="deg" ucd="pos\.eq\.ra"/);
    expect(text.match(/<TR>/g)).toHaveLength(1);
    const [row] = await csv("POS=CIRCLE 10 20 0.1&COLLECTION=atlas_mauna_loa");
    expect(row).toMatchObject({
      dataproduct_type: "image",
      calib_level: "2",
      obs_collection: "atlas_mauna_loa",
      obs_id: `${atlas}:01a_fits`,
      obs_publisher_did: `ivo://welkin/survey?atlas_mauna_loa/${atlas}:01a_fits`,
      access_format: "image/fits",
      access_url: `https://sbnsurveys.astro.umd.edu/api/images/${atlas}:01a_fits`,
      facility_name: "ATLAS-MLO, Mauna Loa",
      s_region: "POLYGON ICRS 9.5 19.5 10.5 19.5 10.5 20.5 9.5 20.5",
      s_resolution: "2",
      t_min: "59000",
      t_exptime: "30",
    });
    expect(Number(row?.["s_ra"])).toBeCloseTo(10, 6);
    expect(Number(row?.["s_fov"])).toBeCloseTo(1.37, 1);
    expect(Number(row?.["em_min"])).toBeCloseTo(5.6e-7, 12);
  });

  it.each([
    ["", ["01a_fits", "01b_fits", "01c_fits", "one"]],
    ["POS=CIRCLE 10 20 0", ["01a_fits", "one"]],
    ["POS=CIRCLE 11.9 20 0.01", ["one"]],
    ["POS=CIRCLE 200 -80 0.1", []],
    ["POS=CIRCLE 0.1 -5 0.01&pos=CIRCLE 11.9 20 0.01", ["01b_fits", "one"]],
    ["POS=CIRCLE 190 -20 175", ["01b_fits", "01c_fits"]],
    ["POS=CIRCLE 190 -20 178", ["01b_fits", "01c_fits", "one"]],
    ["POS=RANGE 0.2 0.3 -10 10", ["01b_fits"]],
    ["POS=RANGE 359 360 -10 10", ["01b_fits"]],
    ["POS=RANGE 0 360 85 90", ["01c_fits"]],
    ["POS=RANGE 0 360 89 +Inf", ["01c_fits"]],
    ["POS=RANGE 9.9 9.95 -Inf +Inf", ["01a_fits", "one"]],
    ["POS=POLYGON 9.4 19.4 9.6 19.4 9.6 19.6", ["01a_fits", "one"]],
    ["POS=POLYGON 350 -30 350 30 40 30 40 -30", ["01a_fits", "01b_fits", "one"]],
    ["TIME=59010", ["01b_fits"]],
    ["TIME=59000 59000.0001", ["01a_fits", "one"]],
    ["TIME=59005 %2BInf", ["01b_fits", "01c_fits"]],
    ["TIME=-Inf 58999", []],
    ["BAND=6.5e-7", ["01a_fits", "01b_fits"]],
    ["BAND=4.2e-7 5e-7", ["01b_fits"]],
    ["EXPTIME=100 200", ["01c_fits"]],
    ["FOV=3 10", ["one"]],
    ["SPATRES=0 3", ["01a_fits"]],
    ["COLLECTION=loneos", ["one"]],
    ["COLLECTION=loneos&COLLECTION=atlas_mauna_loa&TIME=59000", ["01a_fits", "one"]],
    ["FACILITY=ATLAS-MLO, Mauna Loa&TIME=59020", ["01c_fits"]],
    ["INSTRUMENT=none", []],
    ["DPTYPE=image&CALIB=2&TIME=59010", ["01b_fits"]],
    ["DPTYPE=cube", []],
    ["FORMAT=image/fits&COLLECTION=loneos", []],
    [`ID=ivo://welkin/survey?loneos/one`, ["one"]],
    ["ID=ivo://welkin/survey?loneos/two&ID=nonsense", []],
    ["ID=ivo://welkin/survey?loneos/one&TIME=1", []],
    ["POL=I", []],
    ["RUNID=mine&SOMETHING=else&TIME=59010", ["01b_fits"]],
  ])("finds by %s", async (parameters, expected) => {
    const escaped = parameters.replaceAll("+Inf", "%2BInf").replaceAll(" ", "%20");
    expect(await ids(escaped)).toEqual(expected);
  });

  it("says where there are more", async () => {
    const answer = await (await fetch(url("MAXREC=2"))).text();
    expect(answer.match(/<TR>/g)).toHaveLength(2);
    expect(answer).toMatch(/<\/TABLE>\s*<INFO name="QUERY_STATUS" value="OVERFLOW"/);
    const none = await (await fetch(url("MAXREC=0"))).text();
    expect(none).toContain("<FIELD ");
    expect(none).not.toContain("<TR>");
    const exact = await (await fetch(url("MAXREC=4"))).text();
    expect(exact).not.toContain("OVERFLOW");
  });

  it("takes a form", async () => {
    const body = new URLSearchParams({ POS: "CIRCLE 11.9 20 0.01", responseformat: "csv" });
    const answer = await fetch(`${house.url}/sia2/query`, { method: "POST", body });
    expect(answer.status).toBe(200);
    expect((await answer.text()).split("\r\n")).toHaveLength(3);
  });

  it.each([
    "POS=CIRCLE 10",
    "POS=SQUARE 1 2 3",
    "POS=CIRCLE 10 95 1",
    "POS=POLYGON 0 0 1 1 1 0 0 1",
    "TIME=2 1",
    "TIME=soon",
    "BAND=1 2 3",
    "MAXREC=-1",
    "MAXREC=many",
    "RESPONSEFORMAT=parquet",
    "UPLOAD=x,y",
    `TIME=1${"&TIME=1".repeat(200)}`,
  ])("tells of what it cannot take in a VOTable: %s", async (parameters) => {
    const answer = await fetch(url(parameters));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get("content-type")).toMatch(/^application\/x-votable\+xml/);
    expect(await answer.text()).toMatch(/<INFO name="QUERY_STATUS" value="ERROR">UsageFault: /);
  });

  it("tells of itself", async () => {
    const capabilities = await (await fetch(`${house.url}/sia2/capabilities`)).text();
    expect(capabilities).toContain('standardID="ivo://ivoa.net/std/SIA#query-2.0"');
    expect(capabilities).toContain(`${house.url}/sia2/query`);
    const availability = await (await fetch(`${house.url}/sia2/availability`)).text();
    expect(availability).toContain("<vosi:available>true</vosi:available>");
  });
});
