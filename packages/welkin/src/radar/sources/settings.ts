import { listSites } from "@welkin/nexrad";
import { z } from "zod";

/** Settings of sources that need parsing. */

/** Names of the sources in settings, catalogue and API. */
export const sourceNames = ["archive", "chunks", "level3", "folder", "http"] as const;
export type SourceName = (typeof sourceNames)[number];

const listOf = (text: string) => [
  ...new Set(
    text
      .split(/[\s,]+/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
];

export const Sites = z
  .string()
  .transform((text) => listOf(text.toUpperCase()))
  .pipe(z.array(z.string().regex(/^[A-Z][A-Z0-9]{3}$/)).max(500));

export const Products = z
  .string()
  .transform((text) => listOf(text.toUpperCase()))
  .pipe(z.array(z.string().regex(/^[A-Z0-9]{3}$/)).max(200));

export const Urls = z
  .string()
  .transform(listOf)
  .pipe(z.array(z.url({ protocol: /^https?$/ })).max(100));

/** Minutes, for all sources and for some; 0 is no limit. */
export type MinutesBySource = { readonly all: number } & { readonly [Name in SourceName]?: number };

const MAX_MINUTES = 60 * 24 * 366 * 100;
const entry = new RegExp(`^(?:(${sourceNames.join("|")})=)?(\\d{1,8})$`);

/** `180`, or `180,folder=1440,level3=60`. A folder's files are the user's own: no limit unless it is named. */
export const Minutes = z.string().transform((text, context): MinutesBySource => {
  const minutes: Record<string, number> & { all: number } = { all: 180, folder: 0 };
  for (const part of listOf(text)) {
    const [, name = "all", count] = entry.exec(part) ?? [];
    if (count === undefined) context.addIssue(`${part} is not understood`);
    minutes[name] = Math.min(Number(count), MAX_MINUTES);
  }
  return minutes;
});

/** The limit for a source; undefined if there is none. */
export function minutesOf(minutes: MinutesBySource, source: SourceName): number | undefined {
  return (minutes[source] ?? minutes.all) || undefined;
}

export function archiveSite(text: string): string {
  return text.trim().toUpperCase();
}

/** Level III names a radar by three letters: PDT is KPDT, JUA is TJUA. */
export function siteOfLevel3(text: string): string {
  const name = text.trim().toUpperCase();
  if (name.length !== 3) return name;
  const known = listSites().filter(({ id }) => id.endsWith(name));
  return (known.find(({ kind }) => kind === "WSR-88D") ?? known[0])?.id ?? `K${name}`;
}
