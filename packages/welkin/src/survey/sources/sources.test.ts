import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ProductRules } from "./addresses.ts";
import { catchSources } from "./catch.ts";
import { SourceDefinition } from "./definition.ts";

const DATA =
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../../../shared/data", import.meta.url));
const sample = `${DATA}/catch/observations/catch_production_sample.json`;

const rulesOf = (name: string) =>
  new ProductRules(catchSources.find((source) => source.name === name) ?? catchSources[0]!);

describe("the sources of CATCH", () => {
  it("are thirteen, in its order", () => {
    expect(catchSources.map(({ name }) => name).join(" ")).toBe(
      "atlas_haleakela atlas_mauna_loa atlas_rio_hurtado atlas_sutherland catalina_bigelow catalina_lemmon catalina_bokneosurvey loneos neat_palomar_tricam neat_maui_geodss ps1dr2 skymapper_dr4 spacewatch",
    );
  });

  it.skipIf(!existsSync(sample))("have the addresses that CATCH gave", () => {
    const { data } = JSON.parse(readFileSync(sample, "utf8"));
    expect(data.length).toBeGreaterThan(0);
    for (const row of data) {
      const { archive_url, cutout_url, preview_url } = row;
      const rules = rulesOf(row.source);
      const told = rules.addresses(row.product_id, { ra: row.ra, dec: row.dec });
      // CATCH intended cutouts of 300 pixels for the Catalina Sky Survey; its answers have 5′.
      const meant =
        row.source === "catalina_bigelow"
          ? "15.00"
          : row.source === "catalina_lemmon"
            ? "7.80"
            : undefined;
      const piece = (url: string) =>
        meant === undefined ? url : url.replace("size=5.00arcmin", `size=${meant}arcmin`);
      expect(told).toEqual({
        archive_url,
        label_url: told.label_url,
        cutout_url: piece(cutout_url),
        preview_url: piece(preview_url),
        diff_url: null,
      });
      const telescope = row["css:telescope"];
      expect(rules.derived(row.product_id)["css:telescope"]).toBe(telescope);
    }
  });

  it.each([
    ["703", "15.00"],
    ["G96", "7.80"],
    ["g96", "7.80"],
    ["I52", "5.16"],
    ["v06", "2.82"],
    ["v00", "5.00"],
  ])("give pieces of Catalina's %s of %s arcminutes", (telescope, size) => {
    const id = `urn:nasa:pds:gbo.ast.catalina.survey:data_calibrated:${telescope}_20220130_2b_n27011_01_0001.arch`;
    const told = rulesOf("catalina_lemmon").addresses(id, { ra: "12.3", dec: "-4.56" });
    expect(told.cutout_url).toMatch(
      new RegExp(`arch\\?ra=12\\.3&dec=-4\\.56&size=${size}arcmin&format=fits$`),
    );
    expect(told.preview_url).toBe(told.cutout_url!.replace("format=fits", "format=jpeg"));
    expect(told.archive_url).toBe(
      `https://sbnarchive.psi.edu/pds4/surveys/gbo.ast.catalina.survey/data_calibrated/${telescope.toUpperCase()}/2022/22Jan30/${telescope.toUpperCase()}_20220130_2B_N27011_01_0001.arch.fz`,
    );
  });

  it("know difference images, old programs and names with capitals", () => {
    const lid = "urn:nasa:pds:gbo.ast.atlas.survey:59613:01a59613o0586o_fits";
    const atlas = rulesOf("atlas_mauna_loa");
    expect(atlas.addresses(lid, { diff: true }).diff_url).toMatch(/:01a59613o0586o_diff$/);
    for (const none of [false, "false", "False", "f", "0", 0, "no", "", null]) {
      expect(atlas.addresses(lid, { diff: none }).diff_url).toBeNull();
    }
    expect(atlas.addresses(lid, { diff: "True" }).diff_url).not.toBeNull();
    expect(atlas.addresses(lid, {}).cutout_url).toBeNull();
    const loneos = "urn:nasa:pds:gbo.ast.loneos.survey:data_augmented:991231_1a_151_fits";
    expect(rulesOf("loneos").addresses(loneos, {}).archive_url).toMatch(
      /lois_3_2_0_beta\/991231\/991231_1a_151\.fits$/,
    );
    const watch =
      "urn:nasa:pds:gbo.ast.spacewatch.survey:data:sw_ab_29.04_2005_10_24_11_22_44.003.fits";
    const named = { file_name: "sw_AB_29.04_2005_10_24_11_22_44.003.fits", ra: 1.5, dec: -2 };
    const told = rulesOf("spacewatch").addresses(watch, named);
    expect(told.archive_url).toMatch(/2005\/10\/24\/sw_AB_29\.04_2005/);
    expect(told.cutout_url).toMatch(/:data:sw_AB_.*\?ra=1\.5&dec=-2&/);
  });

  it("have labels beside their files", () => {
    const archive = "https://sbnarchive.psi.edu/pds4/surveys";
    const label = (source: string, tail: string, fields = {}) =>
      rulesOf(source).addresses(`urn:nasa:pds:${tail}`, fields).label_url;
    expect(
      label(
        "neat_palomar_tricam",
        "gbo.ast.neat.survey:data_tricam:p20020121_obsdata_20020121132624c",
      ),
    ).toBe(`${archive}/gbo.ast.neat.survey/data_tricam/p20020121/obsdata/20020121132624c.xml`);
    expect(
      label(
        "catalina_bigelow",
        "gbo.ast.catalina.survey:data_calibrated:703_20220120_2b_n02006_01_0001.arch",
      ),
    ).toBe(
      `${archive}/gbo.ast.catalina.survey/data_calibrated/703/2022/22Jan20/703_20220120_2B_N02006_01_0001.arch.xml`,
    );
    expect(label("loneos", "gbo.ast.loneos.survey:data_augmented:051121_1a_270_fits")).toBe(
      `${archive}/gbo.ast.loneos.survey/data_augmented/lois_4_2_0/051121/051121_1a_270.xml`,
    );
    const sw = "gbo.ast.spacewatch.survey:data:sw_ab_04.06_2009_07_29_03_59_40.003.fits";
    expect(label("spacewatch", sw, { file_name: "sw_AB_04.06_2009_07_29_03_59_40.003.fits" })).toBe(
      `${archive}/gbo.ast.spacewatch.survey/data/2009/07/29/sw_AB_04.06_2009_07_29_03_59_40.003.xml`,
    );
    expect(label("atlas_sutherland", "gbo.ast.atlas.survey:59613:03a59613o0586o_fits")).toBe(
      "https://sbnsurveys.astro.umd.edu/api/images/urn:nasa:pds:gbo.ast.atlas.survey:59613:03a59613o0586o_fits?format=label",
    );
    expect(label("skymapper_dr4", "x")).toBeNull();
  });

  it("leave out what an id does not tell", () => {
    expect(
      rulesOf("catalina_lemmon").addresses("nonsense", { ra: 1, dec: 2 }).archive_url,
    ).toBeNull();
    expect(rulesOf("ps1dr2").addresses("nonsense", { ra: 1, dec: 2 }).cutout_url).toBeNull();
  });
});

describe("a source of one's own", () => {
  it("is what the documentation says", () => {
    const page = readFileSync(
      fileURLToPath(new URL("../../../../../docs/sources-of-observations.md", import.meta.url)),
      "utf8",
    );
    const definition = SourceDefinition.parse(JSON.parse(/```json\n(.*?)```/s.exec(page)![1]!));
    const rules = new ProductRules(definition);
    const row = { ra: "284.7", dec: "-29.2", diff: true };
    expect(rules.addresses("20250528_17", row)).toEqual({
      archive_url: "https://archive.example.org/20250528/20250528_17.fits",
      label_url: "https://archive.example.org/20250528/20250528_17.xml",
      diff_url: "https://archive.example.org/20250528/20250528_17_diff.fits",
      cutout_url:
        "https://archive.example.org/cut?id=20250528_17&ra=284.7&dec=-29.2&size=5&format=fits",
      preview_url:
        "https://archive.example.org/cut?id=20250528_17&ra=284.7&dec=-29.2&size=5&format=jpeg",
    });
    expect(rules.addresses("20250528_17", { ...row, diff: false }).diff_url).toBeNull();
    expect(rules.addresses("other", row).archive_url).toBeNull();
  });

  it("is checked", () => {
    const own = { name: "mine", title: "Mine", observatories: ["W84"] };
    expect(SourceDefinition.parse(own).nightOffset).toBe(0);
    for (const wrong of [
      { name: "Mine!" },
      { observatories: [] },
      { nightOffset: 3 },
      { more: 1 },
    ]) {
      expect(SourceDefinition.safeParse({ ...own, ...wrong }).success).toBe(false);
    }
  });
});
