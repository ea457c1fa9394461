import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { MovingSearch } from "../src/survey/index.ts";
import { engines, type House, openHouse } from "./house.ts";
import {
  ended,
  exposure,
  importOrbits,
  importRows,
  isis,
  isisAt,
  isisMjd,
  readEvents,
  settled,
} from "./survey/observations.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at as JSON
type Answer = any;

const [RA, DEC] = isisAt;
const at = (name: string, place: number) => exposure(name, RA, DEC, isisMjd + place * 1e-4);

describe.each(engines)("searches as jobs on $name", (servers) => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({
      ...servers,
      settings: { REDIS_MAX_QUEUE_SIZE: "2", STREAM_TIMEOUT: "4" },
    });
    await importOrbits(house, [isis]);
    await importRows(house, "one", [at("1a", 0), at("1b", 1)]);
    await importRows(house, "two", [at("2a", 2)]);
    await importRows(house, "three", [at("3a", 3)]);
  }, 120_000);
  afterAll(async () => {
    await house?.close();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const json = async (path: string): Promise<Answer> => (await fetch(`${house.url}${path}`)).json();
  const post = (path: string, body: object) =>
    fetch(`${house.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const ask = async (body: object): Promise<Answer> =>
    (await post("/survey/searches", body)).json();
  const search = async (body: object): Promise<Answer> =>
    await settled(house, (await ask(body)).id);
  const idsOf = async ({ links }: Answer): Promise<string[]> =>
    (await json(links.results)).hits.map(({ product_id }: Answer) => product_id);
  const cancel = (job: string) => fetch(`${house.url}/jobs/${job}`, { method: "DELETE" });

  /** Records searches from now on, and may change their outcome. */
  const watch = (
    instead: (asked: MovingSearch) => Promise<void> | void = () => {},
  ): MovingSearch[] => {
    const { search } = house.service.survey;
    const real = search.moving.bind(search);
    const asked: MovingSearch[] = [];
    vi.spyOn(search, "moving").mockImplementation(async (one) => {
      asked.push(one);
      await instead(one);
      return real(one);
    });
    return asked;
  };
  const brief = ({ since, from, to, sources = [] }: MovingSearch) => ({
    sources: sources.filter((name) => ["one", "two", "three"].includes(name)),
    ...(since !== undefined && { since }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
  /** Another orbit each time, and thus another search. */
  let count = 0;
  const anew = () => ({ orbit: { ...isis, H: 5 + ++count / 100 } });
  const gate = () => Promise.withResolvers<void>();

  describe("what was found before", () => {
    it("is answered at once, without a job", async () => {
      const first = await search({ ...anew() });
      expect(await idsOf(first)).toEqual(["1a", "1b", "2a", "3a"]);
      const asked = watch();
      const again = await post("/survey/searches", { orbit: first.query.orbit });
      expect(again.status).toBe(200);
      const body: Answer = await again.json();
      expect(body).toMatchObject({ state: "done", job: null, count: 4, revision: first.revision });
      expect(body.sources.every(({ cached }: Answer) => cached)).toBe(true);
      expect(body.id).not.toBe(first.id);
      expect(await idsOf(body)).toEqual(["1a", "1b", "2a", "3a"]);
      expect(asked).toEqual([]);
    });

    it("is only added to where observations are new, and only in their source", async () => {
      const orbit = anew();
      const first = await search(orbit);
      await importRows(house, "two", [at("2b", 4)]);
      const asked = watch();
      const second = await search(orbit);
      expect(asked.map(brief)).toEqual([{ sources: ["two"], since: first.revision }]);
      expect(await idsOf(second)).toEqual(["1a", "1b", "2a", "3a", "2b"]);
      const cached = second.sources
        .filter(({ count }: Answer) => count > 0)
        .map((part: Answer) => [part.source, part.cached]);
      expect(cached).toEqual([
        ["one", true],
        ["three", true],
        ["two", false],
      ]);
      // An answer stays what it was.
      expect(await idsOf(first)).toEqual(["1a", "1b", "2a", "3a"]);
      expect(await search(orbit)).toMatchObject({ job: null, count: 5 });
    });

    it("is nothing to a new orbit of the same name", async () => {
      await search({ target: "42" });
      await importOrbits(house, [{ ...isis, H: 7.6 }]);
      const asked = watch();
      await search({ target: "42" });
      expect(asked.map(brief)).toEqual([{ sources: ["one", "three", "two"] }]);
      await importOrbits(house, [isis]);
      expect(await search({ target: "42" })).toMatchObject({ job: null });
    });

    it("serves shorter spans, fewer sources and other choices, but no longer span or padding", async () => {
      const span = { start: isisMjd - 1, stop: isisMjd + 0.00025 };
      const orbit = anew();
      await search({ ...orbit, ...span });
      const asked = watch();
      const shorter = await search({
        ...orbit,
        start: isisMjd - 0.5,
        stop: isisMjd + 0.00015,
        sources: ["one"],
      });
      expect([shorter.job, await idsOf(shorter)]).toEqual([null, ["1a", "1b"]]);
      expect(await search({ ...orbit, ...span, maglimit: 3 })).toMatchObject({
        job: null,
        count: 0,
      });
      expect(asked).toEqual([]);
      expect(await search({ ...orbit, start: isisMjd - 2, stop: isisMjd })).toMatchObject({
        count: 1,
      });
      expect(await search({ ...orbit, ...span, padding: 0.02 })).toMatchObject({ count: 3 });
      expect(asked).toHaveLength(2);
    });

    it("of a date beyond the survey is found again", async () => {
      const orbit = { ...anew(), start: "1990-01-01", stop: "2040-01-01" };
      await search(orbit);
      expect(await search(orbit)).toMatchObject({ job: null, count: 5 });
    });

    it("is not answered to who does not want it", async () => {
      const orbit = anew();
      await search(orbit);
      const asked = watch();
      const fresh = await search({ ...orbit, cached: false });
      expect(asked.map(brief)).toEqual([{ sources: ["one", "three", "two"] }]);
      expect(await idsOf(fresh)).toHaveLength(5);
    });

    it("is found once by two that look at the same time", async () => {
      const orbit = anew();
      await search(orbit);
      await importRows(house, "three", [at("3b", 5)]);
      const both = await Promise.all([search(orbit), search(orbit)]);
      for (const found of both) expect(await idsOf(found)).toHaveLength(6);
    });
  });

  describe("a source that cannot be searched", () => {
    const breaks = async ({ sources = [], found }: MovingSearch) => {
      if (!sources.includes("two")) return;
      await found?.([]);
      throw Object.assign(new Error("a secret"), { code: "XX000" });
    };

    it("fails the search, which says why and keeps what the others have", async () => {
      const orbit = anew();
      watch(breaks);
      const failed = await search(orbit);
      expect(failed).toMatchObject({ state: "failed", error: { code: "INTERNAL" }, count: 4 });
      expect(JSON.stringify(failed)).not.toContain("secret");
      const parts = failed.sources.map(({ source, state }: Answer) => [source, state]);
      expect(parts).toContainEqual(["two", "failed"]);
      expect(parts).toContainEqual(["one", "done"]);
      expect(await idsOf(failed)).toEqual(["1a", "1b", "3a", "3b"]);
      expect(await ended(house.service, failed.job)).toMatchObject({ state: "failed", attempt: 3 });
      const said = await readEvents(`${house.url}${failed.links.events}`);
      expect(said.at(-1)!.data["status"]).toBe("error");
      const caught = await json(`/caught/${failed.id}`);
      expect(caught.count).toBe(4);
      expect(caught.status.find(({ source }: Answer) => source === "two").status).toBe("errored");

      vi.restoreAllMocks();
      const asked = watch();
      expect(await idsOf(await search(orbit))).toHaveLength(6);
      expect(asked.map(brief)).toEqual([{ sources: ["two"] }]);
    });

    it("keeps what was found in it before it failed", async () => {
      const { search: real } = house.service.survey;
      const moving = real.moving.bind(real);
      vi.spyOn(real, "moving").mockImplementation(async (one) => {
        const { hits } = await moving({ ...one, found: () => {} });
        if (!one.sources?.includes("two")) return moving(one);
        await one.found?.(hits.filter(({ product_id }) => product_id === "2a"));
        throw new Error("breaks off");
      });
      const failed = await search(anew());
      expect(failed.sources.find(({ source }: Answer) => source === "two")).toMatchObject({
        state: "failed",
        count: 1,
        error: { code: "INTERNAL" },
      });
      expect(await idsOf(failed)).toContain("2a");
    });
  });

  describe("the queue", () => {
    it("says when it is full, in each API's own way, and who waits where", async () => {
      const { promise, resolve } = gate();
      watch(() => promise);
      const running = await Promise.all([ask(anew()), ask(anew())]);
      for (const { job } of running) await isRunning(job);
      const waiting = [await ask(anew()), await ask(anew())];
      expect(waiting.map(({ state, position }) => [state, position])).toEqual([
        ["waiting", 0],
        ["waiting", 1],
      ]);
      const full = await post("/survey/searches", anew());
      expect(full.status).toBe(503);
      expect(full.headers.get("retry-after")).toMatch(/^\d+$/);
      expect(await full.json()).toMatchObject({ code: "SURVEY_QUEUE_FULL" });
      const refused = await fetch(`${house.url}/catch?target=42&padding=3`);
      expect(refused.status).toBe(200);
      const body: Answer = await refused.json();
      expect(body).toMatchObject({
        query: { target: "42", padding: 3 },
        error: true,
        queued: false,
        queue_full: true,
        queue_position: null,
        message: "Queue is full, please try again later.",
      });
      expect(body).not.toHaveProperty("results");
      const prefix = ({ id }: Answer) => id.slice(0, 8);
      expect(await json("/status/queue")).toEqual({
        depth: 2,
        full: true,
        jobs: waiting.map((one, position) => ({
          prefix: prefix(one),
          position,
          enqueued_at: one.created.replace("T", " ").replace("Z", ""),
          status: "queued",
        })),
      });

      // A place that was given up can be taken.
      expect((await cancel(waiting[0]!.job)).status).toBe(200);
      const next = await ask(anew());
      expect(next).toMatchObject({ state: "waiting", position: 1 });
      expect(await json(`/survey/searches/${waiting[0]!.id}`)).toMatchObject({
        state: "cancelled",
      });
      resolve();
      for (const { id } of [...running, waiting[1]!, next]) {
        expect(await settled(house, id)).toMatchObject({ state: "done", count: 6 });
      }
    });

    it("lets go of a search that is cancelled while it runs", async () => {
      watch(
        ({ signal }) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener("abort", () => reject(signal.reason));
          }),
      );
      const { id, job } = await ask(anew());
      await isRunning(job);
      await fetch(`${house.url}/survey/searches/${id}`, { method: "DELETE" });
      expect(await ended(house.service, job)).toMatchObject({ state: "cancelled" });
      await vi.waitFor(async () =>
        expect(await json(`/survey/searches/${id}`)).toMatchObject({
          state: "cancelled",
          ended: expect.any(String),
        }),
      );
    });

    it("does not let short searches wait for long batches", async () => {
      const { promise, resolve } = gate();
      watch(({ target }) => (target.name === "slow" ? promise : undefined));
      const batch: Answer = await (
        await post("/survey/batches", { targets: [{ target: "slow", ...anew() }, "42"] })
      ).json();
      await isRunning(batch.job);
      expect(await search(anew())).toMatchObject({ state: "done" });
      expect(await json(batch.url)).toMatchObject({
        searches: [{ state: "running" }, { state: "waiting" }],
      });
      resolve();
      expect(await ended(house.service, batch.job)).toMatchObject({ state: "done" });
    });

    it("tries again what failed for a reason of ours, and goes on where that was", async () => {
      let failures = 1;
      const asked = watch(({ sources = [] }) => {
        if (sources.includes("two") && failures > 0) {
          // All sources together, then each alone.
          if (sources.length === 1) failures--;
          throw new Error("the database is away");
        }
      });
      const { id, job } = await ask(anew());
      expect(await ended(house.service, job)).toMatchObject({ state: "done", attempt: 2 });
      expect(await json(`/survey/searches/${id}`)).toMatchObject({
        state: "done",
        count: 6,
        error: null,
      });
      expect(asked.map(brief).map(({ sources }) => sources)).toEqual([
        ["one", "three", "two"],
        ["one"],
        ["three"],
        ["two"],
        ["two"],
      ]);
    });
  });

  it("forgets searches after their time, and what nobody has any more", async () => {
    const orbit = anew();
    const { id } = await search(orbit);
    const { db } = house.service.database;
    await sql`update survey_searches set ended = now() - interval '100 days'`.execute(db);
    await sql`update survey_results set created = now() - interval '100 days'`.execute(db);
    const { forgetJob } = await import("../src/survey/jobs/kinds.ts");
    const job = await house.service.queue.send(forgetJob, {});
    expect(await ended(house.service, job)).toMatchObject({ state: "done" });
    expect((await fetch(`${house.url}/survey/searches/${id}`)).status).toBe(404);
    const { rows } = await sql`select from survey_found`.execute(db);
    expect(rows).toEqual([]);
  });

  it("say that they are alive where nothing happens, and that there is an end to that", async () => {
    const stream = await fetch(`${house.url}/stream?job_id=0123456789ab4def8123456789abcdef`);
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    expect(stream.headers.get("cache-control")).toBe("no-cache");
    expect(stream.headers.get("access-control-allow-origin")).toBe("*");
    expect(await stream.text()).toBe(": stayin' alive\n\n: timeout\n\n");
  });

  async function isRunning(job: string): Promise<void> {
    for await (const { state } of house.service.queue.watch(job)) {
      if (state === "running") return;
      if (state !== "waiting") throw new Error(`The job is ${state}.`);
    }
  }
});
