import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { SearchCatalog } from "../src/survey/jobs/catalog.ts";
import { engines, type House } from "./house.ts";
import { catchOf, openCatch, uuid } from "./survey/catch.ts";
import type { Answer } from "./survey/client.ts";
import { ended, readEvents, settled } from "./survey/observations.ts";

describe.each(engines)("CATCH's stream on $name", (servers) => {
  let house: House;
  const { json } = catchOf(() => house);

  beforeAll(async () => {
    house = await openCatch(servers);
  }, 120_000);
  afterAll(async () => {
    await house?.close();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  describe("/stream", () => {
    const isLast = ({ data }: Answer) => data.status === "success" || data.status === "error";

    it("tells a job's messages in order, as CATCH's page reads them", async () => {
      const query =
        "target=42&sources=catalina_bigelow&sources=loneos&cached=false&start_date=2018-01-01";
      const { job_id } = await json(`/catch?${query}`);
      const prefix = job_id.slice(0, 8);
      const events = await readEvents(
        `${house.url}/stream`,
        ({ data }) => data["job_prefix"] === prefix && data["status"] === "success",
      );
      const own = events.filter(({ data }) => data["job_prefix"] === prefix);
      for (const { id, event, data } of own) {
        expect(Number(id)).toBeGreaterThan(0);
        // Named events never reach `onmessage`.
        expect(event).toBeUndefined();
        expect(Object.keys(data)).toEqual(["job_prefix", "text", "elapsed", "status"]);
        expect(data["elapsed"]).toBeGreaterThanOrEqual(0);
      }
      const name = "Catalina Sky Survey, Mt. Bigelow";
      expect(own.map(({ data }) => [data["text"], data["status"]])).toEqual([
        [expect.any(String), "queued"],
        ["Starting moving target query.", "running"],
        ["No observations to search in database for LONEOS.", "running"],
        [`${name}: Query from 2019-01-01 to 2019-01-01.`, "running"],
        [expect.stringMatching(`^${name}: Searching \\d+\\.\\d deg over 0\\.0 days$`), "running"],
        [`${name}: Caught 1 observations`, "running"],
        ["Task complete.", "success"],
      ]);
    });

    it("goes on after the last event that was seen, and does not begin again", async () => {
      const { job_id } = await json("/catch?target=42&cached=false");
      await settled(house, uuid(job_id));
      const url = `${house.url}/stream?job_id=${job_id}`;
      const all = await readEvents(url, isLast);
      const middle = all[2]!.id!;
      const rest = await readEvents(url, isLast, { "last-event-id": middle });
      expect(rest).toEqual(all.slice(3));
    });

    it("tells an error of a target that nobody knows, once, as an error", async () => {
      const { job_id } = await json("/catch?target=999999999");
      const events = await readEvents(`${house.url}/stream?job_id=${job_id}`, isLast);
      expect(events.at(-1)!.data).toMatchObject({
        text: expect.stringContaining("Could not get an ephemeris."),
        status: "error",
      });
      const { status } = await json(`/status/${job_id}`);
      expect(new Set(status.map((one: Answer) => one.status))).toEqual(new Set(["errored"]));
      const job = (await json(`/survey/searches/${uuid(job_id)}`)).job;
      expect(await ended(house.service, job)).toMatchObject({ state: "failed" });
    });
  });

  describe("what goes wrong", () => {
    const isLast = ({ data }: Answer) => data.status === "success" || data.status === "error";
    const secret = new Error("the password is secret");
    const lastWord = async (): Promise<Answer> => {
      const { job_id } = await json("/catch?target=42&cached=false&sources=catalina_bigelow");
      const events = await readEvents(`${house.url}/stream?job_id=${job_id}`, isLast);
      expect(JSON.stringify(events)).not.toContain("secret");
      return events.at(-1)!.data;
    };

    it("in keeping what was found is told in CATCH's words", async () => {
      const keep = SearchCatalog.prototype.keepResult;
      vi.spyOn(SearchCatalog.prototype, "keepResult").mockImplementation(async function (
        this: SearchCatalog,
        transaction,
        given,
      ) {
        // Hits found before a failure have no revision.
        if (given.revision > 0) throw secret;
        return await keep.call(this, transaction, given);
      });
      expect(await lastWord()).toMatchObject({
        text: expect.stringContaining(
          "Critical error: could not save results to the found object database.",
        ),
        status: "error",
      });
    });

    it("elsewhere is, too", async () => {
      vi.spyOn(SearchCatalog.prototype, "began").mockRejectedValue(secret);
      expect(await lastWord()).toMatchObject({
        text: "Unexpected error.  Contact us with this issue and your job ID.",
        status: "error",
      });
    });
  });
});
