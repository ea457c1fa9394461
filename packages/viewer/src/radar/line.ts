import { api, type EntryPage } from "./api.ts";
import type { State } from "./store.ts";

type Line = Pick<State, "line" | "earlier" | "latest">;

const asLine = ({ entries, next }: EntryPage, latest: boolean): Line => ({
  line: entries.toReversed(),
  earlier: next,
  latest,
});

/** The newest entries of a site's volumes, or of one of its products. */
export const newestLine = async (site: string, product: string | undefined): Promise<Line> =>
  asLine(await api.entries(site, product, {}), true);

/**
 * The newest entries, or those up to a given time if that is earlier. If an entry is named, it is in the timeline, or
 * the timeline is the newest.
 */
export async function lineUpTo(
  site: string,
  product: string | undefined,
  wanted: { time: string; id?: string } | undefined,
): Promise<Line> {
  const newest = await api.entries(site, product, {});
  const oldest = newest.entries.at(-1);
  const isBefore = oldest && wanted && Date.parse(wanted.time) < Date.parse(oldest.time);
  if (!isBefore) return asLine(newest, true);
  const older = await api.entries(site, product, { to: wanted.time });
  const has = ({ entries }: EntryPage) =>
    wanted.id === undefined ? entries.length > 0 : entries.some(({ id }) => id === wanted.id);
  return has(newest) || !has(older) ? asLine(newest, true) : asLine(older, false);
}
