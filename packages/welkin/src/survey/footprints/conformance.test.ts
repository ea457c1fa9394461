import { defaultEphemeris, observer, propagate } from "@welkin/orbits";
import { beforeAll, describe, expect, it } from "vitest";
import { FootprintIndex, lookAlong, SkyPolygon, TargetPath, Trail } from "./index.ts";
import { findSurvey, SyntheticSurvey, truths } from "./testing/survey.ts";

const ARCMIN = Math.PI / 180 / 60;
const site = observer("T05");

describe.each(["100k", "1m"] as const)("the synthetic survey of %s", (size) => {
  const file = findSurvey(size);
  const found = truths(size);
  const ready = file !== undefined && found.length > 0;
  if (!ready) console.warn(`No synthetic survey of ${size}: its conformance tests are skipped.`);
  let survey: SyntheticSurvey;
  let index: FootprintIndex;

  beforeAll(() => {
    if (file === undefined) return;
    survey = new SyntheticSurvey(file);
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
