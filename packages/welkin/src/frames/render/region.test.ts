import { openFits, writeFits } from "@welkin/fits";
import { describe, expect, it } from "vitest";
import { readRegion } from "./region.ts";

async function image(data: BigInt64Array | Int16Array, blank?: number) {
  const scaling = { scale: 1, zero: 0, ...(blank !== undefined && { blank }) };
  const file = await openFits(await writeFits([{ data, axes: [2, 2], scaling }]));
  return file.hdus[0]!.image;
}

describe("a box beyond the edge", () => {
  const box = { x: 1, y: 1, width: 2, height: 2 };

  it("has BLANK where there is no pixel, of 64 bits as of 16", async () => {
    const wide = await readRegion(await image(BigInt64Array.of(1n, 2n, 3n, 4n), -9), box, 0);
    expect(wide.data).toEqual(BigInt64Array.of(4n, -9n, -9n, -9n));
    const narrow = await readRegion(await image(Int16Array.of(1, 2, 3, 4), -9), box, 0);
    expect(narrow.data).toEqual(Int16Array.of(4, -9, -9, -9));
  });

  it("has NaN where integers have no BLANK", async () => {
    const { data } = await readRegion(await image(Int16Array.of(1, 2, 3, 4)), box, 0);
    expect(data).toEqual(Float32Array.of(4, Number.NaN, Number.NaN, Number.NaN));
  });
});
