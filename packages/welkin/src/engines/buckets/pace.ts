/** Bytes a second that an answer has to come at, on the average. */
const SLOWEST = 32 * 1024;

/** Why an answer is given up that comes in drops: the next may always be about to, so no silence ends it. */
export const TOO_SLOW = `it sends less than ${SLOWEST / 1024} kB a second`;

/**
 * Whether an answer comes too slowly.
 *
 * @param bytes had so far
 * @param waited milliseconds since it was asked for
 * @param silence milliseconds that it may take in any case
 */
export function isTooSlow(bytes: number, waited: number, silence: number): boolean {
  return waited > silence && bytes < (waited / 1000) * SLOWEST;
}
