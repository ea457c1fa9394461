import type { Bucket } from "../../engines/buckets/index.ts";
import { daysOf, stampOf, timeOf } from "./names.ts";
import type { Offer, Source } from "./source.ts";

/**
 * Level II volumes in a public bucket: `2013/05/20/KTLX/KTLX20130520_201643_V06`, one folder per day and radar; the
 * oldest are named `KTLX19990503_235621.gz`. Names sort by time, so a list can begin where the previous one ended.
 */
export function archiveSource(bucket: Bucket, sites: readonly string[]): Source {
  return {
    name: "archive",
    feeds: sites,
    series: [""],
    incremental: true,
    async *list({ feed: site, from = new Date(0), to, signal }) {
      for (const day of daysOf(from, to)) {
        const prefix = `${day.toISOString().slice(0, 10).replaceAll("-", "/")}/${site}/`;
        const first = from > day ? from : new Date(day.getTime() - 1000);
        const startAfter = `${prefix}${site}${stampOf(first)}`;
        for await (const { key, size } of bucket.list(prefix, { startAfter, signal })) {
          const offer = read(key, site, size);
          if (offer) yield offer;
        }
      }
    },
    get: (key, options) => bucket.get(key, options),
  };
}

/** A file's offer; undefined for files beside the volumes that are not volumes (`…_MDM`). */
function read(key: string, site: string, bytes: number): Offer | undefined {
  const name = key.slice(key.lastIndexOf("/") + 1);
  if (name === "" || /_MDM(\.|$)/.test(name)) return undefined;
  const match = /^([A-Z0-9]{4})(\d{8})_(\d{6})(_V\d\d)?(\.(gz|bz2|Z))?$/.exec(name);
  const time = timeOf(match?.[2] ?? "", match?.[3] ?? "");
  const offer = { key, name, bytes, version: String(bytes) };
  if (match?.[1] !== site || !time) {
    return { ...offer, problem: `Its name is not that of a volume of ${site}.` };
  }
  return { ...offer, time };
}
