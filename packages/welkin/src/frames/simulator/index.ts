import { type Card, writeFits } from "@welkin/fits";
import { mjdToIso } from "@welkin/orbits";
import type { PoolTask } from "../../engines/pool/index.ts";
import { GAIN, READ_NOISE, SATURATED, takePicture } from "./camera.ts";
import { cometAt } from "./comet.ts";
import { type Exposure, exposureOf, OBSERVATORY, SIZE } from "./exposures.ts";
import { matrix } from "./projection.ts";

export { COMET } from "./comet.ts";
export { type Exposure, exposureOf, exposures, OBSERVATORY } from "./exposures.ts";

/** Size of every simulated file: two header blocks, and the pixels. */
export const FILE_BYTES = (2 + Math.ceil((2 * SIZE ** 2) / 2880)) * 2880;

/** Makes the file of an exposure in a pool thread. */
export const simulateFrameTask: PoolTask<string, Promise<Uint8Array | undefined>> = {
  module: new URL(import.meta.url),
  name: "simulateFrame",
};

/**
 * Makes the file of one exposure of the simulated survey: a genuine FITS file, with the same bytes each time.
 * Undefined if the survey has no such exposure.
 */
export async function simulateFrame(id: string): Promise<Uint8Array | undefined> {
  const exposure = exposureOf(id);
  if (exposure === undefined) return undefined;
  const comet = await cometAt(exposure.mjd + exposure.exposure / 2 / 86_400);
  const data = takePicture(exposure, comet);
  return writeFits([{ data, axes: [SIZE, SIZE], header: cardsOf(exposure) }]);
}

function cardsOf(exposure: Exposure): Card[] {
  const { id, filter, field, mjd, request } = exposure;
  const cards: readonly (readonly [string, string | number | boolean, string])[] = [
    ["ORIGIN", "Welkin", "simulated: no telescope ever saw this"],
    ["OBJECT", `Simulated field ${field}`, ""],
    ["TELESCOP", "Simulated 0.5 m", ""],
    ["INSTRUME", "Simulated camera", ""],
    ["OBSTYPE", "EXPOSE", ""],
    ["OBSID", id, ""],
    ["REQNUM", request, "one visit, a frame for each filter"],
    ["MPCCODE", OBSERVATORY, "observatory, Minor Planet Center"],
    ["FILTER", filter, ""],
    ["DATE-OBS", mjdToIso(mjd).replace(" ", "T").replace(/Z?$/, ""), "UTC, shutter opened"],
    ["MJD-OBS", mjd, "UTC, shutter opened"],
    ["EXPTIME", exposure.exposure, "s"],
    ["GAIN", GAIN, "electrons a count"],
    ["RDNOISE", READ_NOISE, "electrons"],
    ["SATURATE", SATURATED, "counts"],
    ["BUNIT", "adu", ""],
    ...coordinateCards(exposure).map(([keyword, value]) => [keyword, value, ""] as const),
  ];
  return cards.map(([keyword, value, comment]) => ({ keyword, value, comment }));
}

/** The WCS cards of an exposure. */
export function coordinateCards({ pointing }: Exposure): (readonly [string, string | number])[] {
  const middle = (pointing.size + 1) / 2;
  const [cd11, cd12, cd21, cd22] = matrix(pointing);
  return [
    ["RADESYS", "ICRS"],
    ["CTYPE1", "RA---TAN"],
    ["CTYPE2", "DEC--TAN"],
    ["CUNIT1", "deg"],
    ["CUNIT2", "deg"],
    ["CRPIX1", middle],
    ["CRPIX2", middle],
    ["CRVAL1", pointing.ra],
    ["CRVAL2", pointing.dec],
    ["CD1_1", cd11],
    ["CD1_2", cd12],
    ["CD2_1", cd21],
    ["CD2_2", cd22],
  ];
}
