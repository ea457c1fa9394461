import { basename } from "node:path";
import { observer } from "@welkin/orbits";
import { WelkinError } from "../../errors.ts";
import {
  makeSource,
  observationView,
  orbitView,
  placeText,
  readPiece,
  type Survey,
  sourceView,
  type Target,
  targetOfFile,
} from "../../survey/index.ts";
import type { SurveyHouse, Whom } from "./house.ts";

/** The survey domain on this machine's data folder. */
export function localHouse(survey: Survey): SurveyHouse {
  const targetOf = async (whom: Whom): Promise<Target> =>
    ownTarget(whom) ?? (await survey.targets.byName(whom.name!, { allowRemote: true }));

  return {
    async search({ padding, uncertainty, observer: code, from, to, sources, ...whom }) {
      const target = await targetOf(whom);
      const { hits, notes, searched, revision, timing } = await survey.search.moving({
        ...{ target, padding, uncertainty, sources },
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(code !== undefined && { observer: observer(code) }),
      });
      const about = { target: target.name, orbit: orbitView(target), notes };
      return { ...about, hits, searched, revision, timing };
    },
    async fixed({ place: asked, ...question }) {
      const { region, place } = readPiece({ radius: 0, ...asked });
      const { rows, sources } = await survey.search.fixed({ ...question, region });
      const at = placeText(place, "all");
      return rows.map(({ row }) => observationView(row, sources.get(row.source)!, at));
    },
    async ephemeris({ observer: code, times, ...whom }) {
      const target = await targetOf(whom);
      const { rows } = await survey.ephemeris.rows({ target, observer: observer(code), times });
      return { target: target.name, orbit: orbitView(target), rows };
    },
    async import(_file, { records }, source, observatory, progress) {
      if (source !== undefined) await makeSource(survey.sources, source, observatory);
      const settings = { progress, ...(observatory !== undefined && { observatory }) };
      return await survey.import(source, records, settings);
    },
    importOrbits: (file, progress) => survey.importOrbits(file, basename(file), progress),
    sources: async () => [...(await survey.sources.all()).values()].map(sourceView),
    define: (source) => survey.sources.define(source),
  };
}

/**
 * The target of an orbit file; undefined if only a name is given.
 *
 * @throws WelkinError WRONG_USE if neither is
 */
export function ownTarget({ name, orbit }: Whom): Target | undefined {
  if (orbit !== undefined) return targetOfFile(orbit.text, orbit.file, name);
  if (name !== undefined) return undefined;
  throw new WelkinError("WRONG_USE", "Name a target, or give --orbit FILE.json.");
}
