import { type FitsFile, type Hdu, type Header, parseWcs, readWcs, type Wcs } from "@welkin/fits";
import { codeOf } from "../../errors.ts";
import { inheritedHeader } from "./choose.ts";

/** Coordinates of an image, and what is wrong with them: a picture is never refused for its coordinates. */
export interface Coordinates {
  readonly wcs?: Wcs;
  readonly warning?: string;
}

export async function coordinatesOf(file: FitsFile, hdu: Hdu): Promise<Coordinates> {
  return tolerant(async () => (await readWcs(file, hdu)) ?? parseWcs(inheritedHeader(file, hdu)));
}

/** The same for a header alone. */
export async function coordinatesIn(header: Header): Promise<Coordinates> {
  return tolerant(async () => parseWcs(header));
}

async function tolerant(read: () => Promise<Wcs | undefined>): Promise<Coordinates> {
  try {
    const wcs = await read();
    if (!wcs?.hasSky) return {};
    const [x, y] = wcs.axes;
    if (x === 1 && y === 2) return { wcs, ...told(wcs.warnings) };
    return {
      warning: `The sky runs along the axes ${x} and ${y}, not along those of the picture.`,
    };
  } catch (error) {
    if (!codeOf(error)?.startsWith("FITS_")) throw error;
    return { warning: `${codeOf(error)}: ${(error as Error).message}` };
  }
}

function told(warnings: readonly string[]): Pick<Coordinates, "warning"> {
  return warnings.length > 0 ? { warning: `Coordinates: ${warnings.join("; ")}.` } : {};
}

/** CD1_1, CD1_2, CD2_1, CD2_2: degrees to the east and to the north per pixel in x and in y. */
export type Cd = readonly [number, number, number, number];

/** The local step on the sky (ICRS) around a pixel (from 1), including distortions, projection and coordinate system. */
export function localCd(wcs: Wcs, x: number, y: number): Cd | undefined {
  const here = wcs.pixelToSky(x, y);
  const right = wcs.pixelToSky(x + 1, y);
  const up = wcs.pixelToSky(x, y + 1);
  if (!here || !right || !up) return undefined;
  const east = (ra: number) => {
    const turn = ((ra - here.ra + 540) % 360) - 180;
    return turn * Math.cos((here.dec * Math.PI) / 180);
  };
  return [east(right.ra), east(up.ra), right.dec - here.dec, up.dec - here.dec];
}

/** The CD cards as they stand, if all four are present: what fits2image uses. */
export function cardCd(header: Header): Cd | undefined {
  const cd = ["CD1_1", "CD1_2", "CD2_1", "CD2_2"].map((name) => header.number(name));
  return cd.every((value) => value !== undefined) ? (cd as unknown as Cd) : undefined;
}
