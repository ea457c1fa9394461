import { GM_UNIT } from "../constants.ts";

/**
 * The bodies whose gravity is included, in the order of every array of perturbers. GM (km³/s²) of the Sun, the
 * planets' systems and the asteroids: JPL DE440 (Park et al. 2021, AJ 161, 105; kernel gm_de440.tpc). The asteroids
 * are the sixteen of JPL's SB441-N16 set. Radii (km): IAU WGCCRE 2015, used to detect impacts.
 */
const TABLE = [
  { name: "sun", gm: 132712440041.27942, radius: 695700 },
  { name: "mercury", gm: 22031.868551, radius: 2439.7 },
  { name: "venus", gm: 324858.592, radius: 6051.8 },
  { name: "earth", gm: 398600.435507, radius: 6371.0 },
  { name: "moon", gm: 4902.800118, radius: 1737.4 },
  { name: "mars", gm: 42828.375816, radius: 3389.5 },
  { name: "jupiter", gm: 126712764.1, radius: 69911 },
  { name: "saturn", gm: 37940584.8418, radius: 58232 },
  { name: "uranus", gm: 5794556.4, radius: 25362 },
  { name: "neptune", gm: 6836527.10058, radius: 24622 },
  { name: "pluto", gm: 975.5, radius: 1188.3 },
  { name: "1 Ceres", gm: 62.62888864440993, radius: 469.7 },
  { name: "2 Pallas", gm: 13.665878145967422, radius: 256.5 },
  { name: "3 Juno", gm: 1.920570700202589, radius: 123.3 },
  { name: "4 Vesta", gm: 17.288232879171513, radius: 261.4 },
  { name: "7 Iris", gm: 1.1398723232184107, radius: 99.9 },
  { name: "10 Hygiea", gm: 5.625147645385229, radius: 203.6 },
  { name: "15 Eunomia", gm: 2.0230209871098284, radius: 115.8 },
  { name: "16 Psyche", gm: 1.5896582441709424, radius: 113 },
  { name: "31 Euphrosyne", gm: 1.079371457703356, radius: 133.4 },
  { name: "52 Europa", gm: 2.6830359242821795, radius: 152 },
  { name: "65 Cybele", gm: 0.9381057563915133, radius: 118.6 },
  { name: "87 Sylvia", gm: 2.168232073699691, radius: 126.5 },
  { name: "88 Thisbe", gm: 1.1898077088121908, radius: 115.9 },
  { name: "107 Camilla", gm: 1.4437384031866, radius: 105.2 },
  { name: "511 Davida", gm: 3.8944831481705644, radius: 135.2 },
  { name: "704 Interamnia", gm: 2.830409639329985, radius: 153.2 },
] as const;

export type BodyName = (typeof TABLE)[number]["name"];

export interface Body {
  readonly name: BodyName;
  /** au³/d². */
  readonly gm: number;
  /** km. */
  readonly radius: number;
}

export const BODIES: readonly Body[] = TABLE.map((b) => ({ ...b, gm: b.gm * GM_UNIT }));

export const SUN = 0;
export const EARTH = 3;
export const MOON = 4;
export const PLUTO = 10;
/** How many of the list are the Sun, planets, Moon and Pluto; asteroids follow. */
export const MAJOR_BODIES = 11;
/** The Sun's GM, au³/d². */
export const GM_SUN = BODIES[SUN]!.gm;

export function bodyIndex(name: BodyName): number {
  return TABLE.findIndex((b) => b.name === name);
}
