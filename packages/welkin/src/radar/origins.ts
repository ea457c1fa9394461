/** Sources of files that somebody requested. */
const askedFor = new Set(["upload", "backfill"]);

/** Whether files from one source are kept longer than those from another. */
export function isKeptLonger(source: string, than: string): boolean {
  return askedFor.has(source) && !askedFor.has(than);
}
