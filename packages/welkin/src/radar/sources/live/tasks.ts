/** Work on chunks in pool threads. */
import {
  decodeLevel2,
  decompressRecord,
  type MomentName,
  type RecordExecutor,
} from "@welkin/nexrad";
import type { PoolTask } from "../../../engines/pool/index.ts";
import { namedTable } from "../../colors.ts";
import {
  drawField,
  factsOf,
  fieldOf,
  type Picture,
  type PictureStyle,
  type VolumeFacts,
} from "../../tasks.ts";

/** A chunk's contents. */
export interface ChunkContents {
  readonly site: string;
  readonly time: Date;
  readonly records: number;
  readonly sweeps: readonly {
    readonly elevationNumber: number;
    readonly radials: number;
    readonly azimuthSpacing: number;
    /** From its first radial to its last, milliseconds. */
    readonly duration: number;
  }[];
}

/** A decompressed record, and where it begins in its file. */
export interface OpenRecord {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** How much of a chunk's records is kept for rereading; a record of 120 radials takes 1.7 MB. */
const MAX_OPEN = 8 * 1024 ** 2;

/** Reads a chunk's contents. Returns its records decompressed, since that is most of the work. */
export const scanChunkTask: PoolTask<
  Uint8Array,
  Promise<{ readonly contents: ChunkContents; readonly open: readonly OpenRecord[] }>
> = {
  module: new URL(import.meta.url),
  name: "scanChunk",
};

export async function scanChunk(
  file: Uint8Array,
): ReturnType<NonNullable<typeof scanChunkTask.types>> {
  const open: OpenRecord[] = [];
  let size = 0;
  const executor: RecordExecutor = async (record, maxBytes) => {
    // What does not fit fails here, and is left to the decoder, which keeps nothing.
    const bytes = decompressRecord(record, Math.min(maxBytes, MAX_OPEN - size));
    size += bytes.length;
    open.push({ at: placeIn(file, record), bytes });
    return bytes;
  };
  const volume = await decodeLevel2(file, { moments: [], executor });
  const { site, time, source, sweeps } = volume;
  return {
    contents: {
      site,
      time,
      records: source?.records ?? 0,
      sweeps: sweeps.map(({ elevationNumber, radials, azimuthSpacing, startTime, endTime }) => ({
        elevationNumber,
        radials,
        azimuthSpacing,
        duration: endTime.getTime() - startTime.getTime(),
      })),
    },
    open,
  };
}

/** Where a record begins in its file; -1 if it is not stored there unchanged. */
function placeIn(file: Uint8Array, record: Uint8Array): number {
  return record.buffer === file.buffer ? record.byteOffset - file.byteOffset : -1;
}

/** Decodes one sweep from the chunks that contain it, and draws its pictures. */
export const readSweepTask: PoolTask<
  {
    readonly bytes: Uint8Array;
    /** Its records that are already decompressed. */
    readonly open: readonly OpenRecord[];
    readonly site: string;
    readonly elevationNumber: number;
    /** Its index in the volume. */
    readonly index: number;
    readonly moments: readonly MomentName[];
    readonly style: Omit<PictureStyle, "table">;
  },
  Promise<{
    readonly facts: VolumeFacts;
    readonly pictures: readonly (Picture & { moment: MomentName; table: string })[];
  }>
> = { module: new URL(import.meta.url), name: "readSweep" };

export async function readSweep(
  input: Parameters<NonNullable<typeof readSweepTask.types>>[0],
): ReturnType<NonNullable<typeof readSweepTask.types>> {
  const { bytes, site, elevationNumber, index, moments, style } = input;
  const open = new Map(input.open.map((record) => [record.at, record.bytes]));
  const executor: RecordExecutor = async (record) => {
    const known = open.get(placeIn(bytes, record));
    // The decoder then decompresses it itself.
    if (!known) throw new Error("not known");
    return known;
  };
  const volume = await decodeLevel2(bytes, { site, executor });
  const sweep = volume.sweeps.find((found) => found.elevationNumber === elevationNumber);
  const facts = factsOf({ ...volume, sweeps: sweep ? [{ ...sweep, index }] : [] });
  const pictures: (Picture & { moment: MomentName; table: string })[] = [];
  for (const name of moments) {
    const moment = sweep?.moments.get(name);
    if (!sweep || !moment) continue;
    const table = namedTable(name).name;
    const field = fieldOf(facts, sweep, moment);
    pictures.push({
      ...(await drawField({ field, style: { ...style, table } })),
      moment: name,
      table,
    });
  }
  return { facts, pictures };
}
