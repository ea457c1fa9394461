import { SITE_ROWS } from "./site-rows.ts";

/** A radar in the built-in table. */
export interface Site {
  /** ICAO identifier, four letters. */
  readonly id: string;
  readonly name: string;
  readonly kind: "WSR-88D" | "TDWR";
  /** WGS84 degrees. */
  readonly latitude: number;
  readonly longitude: number;
  /**
   * Height above mean sea level, metres. The table gives the antenna's height, not the ground's, so this is the
   * antenna's and `feedhornHeight` is 0: their sum is correct, as it is for a position from a file.
   */
  readonly groundHeight: number;
  /** Height of the feedhorn above `groundHeight`, metres. */
  readonly feedhornHeight: number;
}

const METRES_PER_FOOT = 0.3048;

let sites: ReadonlyMap<string, Site> | undefined;

function sitesById(): ReadonlyMap<string, Site> {
  sites ??= new Map(
    SITE_ROWS.trim()
      .split("\n")
      .map(readRow)
      .map((site) => [site.id, site]),
  );
  return sites;
}

/** Every site of the table, sorted by identifier. */
export function listSites(): Site[] {
  return [...sitesById().values()];
}

/** The WSR-88D or TDWR site with an ICAO identifier, in either case; undefined if the table has none. */
export function findSite(icao: string): Site | undefined {
  return sitesById().get(icao.trim().toUpperCase());
}

/** The site with the last three letters of an identifier, as written by AWIPS and some archives; weather radars first. */
export function findSiteByLetters(letters: string, kind?: Site["kind"]): Site | undefined {
  byLetters ??= new Map(
    listSites()
      .toSorted((one, other) => Number(one.kind === "WSR-88D") - Number(other.kind === "WSR-88D"))
      .flatMap((site) => [
        [`${site.kind} ${site.id.slice(1)}`, site] as const,
        [site.id.slice(1), site] as const,
      ]),
  );
  return byLetters.get(kind === undefined ? letters : `${kind} ${letters}`);
}

let byLetters: ReadonlyMap<string, Site> | undefined;

function readRow(row: string): Site {
  const [id, kind, latitude, longitude, feet, name] = row.split("|") as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    id,
    name,
    kind: kind === "T" ? "TDWR" : "WSR-88D",
    latitude: Number(latitude),
    longitude: Number(longitude),
    groundHeight: Math.round(Number(feet) * METRES_PER_FOOT * 10) / 10,
    feedhornHeight: 0,
  };
}
