import type { Interval } from "./parameters.ts";

const nm = 1e-9;

/**
 * Passbands of filters at half of their maximum, metres, by the names that surveys use. SDSS and Pan-STARRS: Tonry et
 * al. 2012, ApJ 750, 99, table 4; Johnson and Cousins: Bessell 1990, PASP 102, 1181; ATLAS: Tonry et al. 2018, PASP
 * 130, 064505, section 2; SkyMapper: Bessell et al. 2011, PASP 123, 789.
 */
const bands: Readonly<Record<string, Interval>> = {
  u: [320 * nm, 385 * nm],
  v: [366 * nm, 398 * nm],
  g: [414 * nm, 551 * nm],
  r: [550 * nm, 689 * nm],
  i: [690 * nm, 819 * nm],
  z: [818 * nm, 922 * nm],
  y: [918 * nm, 1001 * nm],
  w: [414 * nm, 819 * nm],
  U: [330 * nm, 395 * nm],
  B: [391 * nm, 489 * nm],
  V: [505 * nm, 595 * nm],
  R: [568 * nm, 718 * nm],
  I: [732 * nm, 881 * nm],
  c: [420 * nm, 650 * nm],
  o: [560 * nm, 820 * nm],
};

/** The wavelengths of a filter, if its name determines them. */
export function bandOf(filter: string | null): Interval | undefined {
  if (filter === null) return undefined;
  // r, r', rp, r.00000, SDSS-r, ATLAS o
  const name = /(?:^|[\s_.-])([ugrizywvUBVRIco])(?:'|p|\.\d+)?$/.exec(filter)?.[1];
  return name === undefined ? undefined : bands[name];
}
