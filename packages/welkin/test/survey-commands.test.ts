import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { announce } from "../src/service.ts";
import { type House, openHouse } from "./house.ts";
import { exposure, isis, isisAt, isisMjd } from "./survey/observations.ts";

const run = promisify(execFile);
const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const [RA, DEC] = isisAt;

/** The commands alongside a service that has the data folder's database open. */
describe("survey commands through a running service", { timeout: 300_000 }, () => {
  let house: House;
  let folder: string;
  let withdraw: () => Promise<void>;

  beforeAll(async () => {
    house = await openHouse();
    withdraw = await announce(house.service.config, house.url);
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
  }, 120_000);
  afterAll(async () => {
    await withdraw?.();
    await house?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const welkin = async (...words: string[]) => {
    const env = {
      ...process.env,
      WELKIN_DATA: house.data,
      WELKIN_HORIZONS: "off",
      WELKIN_SBDB: "off",
    };
    const { stdout } = await run(process.execPath, [main, "survey", ...words, "--json"], { env });
    return JSON.parse(stdout);
  };
  const fails = async (...words: string[]) => {
    const error = await welkin(...words).catch(
      (thrown: { code: number; stderr: string }) => thrown,
    );
    return `${error.code} ${error.stderr}`;
  };
  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  it("import observations and orbits, and list the sources", async () => {
    const rows = [exposure("on", RA, DEC), exposure("off", RA + 5, DEC), { product_id: "none" }];
    const path = await file("rows.ndjson", rows.map((row) => JSON.stringify(row)).join("\n"));
    expect(await welkin("import", path, "--source", "mine", "--observer", "T05")).toMatchObject({
      source: "mine",
      read: 3,
      added: 2,
      rejected: 1,
    });
    expect(await welkin("import", path, "--source", "mine")).toMatchObject({ added: 0, held: 2 });
    expect(await fails("import", path, "--source", "other")).toMatch(/^1 SURVEY_SOURCE_UNKNOWN/);
    const orbits = await file("orbits.ndjson", JSON.stringify(isis));
    expect(await welkin("import", orbits, "--orbits")).toMatchObject({ read: 1, added: 1 });
    const definition = { name: "ours", title: "Ours", observatories: ["T08"] };
    const added = await welkin(
      "sources",
      "--add",
      await file("s.json", JSON.stringify(definition)),
    );
    expect(added.at(-2)).toMatchObject({ source: "mine", count: 2 });
    expect(added.at(-1)).toMatchObject({ source: "ours", source_name: "Ours", count: 0 });
  });

  it("search by name and by an orbit's file, twice alike", async () => {
    const orbit = await file("isis.json", JSON.stringify(isis));
    const byFile = await welkin("search", "--orbit", orbit, "--source", "mine");
    expect(byFile).toMatchObject({
      target: "42 Isis",
      orbit: { name: "42 Isis", epoch_mjd_tdb: 57914 },
      count: 1,
      hits: [{ source: "mine", product_id: "on", observatory: "T05" }],
      searched: 2,
    });
    const [hit] = byFile.hits;
    expect(hit.ra).toBeCloseTo(RA, 4);
    const byName = await welkin("search", "42");
    expect(byName.hits).toEqual(byFile.hits);
    expect(await welkin("search", "42", "--stop", String(isisMjd - 1))).toMatchObject({ count: 0 });
    expect(Object.keys(byName.timing).toSorted()).toEqual(["ephemeris", "exact", "index", "total"]);
    expect(await welkin("search", "42", "--uncertainty")).toMatchObject({
      count: 1,
      notes: [{ code: "NO_COVARIANCE" }],
    });
    expect(await fails("search", "Vulcan")).toMatch(/^1 SURVEY_TARGET_UNKNOWN: /);
    expect(await fails("search")).toMatch(/^2 WRONG_USE/);
  });

  it("look at a place, and tell an ephemeris", async () => {
    const found = await welkin("fixed", `${RA},${DEC}`, "--radius", "1");
    expect(found).toMatchObject({ count: 1, observations: [{ product_id: "on" }] });
    const polygon = await welkin("fixed", "--polygon", "150:10,170:10,170:30,150:30");
    expect(polygon).toMatchObject({ count: 2 });
    const { rows, observer } = await welkin(
      "ephemeris",
      "Isis",
      "--observer",
      "T05",
      "--at",
      String(isisMjd),
    );
    expect(observer).toBe("T05");
    expect(rows[0].ra).toBeCloseTo(RA, 6);
  });
});
