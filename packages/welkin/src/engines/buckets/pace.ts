/** The lowest average rate, bytes per second, at which a response may arrive. */
const SLOWEST = 32 * 1024;

/**
 * Why a response that trickles in is abandoned: silence alone would never end it, as the next bytes may always be
 * about to come.
 */
export const TOO_SLOW = `it sends less than ${SLOWEST / 1024} kB a second`;

/**
 * Whether a response arrives too slowly.
 *
 * @param bytes received so far
 * @param waited milliseconds since the request
 * @param silence milliseconds that it may take in any case
 */
export function isTooSlow(bytes: number, waited: number, silence: number): boolean {
  return waited > silence && bytes < (waited / 1000) * SLOWEST;
}
