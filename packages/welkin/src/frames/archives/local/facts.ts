import type { CardValue, FitsFile, Header } from "@welkin/fits";
import type { PoolTask } from "../../../engines/pool/index.ts";
import { inheritedHeader } from "../../render/choose.ts";
import { coordinatesIn, coordinatesOf } from "../../render/coordinates.ts";
import { planMosaic } from "../../render/mosaic.ts";
import { withFits } from "../../render/open.ts";

/** Facts from a file's headers, as plain JSON. */
export interface FileFacts {
  readonly hdus: number;
  /** The HDU of the image that is shown. */
  readonly hdu: number;
  readonly width: number;
  readonly height: number;
  readonly planes: number;
  readonly bitpix: number;
  readonly compression?: string;
  readonly observedAt?: string;
  readonly exposure?: number;
  readonly filter?: string;
  readonly target?: string;
  readonly instrument?: string;
  readonly telescope?: string;
  readonly site?: string;
  readonly proposalId?: string;
  readonly requestId?: string;
  readonly reductionLevel?: number;
  readonly configurationType?: string;
  readonly projection?: string;
  /** Arc seconds. */
  readonly pixelScale?: number;
  /** ICRS degrees. */
  readonly centre?: readonly [ra: number, dec: number];
  readonly footprint?: readonly (readonly [ra: number, dec: number])[];
}

/** Reads a file's headers in a pool thread: a file compressed as a whole must be unpacked for that. */
export const readFactsTask: PoolTask<{ readonly path: string }, Promise<FileFacts>> = {
  module: new URL(import.meta.url),
  name: "readFacts",
};

export async function readFacts({ path }: { readonly path: string }): Promise<FileFacts> {
  return withFits(path, factsOf);
}

/** The facts stored about a file. Fails with FITS_NO_IMAGE if there is nothing to show. */
export async function factsOf(fits: FitsFile): Promise<FileFacts> {
  const hdu = fits.firstImage();
  const header = inheritedHeader(fits, hdu);
  const mosaic = planMosaic(fits);
  const [width = 0, height = 1] = mosaic ? [mosaic.width, mosaic.height] : hdu.axes;
  const whole = () => header.clone().set("NAXIS1", width).set("NAXIS2", height);
  const { wcs } = await (mosaic ? coordinatesIn(whole()) : coordinatesOf(fits, hdu));
  const footprint = wcs?.footprint().map(({ ra, dec }) => [ra, dec] as const) ?? [];
  const centre = wcs?.centre;
  const text = (...keywords: string[]) => textOf(header, keywords);
  const level = header.integer("RLEVEL");
  return compact({
    hdus: fits.hdus.length,
    hdu: hdu.index,
    width,
    height,
    planes: hdu.axes.slice(2).reduce((product, n) => product * n, 1),
    bitpix: hdu.bitpix,
    compression: hdu.compression,
    observedAt: observedAt(header)?.toISOString(),
    exposure: header.number("EXPTIME") ?? header.number("EXPOSURE"),
    filter: text("FILTER", "FILTER1", "FILTNAM", "INSFILTE"),
    target: text("OBJECT", "TARGNAME"),
    instrument: text("INSTRUME"),
    telescope: text("TELID", "TELESCOP"),
    site: text("SITEID", "SITE", "OBSERVAT"),
    proposalId: text("PROPID"),
    requestId: text("REQNUM"),
    reductionLevel: level !== undefined && Math.abs(level) < 2 ** 31 ? level : undefined,
    configurationType: text("OBSTYPE", "IMAGETYP")?.toUpperCase(),
    projection: wcs?.projection,
    pixelScale: wcs && Number.isFinite(wcs.pixelScale) ? wcs.pixelScale : undefined,
    centre: centre && ([centre.ra, centre.dec] as const),
    footprint: footprint.length >= 3 ? footprint : undefined,
  });
}

/** Start of the exposure: DATE-OBS, including or accompanied by the time of day (FITS 4.0 §9.1), else MJD-OBS. */
function observedAt(header: Header): Date | undefined {
  const date = textOf(header, ["DATE-OBS", "DATE_OBS", "DATE-BEG"]);
  const beside = textOf(header, ["UTSTART", "TIME-OBS", "UT"]);
  const whole = /T/.test(date ?? "") || !/^\d\d:\d\d:\d\d/.test(beside ?? "");
  const told = date && parseDate(whole ? date : `${date}T${beside}`);
  if (told) return told;
  const mjd = header.number("MJD-OBS");
  const time = mjd === undefined ? undefined : new Date((mjd - 40587) * 86_400_000);
  return time && isSensible(time) ? time : undefined;
}

function parseDate(text: string): Date | undefined {
  // Until 2000 the year was written last, with two digits.
  const old = /^(\d\d)\/(\d\d)\/(\d\d)(.*)$/.exec(text);
  const iso = old ? `19${old[3]}-${old[2]}-${old[1]}${old[4]}` : text;
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?Z?$/.test(iso)) return undefined;
  const zoned = iso.includes("T")
    ? `${iso.replace(/Z$/, "").replace(/(\.\d{3})\d+$/, "$1")}Z`
    : iso;
  const time = new Date(zoned);
  return isSensible(time) ? time : undefined;
}

function isSensible(time: Date): boolean {
  const year = time.getUTCFullYear();
  return year >= 1800 && year < 2200;
}

/** The text of the first card that has one. */
function textOf(header: Header, keywords: readonly string[]): string | undefined {
  for (const keyword of keywords) {
    const text = plain(header.get(keyword));
    if (text !== "" && !/^(UNKNOWN|N\/A|NONE|NOTSET)$/i.test(text)) return text;
  }
  return undefined;
}

function plain(value: CardValue | undefined): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  // Removes characters that the database cannot store.
  return typeof value === "string"
    ? value
        .toWellFormed()
        .replace(/\p{Cc}/gu, " ")
        .trim()
        .slice(0, 200)
    : "";
}

function compact<T extends object>(facts: { [Name in keyof T]: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}
