import { openFits, readWcs } from "@welkin/fits";
import { describe, expect, it } from "vitest";
import { cometAt } from "./comet.ts";
import { exposureOf, exposures } from "./exposures.ts";
import { FILE_BYTES, simulateFrame } from "./index.ts";
import { pixelOf, placeOf } from "./projection.ts";

describe("the simulated survey", () => {
  it("names every exposure, once, in order of time, and knows it again", () => {
    const all = [...exposures()];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.every((one, at) => at === 0 || one.mjd > all[at - 1]!.mjd)).toBe(true);
    for (const one of [all[0]!, all[2500]!, all.at(-1)!]) expect(exposureOf(one.id)).toEqual(one);
  });

  it.each(["sim-20250528-105-g", "sim-20250529-000-g", "sim-20250528-000-z", "", "../../x"])(
    "has no exposure %j",
    (id) => {
      expect(exposureOf(id)).toBeUndefined();
    },
  );

  it("sees its comet on most nights, and draws it where it is", async () => {
    const nights = new Set<number>();
    let best: { id: string; x: number; y: number } | undefined;
    for (const { id, mjd, exposure, pointing } of exposures()) {
      const { ra, dec } = await cometAt(mjd + exposure / 2 / 86_400);
      const [x, y] = pixelOf(pointing, ra, dec) ?? [0, 0];
      const inside = Math.min(x, y) > 60 && Math.max(x, y) < pointing.size - 60;
      if (inside) nights.add(Math.floor(mjd));
      if (inside && id.endsWith("r")) best ??= { id, x, y };
    }
    expect(nights.size).toBeGreaterThan(11);

    const fits = await openFits((await simulateFrame(best!.id))!);
    const image = fits.hdus[0]!.image!;
    const around = {
      x: Math.round(best!.x) - 21,
      y: Math.round(best!.y) - 21,
      width: 41,
      height: 41,
    };
    const { data } = await image.read({ ...around, as: "float64" });
    const sum = (from: number, to: number) =>
      data.slice(from * 41, to * 41).reduce((a, b) => a + b, 0);
    // The coma stands out from the sky around it.
    expect(sum(18, 23) / 5).toBeGreaterThan(1.2 * (sum(0, 3) / 3));
  });

  it("makes the same file each time, with coordinates that hold", async () => {
    const id = "sim-20250703-036-g";
    const [one, other] = [await simulateFrame(id), await simulateFrame(id)];
    expect(Buffer.compare(Buffer.from(one!), Buffer.from(other!))).toBe(0);
    expect(one!.byteLength).toBe(FILE_BYTES);
    const fits = await openFits(one!);
    const wcs = (await readWcs(fits, fits.hdus[0]!))!;
    const { pointing } = exposureOf(id)!;
    const [ra, dec] = placeOf(pointing, 10, 900);
    const at = wcs.skyToPixel(ra, dec)!;
    expect(at.x).toBeCloseTo(10, 6);
    expect(at.y).toBeCloseTo(900, 6);
  });
});
