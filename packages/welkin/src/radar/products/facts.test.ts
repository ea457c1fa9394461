import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { tableNamed, tablesFor } from "@welkin/imaging";
import { decodeLevel3, type Level3Product, products } from "@welkin/nexrad";
import { describe, expect, it } from "vitest";
import { factsOfProduct } from "./facts.ts";
import { drawPlaced, placedField } from "./tasks.ts";

const folder = resolve(process.env["WELKIN_TEST_DATA"] ?? "../shared/data", "nexrad/level3");
const files = existsSync(folder) ? readdirSync(folder) : [];
const now = new Date("2026-05-20T22:00:00Z");
const decoded = new Map<string, Level3Product>();

function read(file: string): Level3Product {
  const product = decoded.get(file) ?? decodeLevel3(readFileSync(join(folder, file)));
  decoded.set(file, product);
  return product;
}

/** Site, code and minute from a file's name, in the archives' two forms. */
function named(file: string) {
  const bucket = /^([A-Z]{3})_([A-Z0-9]{3})_(\d{4}_\d\d_\d\d_\d\d_\d\d)/.exec(file);
  const noaa = /^[A-Z]{4}_[A-Z]{4}\d\d_([A-Z0-9]{3})([A-Z]{3})_(\d{12})$/.exec(file);
  if (bucket)
    return { letters: bucket[1], code: bucket[2], minute: bucket[3]?.replaceAll("_", "") };
  if (noaa) return { letters: noaa[2], code: noaa[1], minute: noaa[3] };
  return undefined;
}

/** Names that say something else: the hour in another zone, the minute of sending, another code. */
const misnamed = /TLX_TVS|NMD_2023|NST_2021_04_11|_NSS_2022|NST_2022_01_16/;

it("there are colours for everything that a product may show, in its unit", () => {
  for (const { table, unit, name, classes } of products.values()) {
    if (table === undefined) continue;
    const [colors] = tablesFor(table, unit);
    expect(colors, `${name}: ${table} in ${unit}`).toBeDefined();
    for (const [value, { label, name: description }] of Object.entries(classes ?? {})) {
      const stop = colors?.stops.find((each) => each.value === Number(value));
      expect(stop).toMatchObject({ label, description });
    }
  }
});

describe.skipIf(files.length === 0)("facts of real products", () => {
  const known = files.filter((file) => named(file) && !misnamed.test(file));

  it("agree with the names that the archives give them", () => {
    expect(known.length).toBeGreaterThan(100);
    for (const file of known) {
      const { facts } = factsOfProduct(read(file), file, now);
      const { letters, code, minute } = named(file) ?? {};
      const stamp = facts.time.toISOString().replace(/[-T:]/g, "").slice(0, 12);
      expect([facts.site.slice(1), facts.code, stamp], file).toEqual([letters, code, minute]);
    }
  });

  it("name a product without a heading as AWIPS does, by what it is and how high it looks", () => {
    for (const file of known.filter((each) => !/_(FTM|GSM|\w{4}FTM|T\w\d)/.test(each))) {
      const { heading, ...product } = read(file);
      const { facts } = factsOfProduct({ ...product, site: "" } as never, "upload", now);
      expect(facts.site.slice(1), file).toBe(heading?.site);
      // The kinds of clutter maps, and of products without a name in the list, are given only by the heading.
      if (!/^(NC\d|H0\w)$/.test(heading?.awips ?? "")) {
        expect(facts.code, file).toBe(heading?.awips);
      }
    }
  });

  it("draw every grid in the colours of what it measures", async () => {
    const tables = new Map<string, string>();
    for (const file of files) {
      const product = read(file);
      const { facts } = factsOfProduct(product, file, now);
      if (facts.table === null || product.kind !== "product") continue;
      tables.set(facts.code, facts.table);
      expect(tableNamed(facts.table).unit, file).toBe(facts.unit);
      const style = {
        width: 64,
        table: facts.table,
        smooth: false,
        format: "png",
        level: 1,
      } as const;
      const { shown } = await drawPlaced({ place: placedField(product), style });
      expect(shown.range === undefined, file).toBe(facts.empty !== null);
    }
    expect(Object.fromEntries(tables)).toMatchObject({
      HHC: "hydrometeor",
      N0H: "hydrometeor",
      DAA: "accumulation",
      NTP: "accumulation",
      DOD: "accumulation-difference",
      DPR: "precipitation-rate",
      DPA: "precipitation-array",
      N0B: "reflectivity",
      NCR: "reflectivity",
      N0U: "velocity",
      N0V: "velocity-kt",
      N0S: "velocity-kt",
      NSW: "spectrum-width-kt",
      H0W: "spectrum-width",
      NET: "echo-tops",
      EET: "echo-tops",
      DVL: "vil",
      N0X: "differential-reflectivity",
      N0C: "correlation",
      N0K: "specific-phase",
      NC1: "clutter-filter",
      N0F: "power-removed",
    });
  }, 60_000);

  it("say why there is nothing to show", () => {
    const reason = (file: string) => factsOfProduct(read(file), file, now).facts.empty;
    expect(reason("LOT_DAA_2021_05_08_03_40_29")).toMatch(/^No precipitation detected since/);
    expect(reason("LOT_DTA_2021_05_08_03_47_25")).toMatch(/\[RAINT\] is 60 minutes$/);
    expect(reason("LOT_HHC_2021_04_28_21_11_56")).toBeNull();
  });

  it("tell pictures, features, profiles and texts apart", () => {
    const kinds = new Map(
      files.map((file) => {
        const { facts } = factsOfProduct(read(file), file, now);
        return [facts.code, facts.kind] as const;
      }),
    );
    expect(Object.fromEntries(kinds)).toMatchObject({
      N0Q: "picture",
      NST: "features",
      NHI: "features",
      NMD: "features",
      N0M: "features",
      NVW: "profile",
      NSS: "text",
      FTM: "text",
      GSM: "text",
      RCM: "text",
      SPD: "text",
    });
  });
});
