/** MJD of 1970-01-01. */
const UNIX_EPOCH = 40_587;

export const secondsOf = (mjd: number): number => (mjd - UNIX_EPOCH) * 86_400;

/** The day of a Unix time in seconds, UTC. */
export const dayOfSeconds = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 10);

const isoOf = (mjd: number) => new Date(secondsOf(mjd) * 1000).toISOString();

/** The day of an MJD, UTC. */
export const dayOf = (mjd: number): string => isoOf(mjd).slice(0, 10);

/** Day and minute of an MJD, UTC. */
export const minuteOf = (mjd: number): string => isoOf(mjd).slice(0, 16).replace("T", " ");
