import { type Card, type CardValue, openFits, writeFits } from "@welkin/fits";
import { describe, expect, it } from "vitest";
import { factsOf } from "./facts.ts";

async function facts(values: Record<string, CardValue>) {
  const header: Card[] = Object.entries(values).map(([keyword, value]) => ({
    ...{ keyword, value, comment: "" },
  }));
  const bytes = await writeFits([{ data: new Uint8Array(12), axes: [4, 3], header }]);
  return factsOf(await openFits(bytes));
}

describe("what a header says", () => {
  it.each([
    [{ "DATE-OBS": "2026-05-20T22:00:00.123456" }, "2026-05-20T22:00:00.123Z"],
    [{ "DATE-OBS": "2026-05-20T22:00:00Z" }, "2026-05-20T22:00:00.000Z"],
    [{ "DATE-OBS": "2026-05-20" }, "2026-05-20T00:00:00.000Z"],
    [{ "DATE-OBS": "2026-05-20", "TIME-OBS": "03:04:05.5" }, "2026-05-20T03:04:05.500Z"],
    [{ "DATE-OBS": "20/05/96", UT: "03:04:05" }, "1996-05-20T03:04:05.000Z"],
    [{ "DATE-OBS": "UNKNOWN", "MJD-OBS": 61180.5 }, "2026-05-20T12:00:00.000Z"],
    [{ "MJD-OBS": 61180.5 }, "2026-05-20T12:00:00.000Z"],
    [{ "DATE-OBS": "yesterday" }, undefined],
    [{ "DATE-OBS": "2026-13-45T00:00:00" }, undefined],
    [{ "MJD-OBS": 1e300 }, undefined],
    [{}, undefined],
  ] as const)("of its time: %j", async (cards, time) => {
    expect((await facts(cards)).observedAt).toBe(time);
  });

  it("is nothing where it says that nobody knows", async () => {
    const found = await facts({ OBJECT: "UNKNOWN", FILTER: " N/A ", FILTER1: "air", REQNUM: 12 });
    expect(found).toEqual({
      ...{ hdus: 1, hdu: 0, width: 4, height: 3, planes: 1, bitpix: 8 },
      ...{ filter: "air", requestId: "12" },
    });
  });
});
