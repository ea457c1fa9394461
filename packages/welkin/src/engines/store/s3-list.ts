import { ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { compareKeys, isKey } from "./keys.ts";
import { attempt } from "./s3-errors.ts";
import { describe } from "./s3-read.ts";
import type { ObjectInfo } from "./store.ts";

/** What ListObjectsV2 returns at a time. */
const PAGE = 1000;

/**
 * The objects under `root` whose key begins with `prefix` and comes after `after`, in byte order of their keys. A
 * page begins after the last key of the previous one, so that a list that repeats itself ends.
 */
export async function* listObjects(
  client: S3Client,
  bucket: string,
  root: string,
  options: { readonly prefix: string; readonly after: string; readonly limit: number },
): AsyncGenerator<ObjectInfo> {
  const { prefix, after } = options;
  let left = options.limit;
  let last = after;
  while (left > 0) {
    const question = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: root + prefix,
      MaxKeys: Math.min(left, PAGE),
      ...(last !== "" && { StartAfter: root + last }),
    });
    const page = await attempt(prefix, client.send(question));
    const fresh = (page.Contents ?? [])
      .map((facts) => describe(facts.Key?.slice(root.length) ?? "", facts))
      .filter(({ key }) => compareKeys(key, last) > 0);
    last = fresh.at(-1)?.key ?? last;
    // Other programs may have written to the bucket, under names that are not keys here.
    const ours = fresh.filter(({ key }) => isKey(key));
    yield* ours;
    left -= ours.length;
    if (!page.IsTruncated || fresh.length === 0) return;
  }
}
