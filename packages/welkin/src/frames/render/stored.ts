import { endianness } from "node:os";
import type { FitsFile, Hdu } from "@welkin/fits";
import type { PlaneData } from "@welkin/imaging";
import type { Box } from "../cutouts/box.ts";
import { memoryFor, storedBytes } from "./open.ts";

type ArrayOf = new (buffer: ArrayBuffer, offset: number, length: number) => PlaneData;

/** Arrays by BITPIX (FITS 4.0, table 8) that can be drawn as stored. */
const arrays: Readonly<Record<number, ArrayOf>> = {
  8: Uint8Array,
  16: Int16Array,
  32: Int32Array,
  [-32]: Float32Array,
  [-64]: Float64Array,
};

/** Below this many pixels, the simple way is used. */
const WORTH_IT = 2 ** 18;
/** Larger requests are left for the library to refuse. */
const MOST_BYTES = 2 ** 29;

const LITTLE_ENDIAN = endianness() === "LE";

/** Pixels as stored. */
export interface Stored {
  readonly data: PlaneData;
  readonly bigEndian: boolean;
}

/**
 * The pixels of whole rows of a large image without an intermediate copy: the file's own bytes if it is not
 * compressed, otherwise its tiles unpacked into reused memory. Undefined for any other image.
 */
export async function readStored(
  file: FitsFile,
  hdu: Hdu,
  box: Box,
  plane: number,
): Promise<Stored | undefined> {
  const { image } = hdu;
  const { x, y, width, height } = box;
  const ArrayType = arrays[image.bitpix];
  const inside = x === 0 && width === image.width && y >= 0 && y + height <= image.height;
  if (!ArrayType || !inside || width * height < WORTH_IT) return undefined;
  const size = Math.abs(image.bitpix) / 8;
  const length = width * height * size;
  if (length > MOST_BYTES) return undefined;
  const arrayOn = ({ buffer, byteOffset }: Uint8Array<ArrayBuffer>) =>
    new ArrayType(buffer, byteOffset, width * height);
  if (hdu.type === "compressed") {
    const data = arrayOn(memoryFor(file, length));
    await image.readInto(data, { x, y, width, height, plane });
    return { data, bigEndian: false };
  }
  if (hdu.type !== "primary" && hdu.type !== "image") return undefined;
  // Constant images have no data bytes of their own.
  if (hdu.place.dataBytes < image.width * image.height * image.planes * size) return undefined;
  const first = hdu.place.dataOffset + (plane * image.height + y) * image.width * size;
  const memory = storedBytes(file, first, length);
  if (!memory) return undefined;
  const swapped = swap(Buffer.from(memory.buffer, memory.byteOffset, length), size);
  return { data: arrayOn(memory), bigEndian: !swapped };
}

/** Swaps the bytes of long numbers in place; 16-bit pixels can be drawn at full speed unswapped. */
function swap(bytes: Buffer, size: number): boolean {
  if (!LITTLE_ENDIAN || size < 4) return false;
  if (size === 4) bytes.swap32();
  else bytes.swap64();
  return true;
}
