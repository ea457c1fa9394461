import type { Header } from "../header/header.ts";
import { checkArray, type FitsLimits } from "../limits.ts";
import type { PixelFormat, RawArray } from "./bitpix.ts";
import type { PixelReader } from "./plain.ts";
import { type Box, boxLength } from "./section.ts";

/** An image whose pixels are all the same, as HST files abbreviate empty error planes. */
export interface ConstantImage {
  axes: readonly number[];
  value: number;
}

/** STScI's convention: NAXIS = 0, with NPIX1, NPIX2 and PIXVALUE instead. */
export function constantValue(header: Header): ConstantImage | undefined {
  if (header.integer("NAXIS") !== 0) return undefined;
  const value = header.number("PIXVALUE");
  const axes = [header.integer("NPIX1") ?? 0, header.integer("NPIX2") ?? 0];
  return value !== undefined && axes.every((n) => n > 0) ? { axes, value } : undefined;
}

export function constantPixels(
  { axes, value }: ConstantImage,
  format: PixelFormat,
  limits: FitsLimits,
): PixelReader {
  const read = async (box: Box, into?: RawArray): Promise<RawArray> => {
    checkArray(boxLength(box), format.bytes, limits);
    const values = into ?? format.allocate(boxLength(box));
    return values instanceof BigInt64Array
      ? values.fill(BigInt(Math.trunc(value)))
      : values.fill(value);
  };
  return { axes, format, read };
}
