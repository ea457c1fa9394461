import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultEphemeris, type EphemerisRow, observer, parseOrbitJson } from "@welkin/orbits";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../src/engines/database/index.ts";
import { openStore } from "../src/engines/store/index.ts";
import { type Scratch, testDatabases } from "../src/engines/testing/databases.ts";
import { circle, DEGREE, vectorOf } from "../src/survey/footprints/index.ts";
import type { FileRecord } from "../src/survey/import/record.ts";
import {
  type BatchItem,
  type Hit,
  type MovingSearch,
  openSurvey,
  type Survey,
  type SurveyTables,
  surveyMigrations,
  type Target,
  targetEphemeris,
} from "../src/survey/index.ts";

const isis = parseOrbitJson({
  name: "42 Isis",
  epoch_mjd_tdb: 57914,
  state_helio_icrf: [
    1.964475957465263, 0.1988552574051933, -0.2311659011230044, 0.001062848008089317,
    0.01213473568501525, 0.005306982813329122,
  ],
  H: 7.53,
  G: 0.15,
});
const target = { name: "42 Isis", orbit: isis, source: "test" };
/** A second target: the same orbit, some distance ahead on it. */
const ahead = { ...target, name: "ahead", orbit: { ...isis, name: "ahead", epoch: 57900 } };

const NIGHTS = 40;
const FIRST = 58400.3;
const box = (ra: number, dec: number, half: number) =>
  `${ra - half}:${dec - half},${ra + half}:${dec - half},${ra + half}:${dec + half},${ra - half}:${dec + half}`;

describe("searches of every kind", () => {
  let scratch: Scratch;
  let database: Database<SurveyTables>;
  let folder: string;
  let survey: Survey;
  let places: EphemerisRow[];

  async function* rows(list: readonly Record<string, unknown>[]): AsyncGenerator<FileRecord> {
    for (const [index, values] of list.entries()) yield { line: index + 2, values };
  }

  /** One field per night around the target, alternately r and g, 12 and 18 mag deep or of unknown depth. */
  const night = (i: number, extra: object = {}) => {
    const { ra, dec, mjd } = places[i]!;
    const scale = 0.5 / 3600;
    return {
      product_id: `n${i}`,
      mjd_start: mjd,
      mjd_stop: mjd + 300 / 86_400,
      fov: box(ra, dec, 0.05),
      filter: i % 2 === 0 ? "r" : "g",
      maglimit: [9, 18, null][i % 3],
      ...(i % 4 === 0 && {
        CTYPE1: "RA---TAN",
        CTYPE2: "DEC--TAN",
        CRVAL1: ra,
        CRVAL2: dec,
        CRPIX1: "512.5",
        CRPIX2: 512.5,
        CDELT1: -scale,
        CDELT2: scale,
      }),
      ...extra,
    };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    scratch = await testDatabases[0]!.create();
    database = await scratch.open(surveyMigrations);
    const store = await openStore({ url: `file:${folder}`, secret: "0".repeat(64) });
    survey = openSurvey({ db: database.db, store });
    const times = Array.from({ length: NIGHTS }, (_, i) => FIRST + i);
    places = await targetEphemeris(target, observer("F51"), times);
    const list = places.map((_, i) => night(i));
    await survey.import("ps1dr2", rows(list));
  }, 60_000);

  afterAll(async () => {
    await database?.close();
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const search = (options: Partial<MovingSearch> = {}) =>
    survey.search.moving({ target, ...options });
  const names = async (options: Partial<MovingSearch> = {}) =>
    (await search(options)).hits.map(({ product_id }) => product_id);

  it("say how the target lies in each field", async () => {
    const { hits, provenance, notes } = await search();
    expect(hits).toHaveLength(NIGHTS);
    expect(provenance).toMatchObject({
      ephemeris: "embedded",
      orbit_source: "test",
      orbit_id: null,
    });
    expect(provenance.version).toMatch(/DE405/);
    expect(notes).toEqual([]);
    for (const [i, hit] of hits.entries()) {
      expect(hit.on_field).toBe(true);
      expect(hit.ra_start).toBeCloseTo(places[i]!.ra, 6);
      // Five minutes at this many arcseconds per hour.
      expect(hit.trail).toBeCloseTo((Math.hypot(hit.dra, hit.ddec) * 300) / 3600, 1);
      expect([hit.ra_start, hit.ra_stop].sort()).toEqual(
        [Math.min(hit.ra_start, hit.ra_stop), Math.max(hit.ra_start, hit.ra_stop)].sort(),
      );
      const limit = [9, 18, null][i % 3]!;
      if (limit === null) expect(hit.mag_margin).toBeNull();
      else expect(hit.mag_margin).toBeCloseTo(limit - hit.vmag!, 9);
      if (i % 4 !== 0) expect([hit.x, hit.y]).toEqual([null, null]);
      else {
        // Half an arcsecond per pixel, from the position at the start to that at the middle.
        expect(hit.x! - 512.5).toBeCloseTo(
          ((hit.ra - places[i]!.ra) * Math.cos(hit.dec * DEGREE) * -3600) / 0.5,
          1,
        );
        expect(hit.y! - 512.5).toBeCloseTo(((hit.dec - places[i]!.dec) * 3600) / 0.5, 1);
      }
    }
  });

  it("look at filters and limits that are asked for", async () => {
    expect(await names({ filters: ["g"] })).toHaveLength(NIGHTS / 2);
    expect(await names({ filters: ["G"] })).toEqual([]);
    expect(await names({ filters: ["g", "r"] })).toHaveLength(NIGHTS);
    const deep = await search({ maglimit: 15 });
    expect(deep.hits.every((hit) => hit.maglimit === 18)).toBe(true);
    const seen = await search({ detectable: true });
    expect(seen.hits.every((hit) => hit.mag_margin === null || hit.mag_margin >= 0)).toBe(true);
    const all = await search();
    const faint = all.hits.filter((hit) => hit.mag_margin !== null && hit.mag_margin < 0);
    expect(faint.length).toBeGreaterThan(0);
    expect(seen.hits.length).toBe(all.hits.length - faint.length);
    const { ra, dec } = places[5]!;
    const fixed = async (more: object) => {
      const { rows } = await survey.search.fixed({
        region: circle(vectorOf(ra, dec), 0.01 * DEGREE),
        intersection: "ImageIntersectsArea",
        ...more,
      });
      return rows.map(({ row }) => row);
    };
    expect((await fixed({})).map(({ product_id }) => product_id)).toContain("n5");
    expect((await fixed({ filters: ["r"] })).map(({ product_id }) => product_id)).not.toContain(
      "n5",
    );
    expect((await fixed({ maglimit: 18 })).every((row) => row.maglimit === 18)).toBe(true);
    const { revision } = all;
    expect(await fixed({ since: revision })).toEqual([]);
  });

  it("look only at what was added since a revision", async () => {
    const { revision } = await search();
    expect(await names({ since: revision })).toEqual([]);
    expect(await names({ since: 0 })).toHaveLength(NIGHTS);
    await survey.import("ps1dr2", rows([night(3, { product_id: "late" })]));
    const { hits, revision: next } = await search({ since: revision });
    expect(hits.map(({ product_id }) => product_id)).toEqual(["late"]);
    expect(next).toBeGreaterThan(revision);
    expect((await search()).hits).toHaveLength(NIGHTS + 1);
  });

  it("tell how far they are, hand over what they find, and stop when they are told to", async () => {
    const stages: string[] = [];
    const handed: Hit[] = [];
    const { hits } = await search({
      progress: ({ stage, done, total }) => {
        stages.push(stage);
        expect(done).toBeLessThanOrEqual(total);
      },
      found: (some) => void handed.push(...some),
    });
    expect([...new Set(stages)]).toEqual(["orbit", "index", "exact"]);
    expect(handed).toEqual(hits);
    const reason = new Error("enough");
    await expect(search({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const uncertain = {
      ...isis,
      covariance: {
        extra: [],
        matrix: Float64Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? 1e-14 : 0)),
      },
    };
    const stopped = search({
      target: { ...target, orbit: uncertain },
      uncertainty: true,
      signal: controller.signal,
      progress: () => controller.abort(reason),
    });
    await expect(stopped).rejects.toBe(reason);
  });

  it("take the 3σ region where it is known, and say where it is not", async () => {
    const beside = {
      ...night(10),
      product_id: "beside",
      fov: box(places[10]!.ra + 0.2, places[10]!.dec, 0.05),
    };
    await survey.import("ps1dr2", rows([beside]));
    expect(await names()).not.toContain("beside");
    const matrix = Float64Array.from({ length: 36 }, (_, i) =>
      i % 7 === 0 ? (i < 21 ? 1e-6 : 1e-10) : 0,
    );
    const orbit = { ...isis, covariance: { extra: [], matrix } };
    const region = await search({ target: { ...target, orbit }, uncertainty: true });
    const hit = region.hits.find(({ product_id }) => product_id === "beside");
    expect(hit).toMatchObject({ on_field: false });
    expect(hit!.unc_a! / 3600).toBeGreaterThan(0.15);
    expect(region.hits.filter(({ on_field }) => on_field)).toHaveLength(NIGHTS + 1);
    const without = await search({ uncertainty: true });
    expect(without.notes.map(({ code }) => code)).toEqual(["NO_COVARIANCE"]);
    expect(without.hits).toHaveLength(NIGHTS + 1);
  });

  it("follow a user's own ephemeris, and say how well it does", async () => {
    const times = Array.from({ length: 60 }, (_, i) => FIRST - 4.8 + i);
    const table = await targetEphemeris(target, observer("500"), times);
    const own = survey.targets.fromJson({
      name: "mine",
      ephemeris: table.map(({ mjd, ra, dec, vmag }) => ({ mjd, ra, dec, vmag })),
    });
    const { hits, provenance, notes } = await search({ target: own });
    expect(hits).toHaveLength(NIGHTS + 1);
    expect(provenance.ephemeris).toBe("table");
    expect(notes).toMatchObject([{ code: "INTERPOLATED" }]);
    const truth = await targetEphemeris(
      target,
      observer("500"),
      hits.map(({ mjd }) => mjd),
    );
    const { error } = (own as { table: { error: number } }).table;
    let worst = 0;
    for (const [i, hit] of hits.entries()) {
      const [ra, dec] = [hit.ra - truth[i]!.ra, hit.dec - truth[i]!.dec];
      worst = Math.max(worst, 3600 * Math.hypot(ra * Math.cos(hit.dec * DEGREE), dec));
      expect(hit.vmag).toBeCloseTo(truth[i]!.vmag!, 1);
      expect(hit.dra).toBeCloseTo(truth[i]!.dra, 0);
      expect(hit.delta).toBeNaN();
    }
    // The estimated error holds, and is not exaggerated.
    expect(worst).toBeLessThanOrEqual(Math.max(error, 1e-4));
    expect(error).toBeLessThan(0.05);
    // As text, and as the bare list.
    const rowsOnly = table.slice(0, 20).map(({ mjd, ra, dec }) => ({ mjd, ra, dec }));
    const listed = await survey.targets.resolve(JSON.stringify(rowsOnly));
    expect((await search({ target: listed })).hits.length).toBeLessThan(NIGHTS);
    await expect(
      survey.ephemeris.rows({ target: listed, observer: observer("500"), times: [1] }),
    ).rejects.toMatchObject({ code: "outside-span" });
  });

  const bad: [string, unknown][] = [
    ["one row", [{ mjd: 58000, ra: 1, dec: 1 }]],
    ["no list", { ephemeris: 7 }],
    [
      "a word for a number",
      [
        { mjd: "x", ra: 1, dec: 1 },
        { mjd: 58001, ra: 1, dec: 1 },
      ],
    ],
    [
      "a time twice",
      [
        { mjd: 58000, ra: 1, dec: 1 },
        { mjd: 58000, ra: 2, dec: 1 },
      ],
    ],
    [
      "half the sky in a day",
      [
        { mjd: 58000, ra: 1, dec: 1 },
        { mjd: 58001, ra: 181, dec: 1 },
      ],
    ],
    [
      "a place nowhere",
      [
        { mjd: 58000, ra: 1, dec: 91 },
        { mjd: 58001, ra: 1, dec: 1 },
      ],
    ],
  ];
  it.each(bad)("refuse an ephemeris of %s", (_name, json) => {
    expect(() => survey.targets.fromJson(json)).toThrow(
      expect.objectContaining({
        code: "SURVEY_EPHEMERIS_BAD",
        message: expect.stringMatching(/\.$/),
      }),
    );
  });

  it("know targets by all their designations, and by almost right ones", async () => {
    const path = join(folder, "aliased.json");
    const { state, epoch } = isis;
    const one = { epoch_mjd_tdb: epoch, state_helio_icrf: state };
    const list = [
      { ...one, name: "99942 Apophis", aliases: ["2004 MN4", "K04M04N", 7] },
      { ...one, name: "42 Isis", aliases: ["A856 KA"] },
    ];
    await writeFile(path, JSON.stringify(list, null, 1));
    expect(await survey.importOrbits(path, "aliased.json")).toMatchObject({ added: 2 });
    for (const name of ["2004 MN4", "K04M04N", "2004mn4", "99942", "Apophis", "(99942) Apophis"]) {
      expect(await survey.targets.resolve(name)).toMatchObject({ designation: "99942" });
    }
    expect((await survey.targets.resolve("J56K00A").catch(() => undefined))?.name).toBeUndefined();
    expect((await survey.targets.resolve("A856 KA")).name).toBe("42 Isis");
    for (const [wrong, right] of [
      ["Apohpis", "99942 Apophis"],
      ["Apophiss", "99942 Apophis"],
      ["Aopphis", "99942 Apophis"],
      ["isi", "42 Isis"],
      ["99943", "99942 Apophis"],
    ]) {
      await expect(survey.targets.resolve(wrong!)).rejects.toMatchObject({
        code: "SURVEY_TARGET_UNKNOWN",
        suggestions: expect.arrayContaining([right]),
      });
    }
  });

  it("take many targets at once, each with a result or an error of its own", async () => {
    const nowhere = {
      ...target,
      name: "nowhere",
      orbit: { ...isis, state: [1, 0, 0, 0, 0, Number.NaN] },
    };
    const targets = [
      target,
      { name: "asked for", resolve: async (): Promise<Target> => ahead },
      { name: "unknown", resolve: () => survey.targets.resolve("nobody") },
      nowhere,
      target,
    ];
    const items: BatchItem[] = [];
    for await (const item of survey.search.batch({ targets, padding: 1 })) items.push(item);
    expect(items.map(({ index, name }) => [index, name])).toEqual(
      targets.map(({ name }, index) => [index, name]),
    );
    const [first, second, third, fourth, last] = items;
    expect(third).toMatchObject({ error: { code: "SURVEY_TARGET_UNKNOWN" } });
    expect(fourth).toMatchObject({ error: { code: "bad-state" } });
    if (!("result" in first!) || !("result" in second!) || !("result" in last!))
      throw new Error("no result");
    expect(second.target.name).toBe("ahead");
    expect(last.result.hits).toEqual(first.result.hits);
    expect(first.result.hits).toEqual((await search({ padding: 1 })).hits);
    const reason = new Error("enough");
    const none = survey.search.batch({ targets, signal: AbortSignal.abort(reason) });
    await expect(none.next()).rejects.toBe(reason);
    await expect(survey.search.batch({ targets, padding: 500 }).next()).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  describe("and orbits that are none", () => {
    const find = (json: object, options: object = {}) => {
      const orbit = parseOrbitJson({ name: "odd", epoch_mjd_tdb: 58400, ...json });
      return search({ target: { name: "odd", orbit, source: "test" }, ...options });
    };
    const elements = { e: 0.1, q: 2, i: 5, node: 10, peri: 20, tp_mjd_tdb: 58300 };

    it("are searched where they are unbound", async () => {
      const { hits } = await find({ elements: { ...elements, e: 1.2 } });
      expect(hits).toEqual([]);
      expect((await find({ elements: { ...elements, e: 1 } })).hits).toEqual([]);
    });

    it.each([
      ["a negative eccentricity", { elements: { ...elements, e: -0.1 } }, "bad-elements"],
      ["no perihelion", { elements: { ...elements, q: 0 } }, "bad-elements"],
      ["what is not a number", { elements: { ...elements, i: "x" } }, "bad-json"],
      ["a place in the Sun", { state_helio_icrf: [0, 0, 0, 0, 0, 0] }, "bad-state"],
      [
        "a fall into the Sun before there was any observation",
        { epoch_mjd_tdb: 58380, state_helio_icrf: [0.3, 0, 0, 0, 0, 0] },
        "impact",
      ],
      ["a speed beyond reason", { state_helio_icrf: [1, 0, 0, 9, 0, 0] }, "bad-state"],
      ["an epoch of another century", { epoch_mjd_tdb: 2000, elements }, "outside-span"],
    ])("are refused with %s", async (_name, json, code) => {
      await expect((async () => find(json))()).rejects.toMatchObject({
        code,
        message: expect.stringMatching(/\.$/),
      });
    });

    it("are searched up to where they lead into a body, and that is said", async () => {
      const { notes } = await find({ state_helio_icrf: [0.3, 0, 0, 0, 0, 0] });
      expect(notes.map(({ code }) => code)).toEqual(["IMPACT"]);
      expect(notes[0]!.message).toMatch(/^The orbit meets sun at MJD 5841\d\.\d+/);
    });

    it("are not searched beyond the years that can be computed, and that is said", async () => {
      await expect(search({ from: 90_000 })).rejects.toMatchObject({
        code: "outside-span",
        message: expect.stringContaining("1960 to 2060"),
      });
      await expect(search({ to: 20_000 })).rejects.toMatchObject({ code: "outside-span" });
      await expect(search({ from: 58410, to: 58400 })).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
      await expect(search({ from: Number.NaN })).rejects.toMatchObject({ code: "BAD_REQUEST" });
      await survey.import(
        "ps1dr2",
        rows([{ ...night(0), product_id: "old", mjd_start: 20_000, mjd_stop: 20_000.1 }]),
      );
      const { notes, hits } = await search();
      expect(notes.map(({ code }) => code)).toEqual(["OUTSIDE_SPAN"]);
      expect(hits).toHaveLength(NIGHTS + 1);
      const system = await defaultEphemeris();
      expect(system.start).toBeGreaterThan(20_000);
    });
  });
});
