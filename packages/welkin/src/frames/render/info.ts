import {
  type Card,
  type FitsFile,
  type Hdu,
  percentiles,
  StatisticsSum,
  type Wcs,
} from "@welkin/fits";
import { limitsOf, parseInterval } from "@welkin/imaging";
import { codeOf } from "../../errors.ts";
import { type ImageChoice, openImage, planeOf, regionBox, type ShownImage } from "./image.ts";

export type FrameReport = Awaited<ReturnType<typeof reportOn>>;

/** Pixels that percentiles are taken of at most. */
const SAMPLE = 250_000;
const PERCENTS = [0.5, 1, 5, 25, 50, 75, 95, 99, 99.5];

/** What a file holds, and what its image shows, as plain JSON. */
export async function reportOn(file: FitsFile, choice: ImageChoice, cards: boolean) {
  const warnings = [...file.warnings];
  const hasImage = file.hdus.some((hdu) => hdu.hasImage);
  const shown = hasImage ? await openImage(file, choice) : undefined;
  const image = shown && (await readable(() => imageReport(shown), warnings));
  return {
    hdus: file.hdus.map((hdu) => hduReport(hdu, cards)),
    ...(image && { image }),
    ...(shown?.wcs && { wcs: wcsReport(shown.wcs, shown) }),
    warnings: [...warnings, ...(shown?.warnings ?? [])],
  };
}

/** Pixels that cannot be read are no reason to say nothing of the rest. */
async function readable<Value>(
  read: () => Promise<Value>,
  warnings: string[],
): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!codeOf(error)?.startsWith("FITS_")) throw error;
    warnings.push(`${codeOf(error)}: ${(error as Error).message}`);
    return undefined;
  }
}

function hduReport(hdu: Hdu, cards: boolean) {
  return {
    index: hdu.index,
    name: hdu.name,
    type: hdu.type,
    bitpix: hdu.bitpix,
    axes: [...hdu.axes],
    ...(hdu.compression !== undefined && { compression: hdu.compression }),
    ...(cards && { cards: hdu.header.cards.map(cardReport) }),
  };
}

function cardReport({ keyword, value, comment }: Card) {
  const plain = typeof value === "bigint" ? value.toString() : value;
  return { keyword, ...(plain !== undefined && { value: plain }), ...(comment && { comment }) };
}

async function imageReport(image: ShownImage) {
  const plane = planeOf(await image.read(regionBox(image, undefined)));
  const { data, scale = 1, zero = 0, blank } = plane;
  const value = (stored: number) => (stored === blank ? Number.NaN : zero + scale * stored);
  const sum = new StatisticsSum();
  const piece = new Float64Array(65_536);
  for (let at = 0; at < data.length; at += piece.length) {
    const length = Math.min(piece.length, data.length - at);
    for (let i = 0; i < length; i++) piece[i] = value(data[at + i] as number);
    sum.add(piece.subarray(0, length));
  }
  const { valid, min, max, mean, std } = sum.result();
  const step = Math.max(1, Math.floor(data.length / SAMPLE));
  const sample = Float64Array.from({ length: Math.ceil(data.length / step) }, (_, i) =>
    value(data[i * step] as number),
  );
  const found = percentiles(sample, PERCENTS);
  const zscale = valid > 0 ? limitsOf(parseInterval("zscale"), plane) : undefined;
  const saturation = image.header.number("SATURATE");
  return {
    hdu: image.hdu,
    name: image.name,
    mosaic: image.mosaic,
    width: image.width,
    height: image.height,
    planes: image.planes,
    plane: image.plane,
    valid,
    min: orNull(min),
    max: orNull(max),
    mean: orNull(mean),
    std: orNull(std),
    percentiles: PERCENTS.map((percent, i) => [percent, orNull(found[i])]),
    zscale: zscale ? [zscale.low, zscale.high] : null,
    ...(saturation !== undefined && { saturation }),
  };
}

function wcsReport(wcs: Wcs, { width, height }: ShownImage) {
  const centre = wcs.pixelToSky((width + 1) / 2, (height + 1) / 2);
  const north = wcs.northAngleAt((width + 1) / 2, (height + 1) / 2);
  return {
    projection: wcs.projection,
    system: wcs.system,
    radesys: wcs.radesys,
    pixelScale: wcs.pixelScale,
    parity: wcs.parity,
    northAngle: north ?? null,
    centre: centre ? [centre.ra, centre.dec] : null,
    footprint: wcs.footprint().map(({ ra, dec }) => [ra, dec]),
  };
}

function orNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
