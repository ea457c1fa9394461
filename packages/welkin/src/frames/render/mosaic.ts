import type { FitsFile, Hdu } from "@welkin/fits";
import { WelkinError } from "../../errors.ts";
import { type Box, overlap } from "../cutouts/box.ts";

/** Most pixels in a mosaic. */
const MOST_PIXELS = 2 ** 27;
/** Most amplifiers in a detector. */
const MOST_AMPLIFIERS = 256;

/** Corners of an image section in header form, `[x1:x2,y1:y2]` from 1; reversed if it is flipped. */
interface HeaderSection {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** A part of a detector that is read out separately. */
interface Amplifier {
  readonly hdu: Hdu;
  readonly data: HeaderSection;
  readonly detector: HeaderSection;
  readonly bias: HeaderSection | undefined;
  readonly gain: number;
}

/** The layout of a mosaic. */
export interface MosaicPlan {
  readonly width: number;
  readonly height: number;
  readonly amplifiers: readonly (Amplifier & { readonly left: number; readonly bottom: number })[];
}

/**
 * How the amplifiers of a raw frame form one image: two or more extensions whose DETSEC (in unbinned pixels of the
 * detector, CCDSUM is the binning) and DATASEC give their places. Undefined for any other file.
 *
 * @throws WelkinError FRAME_TOO_LARGE
 */
export function planMosaic(file: FitsFile): MosaicPlan | undefined {
  const amplifiers = file.hdus.flatMap((hdu) => amplifierOf(hdu) ?? []);
  if (amplifiers.length < 2 || amplifiers.length > MOST_AMPLIFIERS) return undefined;
  const places = new Set(amplifiers.map(({ detector }) => JSON.stringify(detector)));
  if (places.size < amplifiers.length) return undefined;
  const [binX, binY] = binning(amplifiers[0]?.hdu as Hdu);
  const lowest = (axis: "x" | "y") =>
    Math.min(...amplifiers.flatMap(({ detector }) => detector[axis]));
  const [left, bottom] = [lowest("x"), lowest("y")];
  const placed = amplifiers.map((amplifier) => ({
    ...amplifier,
    left: Math.floor((Math.min(...amplifier.detector.x) - left) / binX),
    bottom: Math.floor((Math.min(...amplifier.detector.y) - bottom) / binY),
  }));
  const width = Math.max(...placed.map((each) => each.left + lengthOf(each.data.x)));
  const height = Math.max(...placed.map((each) => each.bottom + lengthOf(each.data.y)));
  if (width * height > MOST_PIXELS) {
    throw new WelkinError("FRAME_TOO_LARGE", `The amplifiers make ${width} × ${height} pixels.`);
  }
  return { width, height, amplifiers: placed };
}

/**
 * Assembles the amplifiers, as far as they lie in a box of the mosaic: bias (the median of BIASSEC) subtracted,
 * flipped, multiplied by GAIN; NaN between and beyond them.
 */
export async function readMosaic({ amplifiers }: MosaicPlan, box: Box): Promise<Float32Array> {
  const output = new Float32Array(box.width * box.height).fill(Number.NaN);
  for (const amplifier of amplifiers) {
    const { hdu, data, detector, gain, left, bottom } = amplifier;
    const all = readable(data);
    const own = { x: box.x - left, y: box.y - bottom, width: box.width, height: box.height };
    const part = overlap(own, all.width, all.height);
    if (!part) continue;
    const bias = await biasOf(amplifier);
    const flipX = detector.x[0] > detector.x[1] !== data.x[0] > data.x[1];
    const flipY = detector.y[0] > detector.y[1] !== data.y[0] > data.y[1];
    const section = {
      x: all.x + (flipX ? all.width - part.x - part.width : part.x),
      y: all.y + (flipY ? all.height - part.y - part.height : part.y),
      width: part.width,
      height: part.height,
    };
    for await (const band of hdu.image.bands({ ...section, as: "float32" })) {
      for (let row = 0; row < band.height; row++) {
        const from = band.y - section.y + row;
        const to = part.y - own.y + (flipY ? part.height - 1 - from : from);
        const start = to * box.width + part.x - own.x;
        const at = row * band.width;
        for (let x = 0; x < band.width; x++) {
          const source = flipX ? band.width - 1 - x : x;
          output[start + x] = ((band.data[at + source] as number) - bias) * gain;
        }
      }
    }
  }
  return output;
}

async function biasOf({ hdu, bias }: Amplifier): Promise<number> {
  if (!bias) return 0;
  const { data } = await hdu.image.read({ ...readable(bias), as: "float64" });
  const sorted = data.filter(Number.isFinite).sort();
  if (sorted.length === 0) return 0;
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}

function amplifierOf(hdu: Hdu): Amplifier | undefined {
  if (!hdu.hasImage || hdu.axes.length !== 2) return undefined;
  const detector = sectionOf(hdu.header.string("DETSEC"));
  const data = inside(
    sectionOf(hdu.header.string("DATASEC")) ?? sectionOf(hdu.header.string("TRIMSEC")),
    hdu,
  );
  if (!detector || !data) return undefined;
  const bias = inside(sectionOf(hdu.header.string("BIASSEC")), hdu);
  const gain = hdu.header.number("GAIN");
  return { hdu, data, detector, bias, gain: gain !== undefined && gain > 0 ? gain : 1 };
}

function sectionOf(text: string | undefined): HeaderSection | undefined {
  const match = /^\s*\[\s*(\d{1,9})\s*:\s*(\d{1,9})\s*,\s*(\d{1,9})\s*:\s*(\d{1,9})\s*\]\s*$/.exec(
    text ?? "",
  );
  if (!match) return undefined;
  const [x1 = 0, x2 = 0, y1 = 0, y2 = 0] = match.slice(1).map(Number);
  return x1 > 0 && x2 > 0 && y1 > 0 && y2 > 0 ? { x: [x1, x2], y: [y1, y2] } : undefined;
}

/** A section, if it lies inside its image. */
function inside(section: HeaderSection | undefined, hdu: Hdu): HeaderSection | undefined {
  const [width = 0, height = 0] = hdu.axes;
  const fits = section && Math.max(...section.x) <= width && Math.max(...section.y) <= height;
  return fits ? section : undefined;
}

function lengthOf([first, last]: readonly [number, number]): number {
  return Math.abs(last - first) + 1;
}

function readable({ x, y }: HeaderSection) {
  return {
    x: Math.min(...x) - 1,
    y: Math.min(...y) - 1,
    width: lengthOf(x),
    height: lengthOf(y),
  };
}

/** CCDSUM, `2 2`: detector pixels per image pixel. */
function binning(hdu: Hdu): readonly [number, number] {
  const [x = 1, y = 1] = (hdu.header.string("CCDSUM") ?? "")
    .trim()
    .split(/[\s,x]+/)
    .map(Number);
  return [x >= 1 ? Math.floor(x) : 1, y >= 1 ? Math.floor(y) : 1];
}
