import { describe, expect, it } from "vitest";
import { parseChunkKey } from "./chunk-key.ts";
import { LiveVolume } from "./volume.ts";

/** A chunk of 120 radials, each a degree wide, for which the radar needed four seconds. */
function chunk(number: number, elevationNumber?: number, radials = 120) {
  const kind = number === 1 ? "S" : "I";
  const digits = String(number).padStart(3, "0");
  const name = parseChunkKey(`KTLX/7/20260520-115700-${digits}-${kind}`, "KTLX", 7);
  if (!name) throw new Error("no chunk's name");
  const sweep = { radials, azimuthSpacing: 1, duration: (4000 * radials) / 120 };
  const sweeps = elevationNumber === undefined ? [] : [{ elevationNumber, ...sweep }];
  return {
    name,
    bytes: new Uint8Array(1),
    contents: { site: "KTLX", time: name.time, records: 1, sweeps },
  };
}

function volumeOf(...chunks: readonly ReturnType<typeof chunk>[]): LiveVolume {
  const first = chunk(1);
  const volume = new LiveVolume("KTLX", 7, first.name, 0);
  for (const each of [first, ...chunks]) volume.take(each, 10_000, 9000);
  return volume;
}

describe("when a sweep's last chunk is due", () => {
  it("is known once the one before it is there: as long after it as that took, or a little less", () => {
    const due = volumeOf(chunk(2, 1), chunk(3, 1)).closes ?? Number.NaN;
    // Counted from the time when that one was still missing.
    expect(due).toBeLessThan(9000 + 4000);
    expect(due).toBeGreaterThan(9000 + 3000);
  });

  it("is sooner where less of the circle is left", () => {
    const due = volumeOf(chunk(2, 1), chunk(3, 1), chunk(4, 1, 90)).closes ?? Number.NaN;
    expect(due).toBeLessThan(9000 + 1000);
  });

  it.each([
    ["nothing but the metadata is there", volumeOf()],
    ["another chunk comes before it", volumeOf(chunk(2, 1))],
    ["the circle is closed", volumeOf(chunk(2, 1), chunk(3, 1), chunk(4, 1))],
    ["the next sweep has just begun", volumeOf(chunk(2, 1), chunk(3, 1), chunk(4, 1), chunk(5, 2))],
  ])("is not asked for while %s", (_, volume) => {
    expect(volume.closes).toBeUndefined();
  });
});

it("a sweep is ready until it is published, and then never again", () => {
  const volume = volumeOf(chunk(2, 1), chunk(3, 1), chunk(4, 1), chunk(5, 2));
  const [sweep] = volume.ready(10_000);
  expect(sweep).toMatchObject({ elevationNumber: 1, chunks: { length: 3 } });
  // Publishing it may have failed.
  expect(volume.ready(10_000)).toEqual([sweep]);
  if (sweep) volume.stored(sweep);
  expect(volume.ready(10_000)).toEqual([]);
});
