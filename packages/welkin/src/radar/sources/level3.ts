import type { Bucket } from "../../engines/buckets/index.ts";
import { stampOf, timeOf } from "./names.ts";
import type { Offer, Source } from "./source.ts";

/**
 * Level III products in a public bucket without folders: `TLX_N0B_2013_05_20_20_16_43`, the radar by the last three
 * of its letters. Each product of a radar is listed separately.
 */
export function level3Source(
  bucket: Bucket,
  sites: readonly string[],
  products: readonly string[],
): Source {
  return {
    name: "level3",
    feeds: products.length === 0 ? [] : sites,
    series: products,
    incremental: true,
    async *list({ feed: site, series: product, from = new Date(0), signal }) {
      const prefix = `${site.slice(-3)}_${product}_`;
      const startAfter = `${prefix}${stampOf(from, "_")}`;
      for await (const { key, size } of bucket.list(prefix, { startAfter, signal })) {
        yield read(key, prefix, size);
      }
    },
    get: (key, options) => bucket.get(key, options),
  };
}

function read(key: string, prefix: string, bytes: number): Offer {
  const stamp = key.slice(prefix.length).split("_");
  const isStamp = stamp.length === 6 && stamp.every((part) => /^\d{2,4}$/.test(part));
  const time = isStamp ? timeOf(stamp.slice(0, 3).join(""), stamp.slice(3).join("")) : undefined;
  const offer = { key, name: key, bytes, version: String(bytes) };
  return time ? { ...offer, time } : { ...offer, problem: "Its name is not that of a product." };
}
