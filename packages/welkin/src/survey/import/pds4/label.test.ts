import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catchSources } from "../../sources/catch.ts";
import { openRecords } from "../open.ts";
import { Preparer } from "../prepare.ts";
import { labelRow } from "./label.ts";

const bundle = (rest: string) => `urn:nasa:pds:gbo.ast.${rest}`;

interface Parts {
  readonly lid?: string;
  readonly dates?: readonly [string, string];
  /** The content of an observation area before its dictionaries. */
  readonly about?: string;
  readonly imaging?: string;
  readonly survey?: string;
  readonly units?: string;
  readonly corners?: readonly (readonly [number, number])[];
}

const square = [
  [150.5, 20.5],
  [149.5, 20.5],
  [149.5, 19.5],
  [150.5, 19.5],
] as const;
const names = ["Top Left", "Top Right", "Bottom Right", "Bottom Left"];

function label(parts: Parts = {}): string {
  const [start, stop] = parts.dates ?? ["2003-07-08T08:40:33.001Z", "2003-07-08T08:42:33.001Z"];
  const unit = ` unit="${parts.units ?? "deg"}"`;
  const corners = (parts.corners ?? square).map(
    ([ra, dec], i) => `<survey:Corner_Position>
      <survey:corner_identification>${names[i]}</survey:corner_identification>
      <survey:Coordinate>
        <survey:right_ascension${unit}>${ra}</survey:right_ascension>
        <survey:declination${unit}>${dec}</survey:declination>
      </survey:Coordinate></survey:Corner_Position>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Product_Observational xmlns="http://pds.nasa.gov/pds4/pds/v1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:img="http://pds.nasa.gov/pds4/img/v1" xmlns:survey="http://pds.nasa.gov/pds4/survey/v1">
  <Identification_Area>
    <logical_identifier>${parts.lid ?? bundle("spacewatch.survey:data:sw_0996_sw403s_2003_07_08_08_40_33.001.fits")}</logical_identifier>
    <version_id>1.0</version_id>
  </Identification_Area>
  <Observation_Area>
    <Time_Coordinates><start_date_time>${start}</start_date_time><stop_date_time>${stop}</stop_date_time></Time_Coordinates>
    ${parts.about ?? ""}
    <Discipline_Area>
      <img:Imaging>${parts.imaging ?? ""}</img:Imaging>
      <survey:Survey>${parts.survey ?? ""}<survey:Image_Corners>${corners.join("")}</survey:Image_Corners></survey:Survey>
    </Discipline_Area>
  </Observation_Area>
  <File_Area_Observational><File><file_name>sw_0996_SW403s_2003_07_08_08_40_33.001.fits</file_name></File></File_Area_Observational>
</Product_Observational>`;
}

/** The label as an import reads it, assigned by its LID. */
function taken(parts: Parts, source?: string) {
  const preparer = new Preparer({ sources: catchSources, ...(source && { source }) });
  preparer.take({ line: 1, file: "a.xml", ...labelRow(label(parts)) });
  const { batches, rejections } = preparer.prepared();
  return batches[0]?.source ?? rejections[0];
}

describe("a label's numbers", () => {
  it("have the units that they say", () => {
    const hours = square.map(([ra, dec]) => [ra / 15, dec / 15] as const);
    expect(labelRow(label({ units: "hr", corners: hours })).values["fov"]).toBe(
      "150.5:20.5,149.5:20.5,149.5:19.5,150.5:19.5",
    );
    const radians = square.map(
      ([ra, dec]) => [(ra * Math.PI) / 180, (dec * Math.PI) / 180] as const,
    );
    const fov = String(labelRow(label({ units: "rad", corners: radians })).values["fov"]);
    expect(fov.split(",").map((corner) => Math.round(Number(corner.split(":")[0]) * 1e9))).toEqual([
      150.5e9, 149.5e9, 149.5e9, 150.5e9,
    ]);
  });

  it.each([
    ['<img:exposure_duration unit="s">120.0</img:exposure_duration>', "120.0"],
    ['<img:exposure_duration unit="min">2</img:exposure_duration>', "120"],
    ['<img:exposure_duration unit="ms">500</img:exposure_duration>', "0.5"],
    ["", 120],
  ])("exposure %s", (text, exposure) => {
    const imaging = text && `<img:Exposure>${text}</img:Exposure>`;
    expect(labelRow(label({ imaging })).values["exposure"]).toBe(exposure);
  });

  it.each([
    ["2003-07-08T08:40:33.001Z", 52828.36149306713],
    ["2003-07-08T08:40:33.001", 52828.36149306713],
    ["2003-189T08:40:33.001Z", 52828.36149306713],
    ["2003-189T08:40Z", 52828.36111111111],
    ["2003-07-08Z", 52828],
    ["2003-189", 52828],
  ])("date %s", (date, mjd) => {
    const { values } = labelRow(label({ dates: [date, "2003-07-09T00:00Z"] }));
    expect(values["mjd_start"]).toBeCloseTo(mjd, 9);
  });

  it.each(["2003-000T08:40Z", "2003-367", "2003-189T25:00Z", ""])("no date %j", (date) => {
    expect(() => labelRow(label({ dates: [date, date] }))).toThrow(/start_date_time/);
  });
});

describe("labels of the archives", () => {
  it.each([
    ["atlas.survey:59613:01a59613o0586o_fits", "atlas_mauna_loa"],
    ["atlas.survey.242:58719:02a58719o0517o.fits", "atlas_haleakela"],
    ["atlas.survey:60200:03a60200o0001c_fits", "atlas_sutherland"],
    ["atlas.survey:60200:04a60200o0001c_fits", "atlas_rio_hurtado"],
    ["catalina.survey:data_calibrated:703_20220203_2b_n01001_01_0001.arch", "catalina_bigelow"],
    ["catalina.survey:data_calibrated:g96_20210402_2b_f5q9m2_01_0001.arch", "catalina_lemmon"],
    [
      "catalina.survey:data_calibrated:v00_20210402_2b_f5q9m2_01_0001.arch",
      "catalina_bokneosurvey",
    ],
    ["spacewatch.survey:data:sw_0993_09.01_2003_03_23_09_18_47.001.fits", "spacewatch"],
    ["loneos.survey:data_augmented:041226_2a_082_fits", "loneos"],
    ["loneos.survey:data_augmented:051113_1a_011_fits", "loneos"],
    ["neat.survey:data_tricam:p20011120_obsdata_20011120014036d", "neat_palomar_tricam"],
    ["neat.survey:data_geodss:g19960417_obsdata_960417070119d", "neat_maui_geodss"],
  ])("%s is of %s", (lid, source) => {
    expect(taken({ lid: bundle(lid) })).toBe(source);
  });

  // Files next to the images: difference images, measurements, originals.
  it.each([
    ["atlas.survey:59613:01a59613o0586o_diff", "atlas_mauna_loa"],
    ["atlas.survey.242:58719:02a58719o0517o.diff", "atlas_haleakela"],
    ["catalina.survey:data_derived:g96_20210402_2b_f5q9m2_01_0001.mtds", "catalina_lemmon"],
    ["loneos.survey:data_original:041226_2a_082_fits", "loneos"],
  ])("%s is no observation, nor one of %s", (lid, source) => {
    expect(taken({ lid: bundle(lid) })).toMatchObject({ code: "WRONG_SOURCE" });
    expect(taken({ lid: bundle(lid) }, source)).toMatchObject({
      code: "WRONG_SOURCE",
      message: `Its id is not of an image of ${source}.`,
    });
  });

  it.each([
    [{ survey: "<survey:observation_purpose>Calibration</survey:observation_purpose>" }],
    [
      {
        about: "<Primary_Result_Summary><purpose>Calibration</purpose></Primary_Result_Summary>",
      },
    ],
    [
      {
        about:
          "<Target_Identification><name>BIAS</name><type>Calibrator</type></Target_Identification>",
      },
    ],
  ])("are no observations where they are of calibrations: %j", (parts: Parts) => {
    expect(() => labelRow(label(parts))).toThrow(/calibration/);
  });

  it("are observations of the sky with what else they say", () => {
    const about = `<Primary_Result_Summary><purpose>Science</purpose></Primary_Result_Summary>
      <Target_Identification><name>Multiple Asteroids</name><type>Asteroid</type></Target_Identification>`;
    const field = "<Target_Identification><type>Calibration Field</type></Target_Identification>";
    expect(labelRow(label({ about: field })).values["fov"]).toMatch(/^150.5:20.5,/);
    const { values, offered } = labelRow(label({ about }));
    expect(values).toMatchObject({ fov: "150.5:20.5,149.5:20.5,149.5:19.5,150.5:19.5" });
    expect(offered["file_name"]).toBe("sw_0996_SW403s_2003_07_08_08_40_33.001.fits");
  });
});

describe("a list of all that an archive has", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is read for its labels, whatever comes first in it", async () => {
    const list = join(folder, "file_list.latest.txt");
    await writeFile(join(folder, "one.xml"), label());
    await writeFile(list, "./one.arch.fz\n./one.xml\n./collection_one.xml\n./none.xml\n");
    const { kind, records } = await openRecords(list);
    expect(kind).toBe("labels");
    const found = await Array.fromAsync(records);
    expect(found.map(({ rejection }) => rejection?.code)).toEqual([undefined, "UNREADABLE"]);
  });

  it("is no list where it is a table", async () => {
    const table = join(folder, "table.csv");
    await writeFile(table, "product_id,mjd_start\na/b.fits,1\n");
    expect((await openRecords(table)).kind).toBe("table");
  });
});
