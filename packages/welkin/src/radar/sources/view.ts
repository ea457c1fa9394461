import { z } from "zod";
import type { SourceFiles } from "./files.ts";
import { type MinutesBySource, minutesOf, type SourceName, sourceNames } from "./settings.ts";
import type { FeedRow } from "./tables.ts";

const time = z.iso.datetime();
const count = z.number().int();

/** The state of following one feed of a source. */
export const SourceStatus = z
  .object({
    source: z.enum(sourceNames),
    feed: z.string().meta({ description: "A radar, or a folder" }),
    window: count.optional().meta({ description: "Minutes; older observations are not fetched" }),
    keep: count.optional().meta({ description: "Minutes; older observations are removed" }),
    newest: time.optional().meta({ description: "Time of the newest observation from it" }),
    lag: z.number().optional().meta({ description: "Seconds since then" }),
    checked: time.optional().meta({ description: "When it was last checked" }),
    success: time.optional().meta({ description: "When it was last checked successfully" }),
    error: z
      .object({ time, reason: z.string(), over: z.boolean() })
      .optional()
      .meta({ description: "The last failure, and whether it has worked since" }),
    files: z.object({ waiting: count, done: count, failed: count, skipped: count }),
    problems: z
      .array(
        z.object({
          file: z.string(),
          state: z.enum(["waiting", "done", "failed", "skipped"]),
          reason: z.string(),
          tries: count,
          time,
        }),
      )
      .meta({
        description:
          "The last files that failed, were skipped, are waiting to be retried, or are incomplete",
      }),
  })
  .meta({ id: "RadarSource" });

export type SourceStatus = z.infer<typeof SourceStatus>;

const MAX_PROBLEMS = 20;

/** The state of every followed feed. */
export async function sourceStatuses(house: {
  readonly feeds: readonly { readonly source: SourceName; readonly feed: string }[];
  readonly files: SourceFiles;
  readonly window: MinutesBySource;
  readonly keep: ReadonlyMap<string, number>;
  readonly now: Date;
}): Promise<SourceStatus[]> {
  const { feeds, files, window, keep, now } = house;
  const id = ({ source, feed }: { source: string; feed: string }) => `${source}\n${feed}`;
  const known = new Map((await files.feeds()).map((row) => [id(row), row]));
  const counts = new Map<string, SourceStatus["files"]>();
  for (const row of await files.counts()) {
    const states = counts.get(id(row)) ?? { waiting: 0, done: 0, failed: 0, skipped: 0 };
    states[row.state] = Number(row.count);
    counts.set(id(row), states);
  }
  return Promise.all(
    feeds.map(async (place) => {
      const { source, feed } = place;
      const [wanted, kept] = [minutesOf(window, source), keep.get(source)];
      return {
        source,
        feed,
        ...(wanted !== undefined && { window: wanted }),
        ...(kept !== undefined && { keep: kept }),
        ...freshness(known.get(id(place)), now),
        files: counts.get(id(place)) ?? { waiting: 0, done: 0, failed: 0, skipped: 0 },
        problems: await problemsOf(files, source, feed),
      };
    }),
  );
}

function freshness(row: FeedRow | undefined, now: Date) {
  if (!row) return {};
  const { newest, checked_at, succeeded_at, failed_at, error } = row;
  const over = failed_at !== null && succeeded_at !== null && succeeded_at > failed_at;
  return {
    ...(newest && {
      newest: newest.toISOString(),
      lag: Math.round((now.getTime() - newest.getTime()) / 1000),
    }),
    ...(checked_at && { checked: checked_at.toISOString() }),
    ...(succeeded_at && { success: succeeded_at.toISOString() }),
    ...(failed_at && {
      error: { time: failed_at.toISOString(), reason: error ?? "No reason is known.", over },
    }),
  };
}

async function problemsOf(files: SourceFiles, source: string, feed: string) {
  const rows = await files.problems(source, feed, MAX_PROBLEMS);
  return rows.map(({ key, state, reason, tries, changed_at }) => ({
    file: key,
    state,
    reason: reason ?? "",
    tries,
    time: changed_at.toISOString(),
  }));
}
