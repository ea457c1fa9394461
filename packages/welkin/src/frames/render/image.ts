import { type FitsFile, Header, type Wcs } from "@welkin/fits";
import type { Plane, PlaneData } from "@welkin/imaging";
import { WelkinError } from "../../errors.ts";
import { type Box, boxOf, type CutoutRegion, overlap } from "../cutouts/box.ts";
import { chooseHdu, inheritedHeader } from "./choose.ts";
import { cardCd, coordinatesIn, coordinatesOf, localCd } from "./coordinates.ts";
import { type MosaicPlan, planMosaic, readMosaic } from "./mosaic.ts";
import { noOverlap, type Region, readRegion } from "./region.ts";
import { readStored } from "./stored.ts";

/** Selects an image in a file. */
export interface ImageChoice {
  /** Number or EXTNAME. */
  readonly hdu?: string;
  /** Which plane of a cube, from 0. */
  readonly plane?: number;
}

/** An image that can be shown or cut: one HDU's, or a mosaic of a detector's amplifiers. */
export interface ShownImage {
  /** Index of the HDU; for a mosaic, that of its first amplifier. */
  readonly hdu: number;
  readonly name: string;
  readonly mosaic: boolean;
  readonly width: number;
  readonly height: number;
  readonly planes: number;
  readonly plane: number;
  readonly header: Header;
  readonly wcs: Wcs | undefined;
  readonly warnings: readonly string[];
  read(box: Box): Promise<Region>;
  /** The same at lower cost, if possible: pixels that are valid until the file is closed. */
  readStored?(box: Box): Promise<(Region & { readonly bigEndian: boolean }) | undefined>;
}

/**
 * The image of a file to show: the requested HDU, or the first image, or, if that is one of several amplifiers of a
 * detector, all of them assembled.
 *
 * @throws FitsError; WelkinError FRAME_HDU_NOT_FOUND, FRAME_PLANE_NOT_FOUND, FRAME_TOO_LARGE.
 */
export async function openImage(file: FitsFile, choice: ImageChoice): Promise<ShownImage> {
  const plan = choice.hdu === undefined ? planMosaic(file) : undefined;
  if (plan) return mosaicImage(file, plan, choice);
  const hdu = chooseHdu(file, choice.hdu);
  const { image } = hdu;
  const plane = checkedPlane(choice.plane, image.planes);
  const { wcs, warning } = await coordinatesOf(file, hdu);
  return {
    hdu: hdu.index,
    name: hdu.name,
    mosaic: false,
    width: image.width,
    height: image.height,
    planes: image.planes,
    plane,
    header: inheritedHeader(file, hdu),
    wcs,
    warnings: warning === undefined ? [] : [warning],
    read: (box) => readRegion(image, box, plane),
    async readStored(box) {
      const stored = await readStored(file, hdu, box, plane);
      const { width, height } = box;
      return stored && { ...stored, width, height, scaling: image.scaling };
    },
  };
}

async function mosaicImage(
  file: FitsFile,
  plan: MosaicPlan,
  choice: ImageChoice,
): Promise<ShownImage> {
  checkedPlane(choice.plane, 1);
  const { width, height } = plan;
  const first = plan.amplifiers[0]?.hdu ?? file.firstImage();
  const header = new Header(file.hdus[0]?.header.cards ?? []);
  header.set("NAXIS", 2).set("NAXIS1", width).set("NAXIS2", height);
  const { wcs, warning } = await coordinatesIn(header);
  return {
    hdu: first.index,
    name: first.name,
    mosaic: true,
    width,
    height,
    planes: 1,
    plane: 0,
    header,
    wcs,
    warnings: warning === undefined ? [] : [warning],
    async read(box) {
      if (!overlap(box, width, height)) throw noOverlap();
      const data = await readMosaic(plan, box);
      return { data, width: box.width, height: box.height, scaling: { scale: 1, zero: 0 } };
    },
  };
}

function checkedPlane(plane: number | undefined, planes: number): number {
  if (plane === undefined || plane < planes) return plane ?? 0;
  throw new WelkinError(
    "FRAME_PLANE_NOT_FOUND",
    `plane ${plane}: the image has ${planes === 1 ? "one plane" : `planes 0 to ${planes - 1}`}.`,
  );
}

/** Whether a box may reach beyond the image, or is cut at the edge. */
export type Edge = "partial" | "trim";

/** The box of a region in an image. */
export function regionBox(
  image: ShownImage,
  region: CutoutRegion | undefined,
  edge: Edge = "partial",
): Box {
  const { width, height } = image;
  if (!region) return { x: 0, y: 0, width, height };
  const box = boxOf(region, image.wcs);
  const part = overlap(box, width, height);
  if (!part) throw noOverlap();
  return edge === "trim" ? part : box;
}

/** Most pixels in memory for a picture. */
const MOST_PIXELS = 2 ** 28;

/** Reads a box as a plane that can be drawn while its file is open. */
export async function readPlane(
  image: ShownImage,
  box: Box,
  by: "wcs" | "cards" = "wcs",
): Promise<Plane> {
  if (box.width * box.height > MOST_PIXELS) {
    throw new WelkinError("FRAME_TOO_LARGE", `${box.width} × ${box.height} pixels.`);
  }
  const stored = await image.readStored?.(box);
  const plane = planeOf(stored ?? (await image.read(box)));
  const cd = planeCd(image, box, by);
  return { ...plane, ...(stored?.bigEndian && { bigEndian: true }), ...(cd && { cd }) };
}

/** The orientation of the sky in a box, as `readPlane` gives it. */
export function planeCd(image: ShownImage, box: Box, by: "wcs" | "cards" = "wcs") {
  return by === "cards" ? cardCd(image.header) : cdOf(image, box);
}

/** A region as a plane that can be drawn. */
export function planeOf({ data, width, height, scaling }: Region): Plane {
  const big = data instanceof BigInt64Array || data instanceof BigUint64Array;
  return {
    data: big ? Float64Array.from(data, Number) : (data as PlaneData),
    width,
    height,
    ...(scaling.scale !== 1 && { scale: scaling.scale }),
    ...(scaling.zero !== 0 && { zero: scaling.zero }),
    ...(scaling.blank !== undefined && { blank: Number(scaling.blank) }),
  };
}

/** The directions of east and north at the centre of a box; from the cards if there is no WCS. */
export function cdOf(image: ShownImage, box: Box) {
  const { wcs, header } = image;
  const local = wcs && localCd(wcs, box.x + (box.width + 1) / 2, box.y + (box.height + 1) / 2);
  return local ?? cardCd(header);
}
