import { FitsError } from "../errors.ts";
import type { Header } from "../header/header.ts";
import { type PixelFormat, pixelFormat } from "../image/bitpix.ts";
import type { FitsLimits } from "../limits.ts";
import type { DitherMethod } from "./quantise.ts";

/** The Z… cards of a tile-compressed image (FITS 4.0 §10.1). */
export interface TileLayout {
  readonly axes: readonly number[];
  readonly format: PixelFormat;
  /** Size of a full tile along each axis, and number of tiles. */
  readonly tile: readonly number[];
  readonly grid: readonly number[];
  readonly tiles: number;
  /** ZCMPTYPE. */
  readonly compression: string;
  /** ZVALn by the name in ZNAMEn. */
  readonly parameters: ReadonlyMap<string, number>;
  readonly dither: DitherMethod;
  readonly seed: number;
}

const MAX_AXES = 999;
/** More than one per pixel of a 4096² frame. */
const MAX_TILES = 2 ** 25;
/** Largest n of ZNAMEn that is read. */
const MAX_PARAMETERS = 99;

/** Whether a BINTABLE header is that of a compressed image. */
export function isCompressedImage(header: Header): boolean {
  return header.boolean("ZIMAGE") === true;
}

/** Reads and checks the layout. */
export function tileLayout(header: Header, limits: FitsLimits): TileLayout {
  const naxis = header.integer("ZNAXIS") ?? -1;
  if (naxis < 0 || naxis > MAX_AXES) throw bad("ZNAXIS", header);
  const axes = numbered(header, "ZNAXIS", naxis, () => -1);
  // By default a tile is a row (§10.1.2).
  const tile = numbered(header, "ZTILE", naxis, (axis) => (axis === 0 ? (axes[0] as number) : 1));
  for (let i = 0; i < naxis; i++) {
    if ((axes[i] as number) < 0) throw bad(`ZNAXIS${i + 1}`, header);
    if ((tile[i] as number) < 1 && axes[i] !== 0) throw bad(`ZTILE${i + 1}`, header);
  }
  // Some writers state tiles larger than the image.
  const sizes = tile.map((n, i) => Math.min(n, axes[i] as number));
  const pixels = sizes.reduce((a, b) => a * b, 1);
  if (pixels > limits.maxTilePixels) {
    throw new FitsError("FITS_TOO_LARGE", `tiles of ${pixels} pixels`, { card: "ZTILE1" });
  }
  const grid = axes.map((n, i) => (n === 0 ? 0 : Math.ceil(n / (sizes[i] as number))));
  const tiles = grid.reduce((a, b) => a * b, 1);
  if (tiles > MAX_TILES)
    throw new FitsError("FITS_TOO_LARGE", `${tiles} tiles`, { card: "ZTILE1" });
  return {
    axes,
    format: pixelFormat(header.integer("ZBITPIX"), "ZBITPIX"),
    tile: sizes,
    grid,
    tiles,
    compression: header.string("ZCMPTYPE")?.trim().toUpperCase() ?? "",
    parameters: parameters(header),
    dither: DITHERS[header.string("ZQUANTIZ")?.trim().toUpperCase() ?? ""] ?? "NO_DITHER",
    seed: header.integer("ZDITHER0") ?? 1,
  };
}

/** Values of ZQUANTIZ (§10.2) that change how pixels are read. */
const DITHERS: Record<string, DitherMethod> = {
  SUBTRACTIVE_DITHER_1: "SUBTRACTIVE_DITHER_1",
  SUBTRACTIVE_DITHER_2: "SUBTRACTIVE_DITHER_2",
};

function parameters(header: Header): Map<string, number> {
  const found = new Map<string, number>();
  for (let n = 1; n <= MAX_PARAMETERS && header.has(`ZNAME${n}`); n++) {
    const name = header.string(`ZNAME${n}`)?.trim().toUpperCase();
    const value = header.number(`ZVAL${n}`);
    if (name && value !== undefined) found.set(name, value);
  }
  return found;
}

function numbered(
  header: Header,
  keyword: string,
  count: number,
  missing: (axis: number) => number,
): number[] {
  return Array.from({ length: count }, (_, i) => {
    const name = `${keyword}${i + 1}`;
    return header.has(name) ? (header.integer(name) ?? -1) : missing(i);
  });
}

function bad(card: string, header: Header): FitsError {
  return new FitsError("FITS_BAD_HEADER", `${card} = ${header.get(card)}`, { card });
}
