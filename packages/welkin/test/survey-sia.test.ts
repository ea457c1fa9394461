import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SurveyCatalog } from "../src/survey/catalog.ts";
import type { FileRecord } from "../src/survey/index.ts";
import { engines, type House, openHouse } from "./house.ts";

/** Exposures over years, some of them longer than the time intervals in which the search proceeds. */
async function* rows(): AsyncGenerator<FileRecord> {
  for (let line = 0; line < 3000; line++) {
    const [ra, dec] = [(line * 7) % 360, ((line * 13) % 160) - 80];
    const fov = `${ra}:${dec},${ra + 1}:${dec},${ra + 1}:${dec + 1},${ra}:${dec + 1}`;
    const exposure = line % 100 === 0 ? 60 * 86_400 : 30;
    const values = { product_id: `p${line}`, mjd_start: 59_000 + line, exposure, fov };
    yield { line, values: { ...values, seeing: line % 5 } };
  }
}

describe("SIA 2.0 without a place", () => {
  let house: House;
  const ids = async (parameters: string) => {
    const answer = await fetch(`${house.url}/sia2/query?RESPONSEFORMAT=csv&${parameters}`);
    expect(answer.status).toBe(200);
    const [, ...lines] = (await answer.text()).trimEnd().split("\r\n");
    return lines.map((line) => line.split(",")[3]!);
  };
  /** The number of rows requested from the database. */
  const asked = () => {
    const spy = vi.spyOn(SurveyCatalog.prototype, "observations");
    return () => {
      const count = spy.mock.calls.reduce((sum, [list]) => sum + list.length, 0);
      spy.mockRestore();
      return count;
    };
  };

  beforeAll(async () => {
    house = await openHouse(engines.at(-1));
    const ready = async () => (await fetch(`${house.url}/survey/sources`)).status;
    await vi.waitFor(async () => expect(await ready()).toBe(200), 30_000);
    await house.service.survey.import("loneos", rows());
  }, 120_000);
  afterAll(() => house?.close());

  it("tells each observation once, whatever its exposure", async () => {
    const found = await ids("");
    expect(found).toHaveLength(3000);
    expect(new Set(found).size).toBe(3000);
  });

  it("tells what overlaps several times once", async () => {
    const found = await ids(
      "TIME=59000 59010&TIME=59005 59012&TIME=59100.5 59101&TIME=59155 59159.5",
    );
    const expected = [
      ...Array.from({ length: 13 }, (_, i) => `p${i}`),
      // One that began at 59100 lasts to 59160.
      "p100",
      ...[101, 155, 156, 157, 158, 159].map((i) => `p${i}`),
    ];
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it("looks no further than for as many as are asked for", async () => {
    const count = asked();
    expect(await ids("MAXREC=10")).toHaveLength(10);
    expect(count()).toBeLessThan(600);
  });

  it("asks for nothing where no observation can be meant", async () => {
    const count = asked();
    expect(await ids("DPTYPE=cube")).toEqual([]);
    expect(await ids("CALIB=3")).toEqual([]);
    expect(await ids("POL=I")).toEqual([]);
    expect(await ids("TIME=1 2")).toEqual([]);
    expect(count()).toBe(0);
  });

  it("finds by what is told of each", async () => {
    expect(await ids("EXPTIME=1000 %2BInf")).toHaveLength(30);
    expect(await ids("SPATRES=3.5 4.5")).toHaveLength(600);
    expect(await ids("FOV=10 20")).toEqual([]);
  });

  it("says behind its rows where they broke off", async () => {
    const real = SurveyCatalog.prototype.observations;
    let calls = 0;
    const spy = vi.spyOn(SurveyCatalog.prototype, "observations").mockImplementation(function (
      this: SurveyCatalog,
      list,
    ) {
      if (++calls === 3) return Promise.reject(new Error("the disk is gone"));
      return real.call(this, list);
    });
    const answer = await fetch(`${house.url}/sia2/query`);
    const text = await answer.text();
    spy.mockRestore();
    expect(answer.status).toBe(200);
    expect(text).toMatch(/<TR>/);
    expect(text).toMatch(/<\/TABLE>\s*<INFO name="QUERY_STATUS" value="ERROR">FatalFault: /);
    expect(text).not.toContain("the disk is gone");
    expect(text.trimEnd()).toMatch(/<\/VOTABLE>$/);
  });

  it("has a status for what fails before its first row", async () => {
    const spy = vi
      .spyOn(SurveyCatalog.prototype, "observations")
      .mockRejectedValue(new Error("the disk is gone"));
    const answer = await fetch(`${house.url}/sia2/query`);
    spy.mockRestore();
    expect(answer.status).toBe(500);
    expect(await answer.text()).toMatch(/value="ERROR">FatalFault: /);
  });
});
