import { type House, openHouse, type Servers } from "../house.ts";
import { type Answer, clientOf } from "./client.ts";
import {
  exposure,
  importOrbits,
  importRows,
  isis,
  isisAt,
  isisMjd,
  settled,
} from "./observations.ts";

/** The data for tests of CATCH's routes. */

/** CATCH's sources, in its order. */
export const thirteen = [
  "atlas_haleakela",
  "atlas_mauna_loa",
  "atlas_rio_hurtado",
  "atlas_sutherland",
  "catalina_bigelow",
  "catalina_lemmon",
  "catalina_bokneosurvey",
  "loneos",
  "neat_palomar_tricam",
  "neat_maui_geodss",
  "ps1dr2",
  "skymapper_dr4",
  "spacewatch",
];

export const catalinaId =
  "urn:nasa:pds:gbo.ast.catalina.survey:data_calibrated:703_20190101_2b_n20018_01_0001.arch";

const [RA, DEC] = isisAt;

/** A service with one orbit, and three exposures of two sources, two of which show the orbit's position. */
export async function openCatch(servers: Servers): Promise<House> {
  const house = await openHouse(servers);
  await importOrbits(house, [isis]);
  await importRows(
    house,
    "catalina_bigelow",
    [
      {
        ...exposure(catalinaId, RA, DEC),
        filter: "clear",
        exposure: 30,
        maglimit: 19.5,
        seeing: "nan",
      },
      exposure("beside", RA + 0.3, DEC),
    ],
    undefined,
  );
  await importRows(
    house,
    "atlas_mauna_loa",
    [exposure("atlas_fits", RA, DEC, isisMjd + 0.001)],
    undefined,
  );
  return house;
}

/** A job's id in the form of the rest of the API. */
export const uuid = (hex: string) =>
  hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");

/** Requests to CATCH's routes. The service may be opened later. */
export function catchOf(house: () => House) {
  const { get, json } = clientOf(house);
  /** Submits a search, and waits until it is done. */
  const caught = async (query: string): Promise<Answer> => {
    const asked = await json(`/catch?${query}`);
    await settled(house(), uuid(asked.job_id));
    return { asked, ...(await json(`/caught/${asked.job_id}`)) };
  };
  return { get, json, caught };
}
