import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { observer } from "@welkin/orbits";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../src/engines/database/index.ts";
import { openStore, type Store } from "../src/engines/store/index.ts";
import { type Scratch, testDatabases } from "../src/engines/testing/databases.ts";
import { type FaultyServer, reply, serveFaulty } from "../src/engines/testing/faulty.ts";
import {
  ceresRows,
  encke,
  enckeBefore,
  horizonsObject,
  horizonsTable,
  sbdbOne,
} from "../src/survey/horizons/testing/jpl.ts";
import {
  type OrbitTarget,
  openSurvey,
  type SurveyTables,
  surveyMigrations,
} from "../src/survey/index.ts";

const comet = { ...encke, name: "73P/Schwassmann-Wachmann 3", designation: "73P" };
const fragment = { ...encke, name: "73P/Schwassmann-Wachmann 3-BB", designation: "73P-BB" };

describe.each(testDatabases.slice(0, 1))("fragments of comets at JPL, through $name", (engine) => {
  let scratch: Scratch;
  let database: Database<SurveyTables>;
  let store: Store;
  let folder: string;
  let server: FaultyServer;
  let script: (url: URL) => string;

  const survey = () =>
    openSurvey({
      db: database.db,
      store,
      jpl: {
        sbdb: `${server.url}/sbdb.api`,
        horizons: `${server.url}/api/horizons.api`,
        patience: {
          timeout: 20_000,
          tableTimeout: 20_000,
          retries: 0,
          delay: 1,
          interval: 0,
          rest: 0,
        },
      },
    });
  const asked = (name: string) =>
    server.requests.map((text) => new URL(text.split(" ")[1]!, server.url).searchParams.get(name));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    scratch = await engine.create();
    database = await scratch.open(surveyMigrations);
    store = await openStore({ url: `file:${folder}`, secret: "0".repeat(64) });
    server = await serveFaulty(async (request, response, body) =>
      reply(200, script(new URL(request.url!, server.url)))(request, response, body),
    );
  }, 60_000);
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await database?.close();
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    server.requests.length = 0;
  });

  const resolve = async (name: string, apparition?: number) =>
    (await survey().targets.resolve(name, { allowRemote: true, apparition })) as OrbitTarget;

  it("are asked for by their designation, and are not the comet", async () => {
    script = () => sbdbOne(fragment);
    expect((await resolve("0073Pbb")).name).toBe(fragment.name);
    expect(asked("sstr")).toEqual(["73P-BB"]);
    script = () => sbdbOne(comet);
    expect((await resolve("73p")).name).toBe(comet.name);
    expect(asked("sstr")).toEqual(["73P-BB", "73P"]);
    // Both are kept, each under its own names.
    for (const name of ["73P-BB", "73p-bb", "73P/Schwassmann-Wachmann 3-BB"]) {
      expect((await resolve(name)).name).toBe(fragment.name);
    }
    for (const name of ["73P", "0073P", "73P/Schwassmann-Wachmann 3"]) {
      expect((await resolve(name)).name).toBe(comet.name);
    }
    expect(server.requests).toHaveLength(2);
  });

  it("are not left out where one of them is meant", async () => {
    script = () => horizonsObject(enckeBefore);
    await resolve("73P-BB", 59_000);
    await resolve("73P", 59_000);
    expect(asked("COMMAND")).toEqual([
      "'DES=73P-BB;CAP<2459000.5'",
      "'DES=73P;CAP<2459000.5;NOFRAG'",
    ]);
    script = () => horizonsTable(encke, ceresRows);
    const times = ceresRows.map(({ mjd }) => mjd);
    for (const name of ["73P-BB", "73P"]) {
      const target = await resolve(name);
      await survey().ephemeris.rows({
        target,
        observer: observer("500"),
        times,
        source: "horizons",
      });
    }
    expect(asked("COMMAND").slice(2)).toEqual(["'DES=73P-BB;CAP'", "'DES=73P;CAP;NOFRAG'"]);
  });
});
