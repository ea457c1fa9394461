import { z } from "zod";
import { intersections } from "./footprints/index.ts";

const text = (limit: number) => z.string().max(limit);

/** A name in a query, given once or repeatedly; or several, separated by commas. */
const List = z
  .union([text(4000), z.array(text(200)).max(200)])
  .transform((given) => (typeof given === "string" ? given.split(",") : given))
  .transform((names) => names.map((name) => name.trim()).filter((name) => name !== ""));

const dateText = text(64).meta({ description: "UTC: ISO 8601, MJD or JD" });
const DateGiven = z.union([dateText, z.number()]);
export const Format = z.enum(["json", "csv", "votable"]);
export const ObservatoryCode = z.string().regex(/^[0-9A-Za-z]\d\d$/, "a code such as T05");
export const SourceName = z.string().max(64);

/** Query parameters that select the observations to search. */
const windowQuery = {
  start: dateText.optional(),
  stop: dateText.optional(),
  source: List.optional().meta({ description: "Only these sources; all by default" }),
  filter: List.optional().meta({ description: "Only exposures through these filters" }),
  maglimit: z.coerce
    .number()
    .min(-50)
    .max(50)
    .optional()
    .meta({ description: "Only observations at least this deep, mag" }),
};

const RadiusGiven = z.coerce.number().min(0).max(600);

export const FixedQuery = z.strictObject({
  ra: z.coerce.number().min(0).max(360).optional().meta({ description: "Degrees, ICRF" }),
  dec: z.coerce.number().min(-90).max(90).optional(),
  radius: RadiusGiven.default(0).meta({ description: "arcmin; 0 for a point" }),
  polygon: text(256 * 1024)
    .optional()
    .meta({ description: "Instead of a point: ra:dec,ra:dec,… in degrees" }),
  intersection: z.enum(intersections).default("ImageIntersectsArea"),
  ...windowQuery,
  format: Format.optional(),
  limit: z.coerce.number().int().min(1).max(100_000).optional(),
  cursor: text(64).optional(),
});

const bodyWindow = {
  start: DateGiven.optional(),
  stop: DateGiven.optional(),
  sources: z.array(SourceName).max(200).default([]),
  filters: z.array(text(64)).max(100).optional(),
  maglimit: z.number().min(-50).max(50).optional(),
};

export const FixedBody = z.strictObject({
  ra: z.number().min(0).max(360).optional(),
  dec: z.number().min(-90).max(90).optional(),
  radius: z.number().min(0).max(600).default(0),
  polygon: z
    .union([text(256 * 1024), z.array(z.tuple([z.number(), z.number()])).max(10_000)])
    .optional(),
  intersection: z.enum(intersections).default("ImageIntersectsArea"),
  ...bodyWindow,
  format: Format.optional(),
  limit: z.number().int().min(1).max(100_000).optional(),
  cursor: text(64).optional(),
});

const manner = {
  observer: ObservatoryCode.optional().meta({
    description: "Compute for this observatory instead of each observation's own",
  }),
  padding: z.number().min(0).max(120).default(0).meta({ description: "arcmin" }),
  uncertainty: z.boolean().default(false).meta({ description: "Search the 3σ region" }),
  detectable: z.boolean().optional().meta({
    description: "Leave out hits predicted to be fainter than the observation's limit",
  }),
  cached: z.boolean().default(true).meta({ description: "Whether earlier results may be reused" }),
  ...bodyWindow,
};

const nothing = z.number().nullish();
const TableRow = z.strictObject({
  mjd: z.number().optional(),
  date: text(64).optional(),
  ra: z.number(),
  dec: z.number(),
  dra: nothing,
  ddec: nothing,
  delta: nothing,
  rh: nothing,
  phase: nothing,
  vmag: nothing,
});

/** Maximum nesting of objects and lists in an orbit; JPL's answers nest half as deep. */
const ORBIT_DEPTH = 12;

function isShallow(orbit: object): boolean {
  let level: unknown[] = [orbit];
  for (let depth = 0; depth < ORBIT_DEPTH && level.length > 0; depth++) {
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : [],
    );
  }
  return level.length === 0;
}

const whom = {
  target: z.string().min(1).max(200).optional().meta({
    description: "A name, number or designation; with an orbit or a table, the name to give it",
  }),
  orbit: z.record(z.string(), z.unknown()).refine(isShallow, "nested too deeply").optional().meta({
    description:
      "Instead of a name an orbit: {name, epoch_mjd_tdb, state_helio_icrf | elements, …}, or an answer from JPL's SBDB",
  }),
  ephemeris: z.array(TableRow).max(20_000).optional().meta({
    description:
      "Instead of a name a table of positions: mjd or date (UTC), ra, dec (degrees, ICRF), …",
  }),
};

export const SearchBody = z
  .strictObject({ ...whom, ...manner })
  .meta({ id: "SurveySearchRequest" });
export type SearchBody = z.infer<typeof SearchBody>;

export const BatchBody = z.strictObject({
  targets: z
    .array(z.union([z.string().min(1).max(200), z.strictObject(whom)]))
    .min(1)
    .max(5000),
  ...manner,
});
export type BatchBody = z.infer<typeof BatchBody>;

const EphemerisSource = z.enum(["embedded", "horizons"]).default("embedded").meta({
  description:
    "Who computes: this service, or JPL Horizons; if Horizons does not answer, this service does",
});

export const EphemerisQuery = z.strictObject({
  target: z.string().min(1).max(200),
  observer: ObservatoryCode.default("500"),
  start: dateText.optional(),
  stop: dateText.optional(),
  step: text(32).optional().meta({ description: "1d, 6h, 10m or 30s" }),
  at: List.optional().meta({ description: "Single dates" }),
  ephemeris_source: EphemerisSource,
  format: Format.optional(),
});

export const EphemerisBody = z.strictObject({
  ...whom,
  observer: ObservatoryCode.default("500"),
  start: DateGiven.optional(),
  stop: DateGiven.optional(),
  step: text(32).optional(),
  at: z.array(DateGiven).max(10_000).optional(),
  ephemeris_source: EphemerisSource,
  format: Format.optional(),
});
export type EphemerisBody = z.infer<typeof EphemerisBody>;

export const SourceView = z
  .object({
    source: z.string(),
    source_name: z.string(),
    observatories: z.array(z.string()),
    built_in: z.boolean(),
    count: z.number().int(),
    nights: z.number().int(),
    mjd_first: z.number().nullable(),
    mjd_last: z.number().nullable(),
    updated: z.iso.datetime().nullable(),
  })
  .loose()
  .meta({ id: "SurveySource" });

const Failure = z.object({ code: z.string(), message: z.string() });

export const SearchView = z
  .object({
    id: z.uuid(),
    state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
    position: z.number().int().nullable().meta({ description: "Searches waiting before it" }),
    job: z.uuid().nullable().meta({ description: "Null if the answer was already there" }),
    batch: z.uuid().nullable(),
    target: z.string().nullable(),
    orbit: z.record(z.string(), z.unknown()).nullable(),
    query: z.record(z.string(), z.unknown()),
    count: z.number().int(),
    searched: z.number().int().nullable(),
    revision: z.number().int().nullable(),
    sources: z.array(
      z.object({
        source: z.string(),
        source_name: z.string(),
        state: z.enum(["waiting", "done", "failed"]),
        count: z.number().int(),
        cached: z.boolean(),
        revision: z.number().int().nullable(),
        seconds: z.number().nullable(),
        error: Failure.nullable(),
      }),
    ),
    provenance: z.record(z.string(), z.unknown()).nullable(),
    notes: z.array(z.object({ code: z.string(), message: z.string() })),
    timing: z.record(z.string(), z.number()).nullable(),
    error: Failure.nullable(),
    created: z.iso.datetime(),
    started: z.iso.datetime().nullable(),
    ended: z.iso.datetime().nullable(),
    links: z.object({
      self: z.string(),
      results: z.string(),
      events: z.string(),
      job: z.string().nullable(),
    }),
  })
  .meta({ id: "SurveySearch" });
export type SearchView = z.infer<typeof SearchView>;
