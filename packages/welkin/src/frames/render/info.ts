import { type FitsFile, percentiles, StatisticsSum, type Wcs } from "@welkin/fits";
import { limitsOf, parseInterval } from "@welkin/imaging";
import { hduReport, orNull, readable, wcsReport } from "../report.ts";
import { type ImageChoice, openImage, planeOf, regionBox, type ShownImage } from "./image.ts";

export type FrameReport = Awaited<ReturnType<typeof reportOn>>;

/** Most pixels used for percentiles. */
const SAMPLE = 250_000;
const PERCENTS = [0.5, 1, 5, 25, 50, 75, 95, 99, 99.5];

/** The contents of a file and the statistics of its image, as plain JSON. */
export async function reportOn(file: FitsFile, choice: ImageChoice, cards: boolean) {
  const warnings = [...file.warnings];
  const hasImage = file.hdus.some((hdu) => hdu.hasImage);
  const shown = hasImage ? await openImage(file, choice) : undefined;
  const image = shown && (await readable(() => imageReport(shown), warnings));
  return {
    hdus: file.hdus.map((hdu) => hduReport(hdu, cards)),
    ...(image && { image }),
    ...(shown?.wcs && { wcs: placeReport(shown.wcs, shown) }),
    warnings: [...warnings, ...(shown?.warnings ?? [])],
  };
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

function placeReport(wcs: Wcs, image: ShownImage) {
  const north = wcs.northAngleAt((image.width + 1) / 2, (image.height + 1) / 2);
  return {
    ...wcsReport(wcs, image),
    radesys: wcs.radesys,
    parity: wcs.parity,
    northAngle: north ?? null,
    footprint: wcs.footprint().map(({ ra, dec }) => [ra, dec]),
  };
}
