import { crc32 } from "node:zlib";
import { type PackedOrbits, packedOn } from "./packed.ts";

/** Orbits at one time, MJD TDB: the calm ones and the others. */
export interface Standing {
  readonly mjd: number;
  readonly calm: PackedOrbits;
  readonly restless: PackedOrbits;
}

/**
 * Orbits as bytes, little-endian: the name of the format, the time, how many bytes the calm and the restless orbits
 * take, the CRC-32 of everything that follows, the orbits' memory.
 */
const MAGIC = 0x314f5057; // "WPO1"
const HEAD = 24;

export function* snapshotParts({ mjd, calm, restless }: Standing): Generator<Uint8Array> {
  const parts = [calm, restless].map(({ memory }) => new Uint8Array(memory));
  const head = new DataView(new ArrayBuffer(HEAD));
  head.setUint32(0, MAGIC, true);
  head.setUint32(4, parts[0]!.length, true);
  head.setUint32(8, parts[1]!.length, true);
  head.setUint32(
    12,
    parts.reduce((crc, part) => crc32(part, crc), 0),
    true,
  );
  head.setFloat64(16, mjd, true);
  yield new Uint8Array(head.buffer);
  yield* parts;
}

/** What was written, or nothing if it is damaged. */
export function readSnapshot(bytes: Uint8Array): Standing | undefined {
  if (bytes.length < HEAD) return undefined;
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [calm, restless] = [head.getUint32(4, true), head.getUint32(8, true)];
  const isWhole = head.getUint32(0, true) === MAGIC && HEAD + calm + restless === bytes.length;
  if (!isWhole || crc32(bytes.subarray(HEAD)) !== head.getUint32(12, true)) return undefined;
  const shared = (begin: number, length: number) => {
    const memory = new SharedArrayBuffer(length);
    new Uint8Array(memory).set(bytes.subarray(begin, begin + length));
    return packedOn(memory);
  };
  return {
    mjd: head.getFloat64(16, true),
    calm: shared(HEAD, calm),
    restless: shared(HEAD + calm, restless),
  };
}
