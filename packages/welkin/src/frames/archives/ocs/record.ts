import { z } from "zod";
import type { Frame } from "../archive.ts";
import { basenameOf, digest, keyPart } from "../names.ts";

/** A text, in whatever type the archive writes it; anything else counts as missing. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined);

const number = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .nullish()
  .catch(undefined);

const Version = z.looseObject({ md5: text, key: text, created: text, url: text });

/** A frame of the OCS Science Archive's API, as far as it is read here. */
const Record_ = z.looseObject({
  id: z.union([z.number().int().nonnegative(), z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)]),
  basename: text,
  filename: text,
  url: text,
  configuration_type: text,
  proposal_id: text,
  request_id: text,
  reduction_level: number,
  primary_optical_element: text,
  observation_date: text,
  exposure_time: number,
  target_name: text,
  instrument_id: text,
  site_id: text,
  telescope_id: text,
  public_date: text,
  version_set: z.array(Version).nullish().catch(undefined),
  area: z
    .object({ type: z.literal("Polygon"), coordinates: z.array(z.array(z.array(z.number()))) })
    .nullish()
    .catch(undefined),
});

/** The names of the same fields in archives before OCS. */
const oldNames: Readonly<Record<string, string>> = {
  OBSTYPE: "configuration_type",
  PROPID: "proposal_id",
  REQNUM: "request_id",
  RLEVEL: "reduction_level",
  FILTER: "primary_optical_element",
  DATE_OBS: "observation_date",
  EXPTIME: "exposure_time",
  OBJECT: "target_name",
  INSTRUME: "instrument_id",
  SITEID: "site_id",
  TELID: "telescope_id",
  L1PUBDAT: "public_date",
};

/** A page of a list. */
export const FrameList = z.looseObject({
  count: z.number().int().nonnegative().nullish(),
  next: z.string().nullish(),
  results: z.array(z.unknown()).max(10_000),
});

/** A frame, and the signed URL of its file, which is not disclosed. */
export interface FoundFrame {
  readonly frame: Frame;
  readonly url: string | undefined;
}

/** Reads a record; undefined if it is invalid. */
export function readRecord(archive: string, json: unknown): FoundFrame | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  const named = withNewNames(json as Record<string, unknown>);
  const read = Record_.safeParse(named);
  if (!read.success) return undefined;
  const record = read.data;
  const newest = (record.version_set ?? []).reduce(
    (last, version) => ((version.created ?? "") > (last?.created ?? "") ? version : last),
    record.version_set?.[0],
  );
  const filename = record.filename ?? "";
  const url = record.url ?? newest?.url ?? undefined;
  const frame: Frame = {
    archive,
    id: String(record.id),
    basename: record.basename ?? basenameOf(filename),
    filename,
    version: versionOf(newest, filename, url),
    ...told("proposalId", record.proposal_id),
    ...told("configurationType", record.configuration_type?.toUpperCase()),
    // Frames without a request have null, or 0.
    ...told("requestId", record.request_id === "0" ? null : record.request_id),
    ...told("reductionLevel", record.reduction_level),
    ...told("filter", record.primary_optical_element),
    ...told("observedAt", dateOf(record.observation_date)),
    ...told("exposure", record.exposure_time),
    ...told("target", record.target_name),
    ...told("instrument", record.instrument_id),
    ...told("site", record.site_id),
    ...told("telescope", record.telescope_id),
    ...told("publicDate", dateOf(record.public_date)),
    ...told("footprint", cornersOf(record.area?.coordinates[0])),
    extra: withoutLinks(named),
  };
  return { frame, url };
}

function withNewNames(json: Record<string, unknown>): Record<string, unknown> {
  const named = { ...json };
  for (const [old, name] of Object.entries(oldNames)) {
    if (Object.hasOwn(json, old) && !Object.hasOwn(json, name)) named[name] = json[old];
  }
  return named;
}

function withoutLinks({ url: _, version_set, thumbnails: __, ...rest }: Record<string, unknown>) {
  const versions = Array.isArray(version_set)
    ? version_set.map((version) => {
        const { url: ___, ...facts } = Object(version) as Record<string, unknown>;
        return facts;
      })
    : undefined;
  return { ...rest, ...(versions && { version_set: versions }) };
}

/** The checksum of the newest version; for archives that give none, something else that changes with the file. */
function versionOf(
  newest: z.output<typeof Version> | undefined,
  filename: string,
  url: string | undefined,
): string {
  if (newest?.md5) return keyPart(newest.md5);
  if (newest?.key) return digest(newest.key);
  // The query string of a signed URL changes each time.
  return digest(`${filename}\n${url?.split("?")[0] ?? ""}`);
}

function dateOf(text: string | null | undefined): Date | undefined {
  if (!text) return undefined;
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes("T") ? text : `${text}Z`;
  const date = new Date(zoned);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The outer ring of a GeoJSON polygon, which repeats its first corner. */
function cornersOf(ring: readonly (readonly number[])[] | undefined) {
  const corners = ring?.slice(0, -1).map(([ra = 0, dec = 0]) => [(ra + 360) % 360, dec] as const);
  const sensible = corners?.every(([ra, dec]) => Number.isFinite(ra) && Math.abs(dec) <= 90);
  return sensible && corners && corners.length >= 3 && corners.length <= 1000 ? corners : undefined;
}

function told<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { readonly [Key in Name]?: Value } {
  const isTold = value !== undefined && value !== null && value !== "";
  return isTold ? ({ [name]: value } as { [Key in Name]: Value }) : {};
}
