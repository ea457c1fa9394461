interface Entry {
  id: string;
  time: string;
}

/**
 * Merges a timeline, oldest first, with a newly fetched page, newest first: from its oldest entry on the page is
 * authoritative, so that an entry replaced by a better one disappears.
 */
export function mergeEntries<Each extends Entry>(
  line: readonly Each[],
  page: readonly Each[],
): Each[] {
  const oldest = page.at(-1);
  if (!oldest) return [...line];
  const before = line.filter(({ time }) => Date.parse(time) < Date.parse(oldest.time));
  return [...before, ...page.toReversed()];
}

/** The time in an entry's name plus `later` seconds, as an ISO time. */
export function entryTime(id: string, later = 0): string {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(id) ?? [];
  const start = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  return new Date(start + later * 1000).toISOString();
}
