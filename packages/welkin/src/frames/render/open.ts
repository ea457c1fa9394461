import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { FitsError, type FitsFile, type FitsSource, openFits } from "@welkin/fits";
import { fitsOptions } from "../fits.ts";
import { giveBack, takeMemory } from "./memory.ts";

/** Most memory that a thread may use for one frame, bytes. */
const LIMITS = { maxArrayBytes: 2 ** 29, maxUnwrappedBytes: 2 ** 29 };

/** A file on disk that is being processed, with memory that is freed afterwards. */
class Disk {
  readonly handle: number;
  readonly size: number;
  readonly #taken: Uint8Array<ArrayBuffer>[] = [];

  constructor(handle: number) {
    this.handle = handle;
    this.size = fstatSync(handle).size;
  }

  /** Memory that is valid until the file is closed. */
  take(bytes: number): Uint8Array<ArrayBuffer> {
    const memory = takeMemory(bytes);
    this.#taken.push(memory);
    return memory;
  }

  read(into: Uint8Array, offset: number): number {
    let got = 0;
    while (got < into.length) {
      const read = readSync(this.handle, into, got, into.length - got, offset + got);
      if (read === 0) break;
      got += read;
    }
    return got;
  }

  release(): void {
    for (const memory of this.#taken.splice(0)) giveBack(memory);
  }

  close(): void {
    closeSync(this.handle);
    this.release();
  }
}

/** The disks of files that are not compressed as a whole. */
const disks = new WeakMap<FitsFile, Disk>();

/**
 * Opens a FITS file on disk while `work` runs; its data need not stay valid after that. For pool threads: reading
 * blocks.
 *
 * @throws FitsError, and file system errors.
 */
export async function withFits<Result>(
  path: string,
  work: (file: FitsFile) => Promise<Result>,
): Promise<Result> {
  const disk = new Disk(openSync(path, "r"));
  try {
    const file = await openFits(sourceOf(disk), { ...fitsOptions, limits: LIMITS });
    if (isPlain(disk)) disks.set(file, disk);
    return await work(file);
  } finally {
    disk.close();
  }
}

/**
 * Bytes of a file as stored, in memory that is valid until the file is closed; undefined if the file is compressed as
 * a whole.
 *
 * @throws FitsError FITS_TRUNCATED
 */
export function storedBytes(
  file: FitsFile,
  offset: number,
  length: number,
): Uint8Array<ArrayBuffer> | undefined {
  const disk = disks.get(file);
  if (!disk) return undefined;
  if (offset + length > disk.size) {
    throw new FitsError(
      "FITS_TRUNCATED",
      `the image ends at byte ${offset + length} of ${disk.size}`,
    );
  }
  const memory = disk.take(length).subarray(0, length);
  if (disk.read(memory, offset) < length) {
    throw new FitsError("FITS_TRUNCATED", `${length} bytes wanted`, { offset });
  }
  return memory;
}

/** Memory for pixels of a file, until it is closed. */
export function memoryFor(file: FitsFile, bytes: number): Uint8Array<ArrayBuffer> {
  return disks.get(file)?.take(bytes) ?? new Uint8Array(bytes);
}

/** Frees all memory for pixels of a file: planes read from it must not be used any more. */
export function releaseMemory(file: FitsFile): void {
  disks.get(file)?.release();
}

function isPlain(disk: Disk): boolean {
  const begin = new Uint8Array(6);
  disk.read(begin, 0);
  return String.fromCharCode(...begin) === "SIMPLE";
}

function sourceOf(disk: Disk): FitsSource {
  const { size } = disk;
  return {
    size,
    read: async (offset, length) => {
      // The part that is not filled is cut off.
      const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - offset)));
      return bytes.subarray(0, disk.read(bytes, offset));
    },
  };
}
