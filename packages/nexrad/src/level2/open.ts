import { NexradError } from "../errors.ts";
import { readContainer, type VolumeHeader, type VolumeRecord } from "./container.ts";
import { unwrap } from "./unwrap.ts";
import type { VolumeSource } from "./volume.ts";

/** A volume's records, located but not yet decompressed. */
export interface OpenVolume {
  readonly header?: VolumeHeader;
  /** In the order of the radials. */
  readonly records: readonly VolumeRecord[];
  readonly source?: Omit<VolumeSource, "records">;
  /** Errors found so far. */
  readonly errors: readonly NexradError[];
}

/**
 * Opens one file in any wrapper.
 *
 * @throws NexradError `LEVEL2_EMPTY`, `LEVEL2_NOT_LEVEL2`, `LEVEL2_TOO_LARGE`, or an error of the wrapper
 */
export function openFile(input: Uint8Array, maxBytes: number): OpenVolume {
  if (input.length === 0) throw new NexradError("LEVEL2_EMPTY", "There are no bytes to decode");
  // A plain view: the `slice` of Node's Buffer does not copy, and an executor may rely on a copy.
  const plain = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  const { bytes, wrapper, error } = unwrap(plain, maxBytes);
  return {
    ...readContainer(bytes),
    source: { bytes: input.length, wrapper },
    errors: error ? [error] : [],
  };
}
