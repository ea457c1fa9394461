import type { Bucket } from "../../../engines/buckets/index.ts";
import { type ChunkKey, isToCome, parseChunkKey } from "./chunk-key.ts";

/** A volume in the bucket of chunks. */
interface Found {
  readonly number: number;
  /** The first of its chunks in the bucket. */
  readonly first: ChunkKey;
}

/**
 * The newest volume of a radar. Volume numbers wrap, so in their order times rise, fall once, and rise again:
 * bisection finds the newest. If there are gaps or leftovers of an earlier round, the list of a volume gives its
 * latest.
 */
export async function findNewest(
  bucket: Bucket,
  site: string,
  now: Date,
  signal: AbortSignal,
): Promise<Found | undefined> {
  const numbers: number[] = [];
  for await (const prefix of bucket.prefixes(`${site}/`, { signal })) {
    const number = Number(/\/(\d{1,3})\/$/.exec(prefix)?.[1]);
    if (number >= 1 && number <= 999) numbers.push(number);
  }
  numbers.sort((a, b) => a - b);
  const known = new Map<number, Promise<Found | undefined>>();
  const at = (place: number) => {
    const number = numbers[place] ?? 0;
    const found = known.get(number) ?? newestOf(bucket, site, number, now, signal);
    known.set(number, found);
    return found;
  };
  const timeAt = async (place: number) => (await at(place))?.first.time.getTime() ?? 0;
  if (numbers.length === 0) return undefined;
  // The last place whose time is not before that of the first.
  const begin = await timeAt(0);
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((await timeAt(middle)) >= begin) low = middle;
    else high = middle - 1;
  }
  const candidates = await Promise.all([at(low), at(numbers.length - 1)]);
  return candidates.reduce((one, other) =>
    (other?.first.time.getTime() ?? 0) > (one?.first.time.getTime() ?? 0) ? other : one,
  );
}

async function newestOf(
  bucket: Bucket,
  site: string,
  number: number,
  now: Date,
  signal: AbortSignal,
): Promise<Found | undefined> {
  let first: ChunkKey | undefined;
  for await (const { key } of bucket.list(`${site}/${number}/`, { signal })) {
    const chunk = parseChunkKey(key, site, number);
    if (!chunk || isToCome(chunk.time, now)) continue;
    if (!first || chunk.stamp > first.stamp) first = chunk;
  }
  return first && { number, first };
}
