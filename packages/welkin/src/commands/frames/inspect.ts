import {
  type FitsFile,
  type FitsImage,
  type FitsSource,
  type Hdu,
  openFits,
  readWcs,
  type Wcs,
} from "@welkin/fits";
import { zscale } from "@welkin/imaging";
import { fitsOptions } from "../../frames/fits.ts";
import { hduReport, orNull, readable, wcsReport } from "../../frames/report.ts";
import { tellJson } from "../../terminal.ts";
import { openInput } from "../files.ts";
import { wrongUse } from "../options.ts";
import { tellFits } from "./tell.ts";

interface Options {
  readonly json?: boolean;
  readonly cards?: boolean;
  readonly hdu?: string;
  readonly at: readonly string[];
  readonly sky: readonly string[];
}

export type FitsReport = Awaited<ReturnType<typeof fitsReport>>;

/** `welkin frames inspect`: the contents of a FITS file, as tables or as the JSON specified in ARCHITECTURE.md. */
export async function inspect(path: string, options: Options): Promise<void> {
  const input = await openInput(path);
  try {
    const found = await fitsReport(input, options);
    if (options.json) tellJson(found);
    else tellFits(path, found);
  } finally {
    await input.close();
  }
}

type Pair = readonly [number, number];

/** A full report on a FITS file, as plain JSON. */
export async function fitsReport(input: FitsSource | Uint8Array, options: Options) {
  const places = options.at.map((text) => readPair("--at", text));
  const positions = options.sky.map((text) => readPair("--sky", text));
  const fits = await openFits(input, fitsOptions);
  const warnings = [...fits.warnings];
  const hdu = chooseHdu(fits, options.hdu);
  const image = hdu?.image;
  const wcs = hdu && (await readable(() => readWcs(fits, hdu), warnings));
  warnings.push(...(wcs?.warnings ?? []));
  return {
    hdus: fits.hdus.map((each) => hduReport(each, options.cards ?? false)),
    ...(hdu && image && { image: await imageReport(hdu, image) }),
    ...(wcs && image && { wcs: wcsReport(wcs, image) }),
    ...(image && places.length > 0 && { samples: await samplesAt(image, wcs, places) }),
    ...(wcs &&
      positions.length > 0 && {
        pixels: positions.map(([ra, dec]) => {
          const { x = null, y = null } = wcs.skyToPixel(ra, dec) ?? {};
          return { ra, dec, x, y };
        }),
      }),
    ...(warnings.length > 0 && { warnings }),
  };
}

async function imageReport(hdu: Hdu, image: FitsImage) {
  const { valid, min, max, mean, std } = await image.statistics();
  // A cube is represented by its first plane.
  const interval = zscale((await image.read({ as: "float64" })).data);
  return {
    hdu: hdu.index,
    width: image.width,
    height: image.height,
    ...(image.planes > 1 && { planes: image.planes }),
    valid,
    min: orNull(min),
    max: orNull(max),
    mean: orNull(mean),
    std: orNull(std),
    zscale: interval ?? null,
  };
}

/** Values at FITS pixel numbers, and their sky positions: ICRS degrees. */
async function samplesAt(image: FitsImage, wcs: Wcs | undefined, places: readonly Pair[]) {
  const samples = [];
  for (const [x, y] of places) {
    const column = Math.round(x) - 1;
    const row = Math.round(y) - 1;
    const inside = column >= 0 && column < image.width && row >= 0 && row < image.height;
    const one = { x: column, y: row, width: 1, height: 1, as: "float64" as const };
    const value = inside ? ((await image.read(one)).data[0] ?? Number.NaN) : Number.NaN;
    const { ra = null, dec = null } = wcs?.pixelToSky(x, y) ?? {};
    samples.push({ x, y, value: orNull(value), ra, dec });
  }
  return samples;
}

function chooseHdu(fits: FitsFile, wanted: string | undefined): Hdu | undefined {
  if (wanted === undefined) {
    return fits.hdus.some(({ hasImage }) => hasImage) ? fits.firstImage() : undefined;
  }
  const hdu = /^\d{1,6}$/.test(wanted) ? fits.hdus[Number(wanted)] : undefined;
  if (!hdu) {
    const last = fits.hdus.length - 1;
    throw wrongUse("--hdu", wanted, `the file has the HDUs 0 to ${last}`);
  }
  return hdu.hasImage ? hdu : undefined;
}

function readPair(flag: string, text: string): Pair {
  const [one, other, more] = text
    .split(",")
    .map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (one !== undefined && other !== undefined && more === undefined) {
    if (Number.isFinite(one) && Number.isFinite(other)) return [one, other];
  }
  throw wrongUse(flag, text, "must be two numbers separated by a comma");
}
