import { findSiteByLetters, listSites } from "../sites.ts";

/** Message source numbers from here on are terminal Doppler radars at airports. */
const FIRST_TERMINAL_SOURCE = 3000;

/** The radar's position according to a product, degrees. */
interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * ICAO identifier of a radar, from its three letters in AWIPS and its number as a message source, else from its
 * position. A radar missing from the table is assumed to be in the contiguous states; without letters it has no name.
 */
export function icaoOf(letters: string, source = 0, place?: Place): string {
  const isNamed = letters.length === 3;
  const terminal = source >= FIRST_TERMINAL_SOURCE;
  const found = isNamed && findSiteByLetters(letters, terminal ? "TDWR" : "WSR-88D");
  if (found) return found.id;
  const there = place && siteAt(place);
  if (there) return there;
  return isNamed ? (terminal ? "T" : "K") + letters : letters;
}

/** Degrees within which a position is that of a site of the list. */
const NEAR = 0.05;

/** The nearest site, if any is near: a terminal radar may be five kilometres from another radar. */
function siteAt({ latitude, longitude }: Place): string | undefined {
  let nearest: string | undefined;
  let least = NEAR;
  for (const site of listSites()) {
    const east = Math.abs(site.longitude - longitude);
    const away = Math.max(Math.abs(site.latitude - latitude), Math.min(east, 360 - east));
    if (away >= least) continue;
    least = away;
    nearest = site.id;
  }
  return nearest;
}
