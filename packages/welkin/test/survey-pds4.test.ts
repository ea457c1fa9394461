import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/engines/database/index.ts";
import { openStore } from "../src/engines/store/index.ts";
import { type Scratch, testDatabases } from "../src/engines/testing/databases.ts";
import { Rejection } from "../src/survey/import/observation.ts";
import { LABEL_LIMIT, labelRow } from "../src/survey/import/pds4/label.ts";
import {
  openRecords,
  openSurvey,
  type Survey,
  type SurveyTables,
  surveyMigrations,
} from "../src/survey/index.ts";

const corner = (name: string, ra: number, dec: number) => `<survey:Corner_Position>
  <survey:corner_identification>${name}</survey:corner_identification>
  <survey:Coordinate><survey:right_ascension unit="deg">${ra}</survey:right_ascension>
  <survey:declination unit="deg">${dec}</survey:declination></survey:Coordinate>
</survey:Corner_Position>`;

/** In a different order than the field's: only their names count. */
const corners = [
  corner("Bottom Left", 10, 20),
  corner("Top Left", 10, 21),
  corner("Bottom Right", 9, 20),
  corner("Top Right", 9, 21),
].join("");

interface Parts {
  readonly lid?: string;
  readonly start?: string;
  readonly exposure?: string;
  readonly filter?: string;
  readonly limits?: string;
  readonly corners?: string;
  readonly references?: string;
  readonly head?: string;
}

/** A label like those of ATLAS, Catalina and Spacewatch. */
const label = (parts: Parts = {}) => `<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://pds.nasa.gov/pds4/pds/v1/PDS4_PDS_1G00.sch"?>
${parts.head ?? ""}<Product_Observational xmlns="http://pds.nasa.gov/pds4/pds/v1"
  xmlns:img="http://pds.nasa.gov/pds4/img/v1" xmlns:survey="http://pds.nasa.gov/pds4/survey/v1">
  <Identification_Area><logical_identifier>${
    parts.lid ?? "urn:nasa:pds:gbo.ast.atlas.survey:59613:01a59613o0586o_fits"
  }</logical_identifier><version_id>1.0</version_id></Identification_Area>
  <Observation_Area>
    <Time_Coordinates>
      <start_date_time>${parts.start ?? "2022-02-03T12:00:00.000Z"}</start_date_time>
      <stop_date_time>2022-02-03T12:00:30.125Z</stop_date_time>
    </Time_Coordinates>
    <Discipline_Area>
      <img:Imaging>${parts.exposure ?? "<img:Exposure><img:exposure_duration unit='s'>30.0</img:exposure_duration></img:Exposure>"}
      ${parts.filter ?? "<img:Optical_Filter><img:filter_name>o</img:filter_name></img:Optical_Filter>"}</img:Imaging>
      <survey:Survey>
        <survey:field_id>field 7</survey:field_id>
        <survey:Image_Corners>${parts.corners ?? corners}</survey:Image_Corners>
        <survey:Limiting_Magnitudes>${parts.limits ?? ""}</survey:Limiting_Magnitudes>
      </survey:Survey>
    </Discipline_Area>
  </Observation_Area>
  <Reference_List>${parts.references ?? ""}</Reference_List>
  <File_Area_Observational><File><file_name>01a59613O0586o.fits.fz</file_name></File></File_Area_Observational>
</Product_Observational>`;

const sigma = `<survey:N_Sigma_Limit><survey:limiting_magnitude>19.1</survey:limiting_magnitude></survey:N_Sigma_Limit>`;
const rollover = `<survey:Rollover><survey:rollover_magnitude>19.2</survey:rollover_magnitude></survey:Rollover>`;
const percentage = (percent: number, limit: number) =>
  `<survey:Percentage_Limit><survey:Percentage_Limit>${percent}</survey:Percentage_Limit><survey:limiting_magnitude>${limit}</survey:limiting_magnitude></survey:Percentage_Limit>`;

describe("a PDS4 label", () => {
  it("is an observation", () => {
    const { values, offered } = labelRow(label());
    expect(values).toEqual({
      product_id: "urn:nasa:pds:gbo.ast.atlas.survey:59613:01a59613o0586o_fits",
      mjd_start: 59613.5,
      mjd_stop: 59613.5 + 30.125 / 86400,
      exposure: "30.0",
      filter: "o",
      fov: "10:21,9:21,9:20,10:20",
      maglimit: undefined,
    });
    const file_name = "01a59613O0586o.fits.fz";
    expect(offered).toEqual({ field_id: "field 7", diff: false, file_name });
  });

  it("may leave out exposure and filter", () => {
    expect(labelRow(label({ exposure: "", filter: "" })).values).toMatchObject({
      exposure: 30.125,
      filter: undefined,
    });
  });

  it("has the limit that counts most", () => {
    const limit = (limits: string) => labelRow(label({ limits })).values["maglimit"];
    expect(limit(sigma)).toBe("19.1");
    expect(limit(rollover + sigma)).toBe("19.2");
    expect(limit(percentage(90, 18) + rollover + sigma)).toBe("19.2");
    expect(limit(percentage(90, 18) + percentage(50, 19.3) + rollover)).toBe("19.3");
  });

  it("names its difference image", () => {
    const reference = (lid: string) =>
      `<Internal_Reference><lid_reference>${lid}</lid_reference><reference_type>data_to_derived_product</reference_type></Internal_Reference>`;
    const stem = "urn:nasa:pds:gbo.ast.atlas.survey:59613:01a59613o0586o";
    expect(labelRow(label({ references: reference(`${stem}_diff`) })).offered["diff"]).toBe(true);
    expect(labelRow(label({ references: reference(`${stem}_other`) })).offered["diff"]).toBe(false);
  });

  it("may write its dictionaries' prefixes otherwise", () => {
    const other = label().replaceAll("survey:", "s:").replaceAll("xmlns:s:", "xmlns:s");
    const written = other
      .replace('xmlns:survey="', 'xmlns:s="')
      .replace("gbo.ast.atlas.s:", "gbo.ast.atlas.survey:");
    expect(labelRow(written).values["fov"]).toBe("10:21,9:21,9:20,10:20");
  });

  it.each([
    ["UNREADABLE", "no XML", "product_id,fov"],
    ["UNREADABLE", "cut", label().slice(0, 900)],
    [
      "UNREADABLE",
      "entities",
      label({ head: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n', lid: "&e;" }),
    ],
    ["NO_PRODUCT_ID", "no LID", label({ lid: "" })],
    ["BAD_TIME", "no date", label({ start: "" })],
    ["BAD_TIME", "a date that is none", label({ start: "yesterday" })],
    ["BAD_FIELD", "no corners", label({ corners: "" })],
    ["BAD_FIELD", "three corners", label({ corners: corner("Top Left", 1, 2) })],
    [
      "BAD_FIELD",
      "no survey",
      "<Product_Observational><Identification_Area><logical_identifier>a</logical_identifier></Identification_Area></Product_Observational>",
    ],
  ])("is refused with %s: %s", (code, _, text) => {
    let caught: unknown;
    try {
      labelRow(text);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(Rejection);
    expect((caught as Rejection).code).toBe(code);
  });
});

describe.each(testDatabases)("labels into $name", ({ create }) => {
  let scratch: Scratch;
  let database: Database<SurveyTables>;
  let folder: string;
  let survey: Survey;

  const atlas = (product: string) => `urn:nasa:pds:gbo.ast.atlas.survey:59613:${product}_fits`;
  const catalina = (product: string) =>
    `urn:nasa:pds:gbo.ast.catalina.survey:data_calibrated:${product}.arch`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    scratch = await create();
    database = await scratch.open(surveyMigrations);
    const store = await openStore({ url: `file:${folder}/store`, secret: "0".repeat(64) });
    survey = openSurvey({ db: database.db, store });
    const labels = join(folder, "labels", "59613");
    await mkdir(labels, { recursive: true });
    const files: Record<string, string> = {
      "a.xml": label({ lid: atlas("01a59613o0001o") }),
      "b.xml": label({ lid: atlas("02a59613o0002o") }),
      "c.xml": label({ lid: atlas("03a59613o0003o") }),
      "d.xml": label({ lid: atlas("04a59613o0004o") }),
      "e.xml": label({ lid: catalina("703_20220203_2b_n01001_01_0001"), exposure: "", filter: "" }),
      "f.xml": label({ lid: catalina("v06_20220203_2b_n01001_01_0001"), exposure: "", filter: "" }),
      "g.xml": label({ lid: catalina("i52_20220203_2b_n01001_01_0001") }),
      "h.xml": label({
        lid: "urn:nasa:pds:gbo.ast.spacewatch.survey:data:sw_1_2022_02_03_a_b_c.fits",
      }),
      "broken.xml": "<Product_Observational>",
      "nobody.xml": label({ lid: "urn:nasa:pds:some.other.survey:data:x" }),
      "collection_59613.xml": "<Product_Collection/>",
      "notes.txt": "nothing",
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(labels, name), text);
    await writeFile(join(labels, "huge.xml"), new Uint8Array(LABEL_LIMIT + 1).fill(32));
    await writeFile(join(labels, "latin.xml"), Buffer.from("<a>\xe4</a>", "latin1"));
  }, 60_000);

  afterAll(async () => {
    await database?.close();
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it("goes by what the LIDs say", async () => {
    const { kind, records } = await openRecords(join(folder, "labels"));
    expect(kind).toBe("labels");
    const report = await survey.import(undefined, records);
    expect(report).toMatchObject({ source: null, read: 12, added: 8, held: 0, rejected: 4 });
    expect(report.sources).toEqual({
      atlas_mauna_loa: 1,
      atlas_haleakela: 1,
      atlas_sutherland: 1,
      atlas_rio_hurtado: 1,
      catalina_bigelow: 2,
      catalina_lemmon: 1,
      spacewatch: 1,
    });
    const refused = report.rejections.map(({ file, code }) => [file?.split("/").at(-1), code]);
    expect(refused).toEqual([
      ["broken.xml", "UNREADABLE"],
      ["huge.xml", "UNREADABLE"],
      ["latin.xml", "UNREADABLE"],
      ["nobody.xml", "WRONG_SOURCE"],
    ]);
    const rows = await database.db
      .selectFrom("survey_observations")
      .select(["source", "observatory", "fields", "exposure"])
      .orderBy("product_id")
      .execute();
    expect(rows.map(({ observatory }) => observatory).join(" ")).toBe(
      "T08 T05 M22 W68 703 I52 V06 691",
    );
    expect(rows[0]).toMatchObject({ exposure: 30, fields: { field_id: "field 7", diff: false } });
    expect(rows[4]).toMatchObject({ exposure: 30.125, fields: null });
    expect(rows[7]?.fields).toEqual({ file_name: "01a59613O0586o.fits.fz" });
  });

  it("takes each in once, from a list too, gzip or not", async () => {
    const text = "59613/a.xml\n# a note\n59613/collection_59613.xml\n59613/e.xml\n59613/none.xml\n";
    for (const [name, bytes] of [
      ["list.txt", text],
      ["list.txt.gz", gzipSync(text)],
    ] as const) {
      await writeFile(join(folder, "labels", name), bytes);
      const { kind, records } = await openRecords(join(folder, "labels", name));
      expect(kind).toBe("labels");
      const report = await survey.import(undefined, records);
      expect(report).toMatchObject({ read: 3, added: 0, held: 2, rejected: 1 });
      expect(report.rejections[0]?.message).toMatch(/ENOENT/);
    }
  });

  it("refuses a label of another source than the one asked for", async () => {
    const { records } = await openRecords(join(folder, "labels", "59613", "a.xml"));
    const report = await survey.import("loneos", records);
    expect(report).toMatchObject({ source: "loneos", added: 0, rejected: 1 });
    expect(report.rejections[0]).toMatchObject({
      code: "WRONG_SOURCE",
      message: "Its id is of the source atlas_mauna_loa.",
    });
  });

  it("says where there is nothing to import", async () => {
    await expect(openRecords(join(folder, "none"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await mkdir(join(folder, "empty"));
    await expect(openRecords(join(folder, "empty"))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
