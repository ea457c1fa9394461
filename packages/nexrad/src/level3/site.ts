import { findSiteByLetters } from "../sites.ts";

/** Numbers of message sources from here on are terminal Doppler radars at airports. */
const FIRST_TERMINAL_SOURCE = 3000;

/**
 * ICAO identifier of a radar, from its three letters in AWIPS and its number as a source of messages. A radar
 * that the table does not know is taken for one in the contiguous states.
 */
export function icaoOf(letters: string, source = 0): string {
  if (letters.length !== 3) return letters;
  const terminal = source >= FIRST_TERMINAL_SOURCE;
  const found = findSiteByLetters(letters, terminal ? "TDWR" : "WSR-88D");
  return found?.id ?? (terminal ? "T" : "K") + letters;
}
