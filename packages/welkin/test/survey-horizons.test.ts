import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { observer } from "@welkin/orbits";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../src/engines/database/index.ts";
import { openStore, type Store } from "../src/engines/store/index.ts";
import { type Scratch, testDatabases } from "../src/engines/testing/databases.ts";
import {
  cutShort,
  type FaultyServer,
  hangUp,
  keepSilent,
  reply,
  serveFaulty,
} from "../src/engines/testing/faulty.ts";
import {
  ceres,
  ceresRows,
  encke,
  enckeBefore,
  horizonsObject,
  horizonsTable,
  noMatches,
  sbdbNone,
  sbdbOne,
  sbdbSeveral,
  smallBodies,
} from "../src/survey/horizons/testing/jpl.ts";
import {
  type OrbitTarget,
  openSurvey,
  type Survey,
  type SurveyTables,
  surveyMigrations,
} from "../src/survey/index.ts";

/** How a fake service answers each request, by its content. */
type Script = (
  url: URL,
) => string | ((request: IncomingMessage, response: ServerResponse) => void | Promise<void>);

const quick = { timeout: 400, tableTimeout: 400, retries: 1, delay: 5, interval: 0, rest: 0 };

describe.each(testDatabases.slice(0, 1))("JPL, asked through $name", ({ create }) => {
  let scratch: Scratch;
  let database: Database<SurveyTables>;
  let store: Store;
  let folder: string;
  let server: FaultyServer;
  let script: Script = () => sbdbNone;
  let now = new Date("2026-01-01T00:00:00Z");

  const survey = (settings: object = {}): Survey =>
    openSurvey({
      db: database.db,
      store,
      jpl: {
        sbdb: `${server.url}/sbdb.api`,
        horizons: `${server.url}/api/horizons.api`,
        patience: quick,
        now: () => now,
        ...settings,
      },
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    scratch = await create();
    database = await scratch.open(surveyMigrations);
    store = await openStore({ url: `file:${folder}`, secret: "0".repeat(64) });
    server = await serveFaulty(async (request, response, body) => {
      const answer = script(new URL(request.url!, server.url));
      if (typeof answer === "string") return reply(200, answer)(request, response, body);
      return await answer(request, response);
    });
  }, 60_000);

  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await database?.close();
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    server.requests.length = 0;
    // The database's clock is the machine's; tests move away from it.
    now = new Date();
    for (const table of ["survey_jpl_orbits", "survey_jpl_answers", "survey_orbits"] as const) {
      await database.db.deleteFrom(table).execute();
    }
  });

  const sure = { allowRemote: true };
  const asked = () => server.requests.map((text) => new URL(text.split(" ")[1]!, server.url));

  it("gives orbits with their covariance, which are kept under every name", async () => {
    script = () => sbdbOne(ceres);
    const { targets } = survey();
    const found = (await targets.resolve("Ceres", sure)) as OrbitTarget;
    expect(found).toMatchObject({ name: "1 Ceres (A801 AA)", designation: "1" });
    expect(found.orbit.solution).toBe("JPL#48");
    expect(found.orbit.covariance?.matrix).toHaveLength(36);
    expect(found.source).toMatch(/^JPL SBDB, \d{4}-/);
    const [url] = asked();
    expect(Object.fromEntries(url!.searchParams)).toMatchObject({
      sstr: "Ceres",
      cov: "mat",
      "full-prec": "true",
    });
    for (const name of ["1", "(1)", "A801 AA", "1943 XB", "ceres", "00001"]) {
      expect((await targets.resolve(name, sure)).name).toBe(found.name);
    }
    expect(server.requests).toHaveLength(1);
    // Without a request, the earlier answer is still used.
    expect((await survey({ sbdb: undefined }).targets.resolve("Ceres")).name).toBe(found.name);
    now = new Date(now.getTime() + 25 * 3600 * 1000);
    await targets.resolve("Ceres", sure);
    expect(server.requests).toHaveLength(2);
  });

  it("is asked for a name that an object it told of shares with others", async () => {
    script = () => sbdbOne(encke);
    const { targets } = survey();
    expect((await targets.resolve("2P", sure)).name).toBe("2P/Encke");
    script = () => sbdbSeveral;
    await expect(targets.resolve("Encke", sure)).rejects.toMatchObject({
      code: "SURVEY_TARGET_AMBIGUOUS",
    });
    // No other source has these.
    for (const name of ["2P/Encke", "2p", "0002P"]) {
      expect((await targets.resolve(name, sure)).name).toBe("2P/Encke");
    }
    expect(server.requests).toHaveLength(2);
    // Better than nothing, with a note.
    script = () => (q, s) => reply(503)(q, s, Buffer.alloc(0));
    const found = await targets.resolve("encke", sure);
    expect(found.name).toBe("2P/Encke");
    expect(found.notes?.map(({ code }) => code)).toEqual(["REMOTE_UNAVAILABLE"]);
    expect((await survey({ sbdb: undefined }).targets.resolve("Encke")).name).toBe("2P/Encke");
  });

  it("says which names are none, and which are several", async () => {
    script = () => sbdbSeveral;
    await expect(survey().targets.resolve("Encke", sure)).rejects.toMatchObject({
      code: "SURVEY_TARGET_AMBIGUOUS",
      suggestions: ["9134 Encke (4822 P-L)", "2P/Encke"],
    });
    script = () => sbdbNone;
    await expect(survey().targets.resolve("Nothing", sure)).rejects.toMatchObject({
      code: "SURVEY_TARGET_UNKNOWN",
    });
    for (const hostile of ["", " ", "a\0b", "x".repeat(500), "\n", "a\ud800"]) {
      await expect(survey().targets.resolve(hostile, sure)).rejects.toMatchObject({
        code: "SURVEY_TARGET_UNKNOWN",
      });
    }
    server.requests.length = 0;
    await survey()
      .targets.resolve("19*&des=1", sure)
      .catch(() => {});
    expect(asked()[0]!.searchParams.get("sstr")).toBe("19&des=1");
    expect(asked()[0]!.searchParams.has("des")).toBe(false);
  });

  const faults: [string, Script, RegExp][] = [
    ["a web page", () => "<!DOCTYPE html><html><body>Maintenance</body></html>", /web page/],
    ["500", () => (q, s) => reply(500, "no")(q, s, Buffer.alloc(0)), /HTTP 500/],
    ["503", () => (q, s) => reply(503, "busy")(q, s, Buffer.alloc(0)), /HTTP 503/],
    ["a cut", () => (q, s) => cutShort(200, Buffer.from("{"), 500)(q, s, Buffer.alloc(0)), /./],
    ["silence", () => (q, s) => keepSilent(q, s, Buffer.alloc(0)), /no answer within 0.4 s/],
    ["no connection", () => (q, s) => hangUp(q, s, Buffer.alloc(0)), /./],
    ["half of its JSON", () => sbdbOne(ceres).slice(0, 300), /cannot be read/],
    [
      "an orbit of nonsense",
      () => sbdbOne({ ...ceres, elements: { ...ceres.elements, e: -1 } }),
      /cannot be read/,
    ],
  ];

  it.each(faults)("does without where it answers with %s", async (_name, fault, reason) => {
    script = fault;
    const fresh = survey();
    await expect(fresh.targets.resolve("Ceres", sure)).rejects.toMatchObject({
      code: "SURVEY_JPL_UNAVAILABLE",
      message: expect.stringMatching(reason),
    });
    // An imported orbit stands in.
    const path = join(folder, "held.json");
    const { epoch, ...rest } = ceres.elements;
    const held = {
      name: "1 Ceres",
      epoch_jd_tdb: epoch,
      elements: { ...rest, epoch_jd_tdb: epoch },
    };
    await writeFile(path, JSON.stringify([held], null, 1));
    await fresh.importOrbits(path, "held.json");
    const found = await fresh.targets.resolve("Ceres", sure);
    expect(found).toMatchObject({ name: "1 Ceres", source: "catalogue held.json" });
    expect(found.notes?.map(({ code }) => code)).toEqual(["REMOTE_UNAVAILABLE"]);
    expect(
      (await fresh.targets.resolve("Ceres", { ...sure, prefer: "held" })).notes,
    ).toBeUndefined();
    // So does an old answer from JPL.
    script = () => sbdbOne(ceres);
    await fresh.targets.resolve("Ceres", sure);
    script = fault;
    now = new Date(now.getTime() + 40 * 24 * 3600 * 1000);
    const old = await fresh.targets.resolve("Ceres", sure);
    expect(old.name).toBe("1 Ceres (A801 AA)");
    expect(old.notes?.map(({ code }) => code)).toEqual(["REMOTE_UNAVAILABLE"]);
  });

  it("is left alone for a while after it has failed", async () => {
    script = () => (q, s) => reply(503)(q, s, Buffer.alloc(0));
    const fresh = survey({ patience: { ...quick, rest: 60_000 } });
    for (let i = 0; i < 5; i++) await fresh.targets.resolve("Ceres", sure).catch(() => {});
    expect(server.requests).toHaveLength(2);
  });

  it("is asked one question at a time", async () => {
    let [now, most] = [0, 0];
    script = () => async (q, s) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now--;
      reply(200, sbdbNone)(q, s, Buffer.alloc(0));
    };
    const { targets } = survey();
    const names = ["a1", "b2", "c3", "d4"].map((name) =>
      targets.resolve(name, sure).catch(() => {}),
    );
    await Promise.all(names);
    expect([server.requests.length, most]).toEqual([4, 1]);
  });

  it("stops when nobody wants to know any more", async () => {
    script = () => (q, s) => keepSilent(q, s, Buffer.alloc(0));
    const controller = new AbortController();
    const reason = new Error("enough");
    setTimeout(() => controller.abort(reason), 30);
    await expect(
      survey().targets.resolve("Ceres", { ...sure, signal: controller.signal }),
    ).rejects.toBe(reason);
  });

  it("takes one orbit of a comet for a whole search, of the return that is asked for", async () => {
    script = (url) => (url.pathname === "/sbdb.api" ? sbdbOne(encke) : horizonsObject(enckeBefore));
    const { targets } = survey();
    const newest = (await targets.resolve("2P", sure)) as OrbitTarget;
    expect(newest).toMatchObject({ comet: true, record: 0 });
    expect(newest.orbit.solution).toBe("JPL#K273/20");
    const before = (await targets.resolve("2P", { ...sure, apparition: 59000 })) as OrbitTarget;
    expect(before).toMatchObject({ record: 90000090, designation: "2P" });
    expect(before.orbit.solution).toBe("JPL#K232/4");
    expect(before.notes).toMatchObject([
      { code: "APPARITION", message: expect.stringContaining("record 90000090") },
    ]);
    expect(asked().at(-1)!.searchParams.get("COMMAND")).toBe("'DES=2P;CAP<2459000.5;NOFRAG'");
    // It is kept, and all tables are for that record.
    await targets.resolve("2P", { ...sure, apparition: 59000 });
    expect(server.requests).toHaveLength(2);
    script = () => horizonsTable(enckeBefore, ceresRows);
    const { ephemeris } = survey();
    const times = ceresRows.map(({ mjd }) => mjd);
    await ephemeris.rows({ target: before, observer: observer("500"), times, source: "horizons" });
    expect(asked().at(-1)!.searchParams.get("COMMAND")).toBe("'90000090;'");
    // If Horizons has no such apparition, SBDB's orbit is used, and the note says so.
    script = () => noMatches;
    const other = (await survey().targets.resolve("2P", {
      ...sure,
      apparition: 40000,
    })) as OrbitTarget;
    expect(other.orbit.solution).toBe("JPL#K273/20");
    expect(other.notes).toMatchObject([{ code: "APPARITION" }]);
  });

  it("gives its own tables, kept by what was asked; and says from whom positions are", async () => {
    script = (url) =>
      url.pathname === "/sbdb.api" ? sbdbOne(ceres) : horizonsTable(ceres, ceresRows);
    const { targets, ephemeris } = survey();
    const target = (await targets.resolve("Ceres", sure)) as OrbitTarget;
    const times = ceresRows.map(({ mjd }) => mjd).toReversed();
    const question = { target, observer: observer("500"), times } as const;
    const theirs = await ephemeris.rows({ ...question, source: "horizons" });
    expect(theirs.provenance).toEqual({
      ephemeris: "horizons",
      version: "JPL Horizons API 1.2, DE441",
      orbit_source: "JPL Horizons",
      orbit_id: "JPL#48",
    });
    expect(theirs.rows.map(({ mjd }) => mjd)).toEqual(times);
    const query = Object.fromEntries(asked().at(-1)!.searchParams);
    expect(query).toMatchObject({
      COMMAND: "'1;'",
      CENTER: "'500@399'",
      EPHEM_TYPE: "'OBSERVER'",
      TLIST: "'2459740.500000000'\n'2459750.500000000'",
      QUANTITIES: "'1,3,9,19,20,23,24,27,36,37,41'",
    });
    // The values computed here agree, to the digits printed there.
    const ours = await ephemeris.rows(question);
    expect(ours.provenance).toMatchObject({ ephemeris: "embedded", orbit_id: "JPL#48" });
    for (const [i, row] of ours.rows.entries()) {
      expect(row.ra).toBeCloseTo(theirs.rows[i]!.ra, 4);
      expect(row.dec).toBeCloseTo(theirs.rows[i]!.dec, 4);
      expect(row.delta).toBeCloseTo(theirs.rows[i]!.delta, 7);
      expect(row.vmag).toBeCloseTo(theirs.rows[i]!.vmag!, 2);
    }
    const before = server.requests.length;
    const again = await ephemeris.rows({ ...question, source: "horizons" });
    expect(again.rows).toEqual(theirs.rows);
    expect(server.requests).toHaveLength(before);
    await expect(
      ephemeris.rows({
        ...question,
        source: "horizons",
        times: Array.from({ length: 3000 }, (_, i) => 59000 + i ** 1.1),
      }),
    ).rejects.toMatchObject({ code: "TOO_LARGE" });
  });

  it("is replaced by what is computed here where Horizons is silent or says nothing of use", async () => {
    script = () => sbdbOne(ceres);
    const { targets, ephemeris } = survey();
    const target = (await targets.resolve("Ceres", sure)) as OrbitTarget;
    const question = {
      target,
      observer: observer("500"),
      times: [59739],
      source: "horizons",
    } as const;
    for (const answer of [
      "<html>down</html>",
      'API VERSION: 1.2\n\nNo ephemeris for target "Ceres" after A.D. 2500',
      horizonsTable(ceres, ceresRows),
    ]) {
      script = () => answer;
      const { rows, provenance, notes } = await ephemeris.rows(question);
      expect(provenance.ephemeris).toBe("embedded");
      expect(rows).toHaveLength(1);
      expect(notes.map(({ code }) => code)).toEqual(["REMOTE_UNAVAILABLE"]);
    }
    script = () => smallBodies;
    await expect(ephemeris.rows(question)).rejects.toMatchObject({
      code: "SURVEY_TARGET_AMBIGUOUS",
      suggestions: ["141P Machholz 2 (2011)", "141P Machholz 2 (2019)", "141P-A Machholz 2 (1994)"],
    });
  });
});
