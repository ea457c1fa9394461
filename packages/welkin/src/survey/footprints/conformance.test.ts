import { defaultEphemeris, observer, propagate } from "@welkin/orbits";
import { beforeAll, describe, expect, it } from "vitest";
import { FootprintIndex, lookAlong, SkyPolygon, TargetPath, Trail } from "./index.ts";
import { SyntheticSurvey, truths } from "./testing/survey.ts";

const ARCMIN = Math.PI / 180 / 60;
const site = observer("T05");

describe.each([
  ["100k", 100_000],
  ["1m", 1_000_000],
] as const)("the synthetic survey of %s", (size, rows) => {
  const found = truths(size);
  const ready = found.length > 0;
  if (!ready) console.warn(`No truths of ${size} observations: their tests are skipped.`);
  let survey: SyntheticSurvey;
  let index: FootprintIndex;

  beforeAll(() => {
    if (!ready) return;
    survey = new SyntheticSurvey(rows);
    index = new FootprintIndex().extended(survey.footprints());
  }, 120_000);

  it.skipIf(!ready)("takes at most 48 bytes a row", () => {
    expect(index.rows).toBe(survey.rows);
    expect(index.bytes / index.rows).toBeLessThan(48);
  });

  it.skipIf(!ready).each(found)(
    "$target falls in exactly the observations of the truth",
    async (truth) => {
      const system = await defaultEphemeris();
      const from = survey.times(0)[0] - 1;
      const to = survey.times(survey.rows - 1)[1] + 1;
      const path = propagate(truth.orbit, system, { from, to });
      const coarse = TargetPath.of(path, system, from, to);
      const trail = new Trail(lookAlong(path, system));
      const search = (padding: number) =>
        [...index.moving(coarse, padding)].filter((id) =>
          trail.meets(site, ...survey.times(id), new SkyPolygon(survey.corners(id)), padding),
        );
      expect(search(0)).toEqual(truth.hits.map(([id]) => id));
      expect(search(5 * ARCMIN)).toEqual(truth.padded["5arcmin"]);
      expect(search(30 * ARCMIN)).toEqual(truth.padded["30arcmin"]);
    },
  );
});
