import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { WelkinError } from "./errors.ts";
import { ArchiveUrl, BucketUrl, ConfigurationTypes, Hosts, Words } from "./frames/settings.ts";
import { Moment } from "./radar/schema.ts";
import {
  archiveSite,
  Minutes,
  Products,
  Sites,
  siteOfLevel3,
  Urls,
} from "./radar/sources/settings.ts";

/** A variable of a program that this one replaces, so that a file of its settings can be used as it is. */
interface Alias {
  readonly variable: string;
  /** What the setting would be given instead; the same text by default, and nothing where it says nothing of it. */
  readonly read?: (text: string, environment: Environment) => string | undefined;
}

/** One setting: the environment variable it comes from, what it may be, and what it is for. */
interface Setting<Schema extends z.ZodType = z.ZodType> {
  readonly variable: string;
  /** Understood where the variable itself is not set; of several that are set, all count, as a list. */
  readonly aliases?: readonly Alias[];
  readonly schema: Schema;
  /** Completes the sentence "must be …". */
  readonly expects: string;
  readonly purpose: string;
  readonly secret: boolean;
}

function setting<Schema extends z.ZodType>(
  variable: string,
  schema: Schema,
  expects: string,
  purpose: string,
  { secret = false, aliases = [] }: { secret?: boolean; aliases?: readonly Alias[] } = {},
): Setting<Schema> {
  return { variable, schema, expects, purpose, secret, aliases };
}

const units: Record<string, number> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

const size = z
  .string()
  .regex(/^\d{1,6}[KMG]?$/)
  .transform((text) => Number.parseInt(text, 10) * (units[text.replace(/\d/g, "")] ?? 1));

const whole = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(min).max(max));

const number = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));

/** The address of a service of others, which may be switched off. */
const ServiceUrl = z.union([z.literal("off"), z.url({ protocol: /^https?$/ })]);

const momentList = z
  .string()
  .transform((text) => text.split(",").map((name) => name.trim()))
  .pipe(z.array(Moment));

/** What nexrad-mapbox-backend follows of Level III: hydrometeors, then rain. */
const mapboxProducts =
  "N0H,N1H,NAH,NBH,N2H,N3H,NXH,NYH,NZH,HHC,N1P,N3P,OHA,DAA,DOD,DPR,NTP,DSP,PTA,DTA,DSD,DU3,DU6,SPD";

/** What thumbnail-service makes pictures of. */
const thumbnailTypes =
  "ARC,BIAS,BPM,DARK,DOUBLE,EXPERIMENTAL,EXPOSE,GUIDE,LAMPFLAT,SKYFLAT,SPECTRUM,STANDARD,TARGET,TRAILED";

/** The bucket of thumbnail-service, on the server that its settings name. */
function thumbnailBucket(
  bucket: string,
  { STORAGE_URL: endpoint, AWS_DEFAULT_REGION: region }: Environment,
): string {
  const query = new URLSearchParams({ ...(region && { region }), ...(endpoint && { endpoint }) });
  return `s3://${bucket}${query.size > 0 ? `?${query}` : ""}`;
}

/** nexrad-mapbox's bucket, which is in this region where no other is named. */
function mapboxBucket(bucket: string, { AWS_REGION: region }: Environment): string {
  return `s3://${bucket}?${new URLSearchParams({ region: region || "us-east-1" })}`;
}

/** The database of CATCH's settings, which have an address in parts; nothing where it is not PostgreSQL's, or not whole. */
function databaseOfCatch(host: string, environment: Environment): string | undefined {
  const { DB_DIALECT: dialect, DB_USERNAME: user, DB_PASSWORD: password } = environment;
  const name = environment["DB_DATABASE"];
  if (!dialect?.startsWith("postgresql") || !user || !name) return undefined;
  const secret = password ? `:${encodeURIComponent(password)}` : "";
  return `postgres://${encodeURIComponent(user)}${secret}@${host}/${encodeURIComponent(name)}`;
}

/** Every setting of the service. */
const settings = {
  data: setting(
    "WELKIN_DATA",
    z.string().min(1).default("./data"),
    "a folder",
    "Where the embedded database and the file store live",
  ),
  host: setting(
    "WELKIN_HOST",
    z.string().min(1).default("0.0.0.0"),
    "an address to listen on, e.g. 127.0.0.1",
    "Address to listen on; 127.0.0.1 keeps other machines out",
    { aliases: [{ variable: "API_HOST" }] },
  ),
  port: setting(
    "WELKIN_PORT",
    whole(0, 65535).default(4000),
    "a whole number from 0 to 65535",
    "Port to listen on; 0 takes any free one",
    { aliases: [{ variable: "API_PORT" }] },
  ),
  databaseUrl: setting(
    "WELKIN_DATABASE_URL",
    z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    "a PostgreSQL address, postgres://user:password@host:port/database",
    "PostgreSQL in place of the embedded database",
    { secret: true, aliases: [{ variable: "DB_HOST", read: databaseOfCatch }] },
  ),
  store: setting(
    "WELKIN_STORE",
    z
      .string()
      .regex(/^(file:|s3:\/\/)/)
      .optional(),
    "file:FOLDER or s3://BUCKET/PREFIX?region=…&endpoint=…",
    "Where pictures and raw files are kept; a folder in WELKIN_DATA by default",
    {
      aliases: [
        { variable: "PROJECT_S3_BUCKET", read: mapboxBucket },
        { variable: "AWS_BUCKET", read: thumbnailBucket },
      ],
    },
  ),
  apiKey: setting(
    "WELKIN_API_KEY",
    z.string().min(16).optional(),
    "at least 16 characters",
    "Key that writing requests must carry; without one only this machine may write",
    { secret: true },
  ),
  threads: setting(
    "WELKIN_THREADS",
    whole(1, 256).default(Math.max(1, Math.min(availableParallelism(), 8))),
    "a whole number from 1 to 256",
    "Threads that decode and render",
  ),
  uploadLimit: setting(
    "WELKIN_UPLOAD_LIMIT",
    size.default(256 * 1024 ** 2),
    "a size such as 256M",
    "Largest file taken by upload",
  ),
  cacheMemory: setting(
    "WELKIN_CACHE_MEMORY",
    size.default(64 * 1024 ** 2),
    "a size such as 64M",
    "Memory for pictures that are asked for again and again",
  ),
  rateLimit: setting(
    "WELKIN_RATE_LIMIT",
    whole(0, 1_000_000).default(6000),
    "requests a minute, 0 for no limit",
    "Requests that one address may make in a minute",
  ),
  logLevel: setting(
    "WELKIN_LOG",
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("warn"),
    "fatal, error, warn, info, debug, trace or silent",
    "How much is logged",
  ),
  radarMoments: setting(
    "WELKIN_RADAR_MOMENTS",
    momentList.default(["REF", "VEL"]),
    "moments separated by commas, of REF VEL SW ZDR PHI RHO CFP",
    "Moments whose pictures are made when a volume is ingested; others are made when asked for",
  ),
  radarWidth: setting(
    "WELKIN_RADAR_WIDTH",
    whole(64, 4096).default(1600),
    "a whole number from 64 to 4096",
    "Width of those pictures, pixels",
  ),
  pngLevel: setting(
    "WELKIN_PNG_LEVEL",
    whole(1, 9).default(6),
    "a whole number from 1 (fast) to 9 (small)",
    "How hard PNG pictures are compressed",
  ),
  simulate: setting(
    "WELKIN_SIMULATE",
    z.enum(["auto", "on", "off"]).default("auto"),
    "auto, on or off",
    "A simulated storm, sky and survey to look at; auto shows each while nothing real is held or followed",
  ),
  radarSites: setting(
    "WELKIN_RADAR_SITES",
    Sites.default([]),
    "radars separated by commas, e.g. KTLX,KLOT,TORD",
    "Radars to follow",
    {
      aliases: [
        { variable: "RADAR_SITE_L2", read: archiveSite },
        { variable: "RADAR_SITE_L3", read: siteOfLevel3 },
      ],
    },
  ),
  radarLevel2: setting(
    "WELKIN_RADAR_LEVEL2",
    z.enum(["archive", "chunks", "off"]).default("archive"),
    "archive, chunks or off",
    "Level II of those radars: whole volumes, or sweep by sweep as the radar turns",
  ),
  radarProducts: setting(
    "WELKIN_RADAR_PRODUCTS",
    Products.default([]),
    "product codes of three letters separated by commas, e.g. N0B,N0G,HHC,DAA",
    "Level III products to follow of those radars",
    { aliases: [{ variable: "RADAR_SITE_L3", read: () => mapboxProducts }] },
  ),
  radarFolder: setting(
    "WELKIN_RADAR_FOLDER",
    z.string().min(1).optional(),
    "a folder",
    "A folder whose new files are taken in",
  ),
  radarUrls: setting(
    "WELKIN_RADAR_URL",
    Urls.default([]),
    "addresses of folders, http://… or https://…, separated by commas",
    "Folders on the web whose new files are taken in: what their index page links to",
  ),
  radarWindow: setting(
    "WELKIN_RADAR_WINDOW",
    Minutes.default({ all: 180, folder: 0 }),
    "minutes, or minutes by source: 180,folder=1440,level3=60; 0 for no limit",
    "How old an observation may be to be fetched; a folder has no limit unless it is given one",
    { aliases: [{ variable: "PROCESSING_WINDOW_MINUTES" }] },
  ),
  radarKeep: setting(
    "WELKIN_RADAR_KEEP",
    Minutes.optional(),
    "minutes, or minutes by source; 0 for ever",
    "How old observations of a source may grow; an hour more than WELKIN_RADAR_WINDOW by default",
    { aliases: [{ variable: "CLEANUP_WINDOW_MINUTES" }] },
  ),
  radarPoll: setting(
    "WELKIN_RADAR_POLL",
    number(0.2, 60).default(1),
    "seconds, from 0.2 to 60",
    "How often the newest volumes are asked for new chunks; more often when a sweep is about to end",
  ),
  radarPatience: setting(
    "WELKIN_RADAR_PATIENCE",
    number(0.1, 600).default(20),
    "seconds, from 0.1 to 600",
    "How long a public bucket may be silent before it is asked again",
  ),
  radarArchiveBucket: setting(
    "WELKIN_RADAR_ARCHIVE_BUCKET",
    z.string().min(3).default("unidata-nexrad-level2"),
    "a bucket",
    "Public bucket of Level II volumes",
  ),
  radarChunksBucket: setting(
    "WELKIN_RADAR_CHUNKS_BUCKET",
    z.string().min(3).default("unidata-nexrad-level2-chunks"),
    "a bucket",
    "Public bucket of Level II chunks",
  ),
  radarLevel3Bucket: setting(
    "WELKIN_RADAR_LEVEL3_BUCKET",
    z.string().min(3).default("unidata-nexrad-level3"),
    "a bucket",
    "Public bucket of Level III products",
  ),
  radarRegion: setting(
    "WELKIN_RADAR_REGION",
    z.string().min(1).default("us-east-1"),
    "a region, e.g. us-east-1",
    "Region of the public buckets",
  ),
  horizons: setting(
    "WELKIN_HORIZONS",
    ServiceUrl.default("https://ssd.jpl.nasa.gov/api/horizons.api"),
    "http://… or https://…, or off",
    "JPL Horizons, which is asked for ephemerides and for the returns of comets",
  ),
  sbdb: setting(
    "WELKIN_SBDB",
    ServiceUrl.default("https://ssd-api.jpl.nasa.gov/sbdb.api"),
    "http://… or https://…, or off",
    "JPL's Small-Body Database, which is asked for orbits",
  ),
  framesArchive: setting(
    "WELKIN_FRAMES_ARCHIVE",
    ArchiveUrl.optional(),
    "http://… or https://…",
    "API of an OCS Science Archive that has frames",
    { aliases: [{ variable: "ARCHIVE_API_URL" }] },
  ),
  framesFolder: setting(
    "WELKIN_FRAMES_FOLDER",
    z.string().min(1).optional(),
    "a folder",
    "A folder of FITS files that everybody may see",
  ),
  framesBucket: setting(
    "WELKIN_FRAMES_BUCKET",
    BucketUrl.optional(),
    "s3://BUCKET/PREFIX?region=…&endpoint=…&signed=true",
    "A bucket of FITS files that everybody may see here; signed=true where it is not a public one",
  ),
  framesHosts: setting(
    "WELKIN_FRAMES_HOSTS",
    Hosts.default([]),
    "hosts separated by commas, e.g. *.s3.us-west-2.amazonaws.com",
    "Hosts that the archive's files are fetched from; any public one by default, private ones only if named",
  ),
  framesLimit: setting(
    "WELKIN_FRAMES_LIMIT",
    size.default(1024 ** 3),
    "a size such as 1G",
    "Largest file that is fetched from an archive",
  ),
  framesDownloads: setting(
    "WELKIN_FRAMES_DOWNLOADS",
    size.default(2 * 1024 ** 3),
    "a size such as 2G",
    "Disk for fetched files that may be asked for again",
  ),
  framesTemporary: setting(
    "WELKIN_FRAMES_TEMP",
    z.string().min(1).optional(),
    "a folder",
    "Where fetched files lie; in WELKIN_DATA by default",
    { aliases: [{ variable: "TMP_DIR" }] },
  ),
  framesTimeout: setting(
    "WELKIN_FRAMES_TIMEOUT",
    whole(1, 600).default(10),
    "seconds, from 1 to 600",
    "How long an archive may be silent",
  ),
  framesScan: setting(
    "WELKIN_FRAMES_SCAN",
    whole(1, 59).default(5),
    "minutes, from 1 to 59",
    "How often the folder and the bucket are looked at",
  ),
  framesLinkExpires: setting(
    "WELKIN_FRAMES_LINK_EXPIRES",
    whole(60, 7 * 24 * 3600).default(7 * 24 * 3600),
    "seconds, from 60 to 604800",
    "How long a link to a picture is good for",
  ),
  framesKeep: setting(
    "WELKIN_FRAMES_KEEP",
    whole(0, 36_500).default(30),
    "days, 0 for ever",
    "How long pictures of frames are kept",
  ),
  framesRequired: setting(
    "WELKIN_FRAMES_REQUIRED",
    Words.default(["configuration_type", "request_id", "filename"]),
    "names separated by commas",
    "Fields that the archive's record of a frame must have for a thumbnail",
    { aliases: [{ variable: "REQUIRED_FRAME_VALIDATION_KEYS" }] },
  ),
  framesTypes: setting(
    "WELKIN_FRAMES_TYPES",
    ConfigurationTypes.default(thumbnailTypes.split(",")),
    "configuration types separated by commas",
    "Frames of these types have thumbnails",
    { aliases: [{ variable: "VALID_CONFIGURATION_TYPES" }] },
  ),
  framesColorTypes: setting(
    "WELKIN_FRAMES_COLOR_TYPES",
    ConfigurationTypes.default(["EXPOSE", "STANDARD"]),
    "configuration types separated by commas",
    "Frames of these types have colour thumbnails",
    { aliases: [{ variable: "VALID_CONFIGURATION_TYPES_FOR_COLOR_THUMBS" }] },
  ),
  surveyMemory: setting(
    "WELKIN_SURVEY_MEMORY",
    size.default(384 * 1024 ** 2),
    "a size such as 384M",
    "Memory for observations, besides the index: those that are not in it are asked of the database",
  ),
  surveyQueue: setting(
    "WELKIN_SURVEY_QUEUE",
    whole(1, 10_000).default(100),
    "a whole number from 1 to 10000",
    "Searches that may wait; more are told that the queue is full",
    {
      aliases: [
        { variable: "REDIS_JOBS_MAX_QUEUE_SIZE" },
        {
          variable: "REDIS_MAX_QUEUE_SIZE",
          read: (text, { REDIS_JOBS_MAX_QUEUE_SIZE: newer }) => (newer ? undefined : text),
        },
      ],
    },
  ),
  surveyKeep: setting(
    "WELKIN_SURVEY_KEEP",
    whole(1, 36_500).default(90),
    "days, from 1 to 36500",
    "How long searches and what they found are kept",
  ),
  surveyStreamTimeout: setting(
    "WELKIN_SURVEY_STREAM_TIMEOUT",
    whole(1, 86_400).default(60),
    "seconds, from 1 to 86400",
    "After how much silence CATCH's stream of messages ends",
    { aliases: [{ variable: "STREAM_TIMEOUT" }] },
  ),
  radarEndpoint: setting(
    "WELKIN_RADAR_ENDPOINT",
    z.url({ protocol: /^https?$/ }).optional(),
    "http://… or https://…",
    "Another server that holds the public buckets",
  ),
} as const;

/** The settings, read and checked. */
export type Config = {
  readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]["schema"]>;
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from an environment. A variable that is set to nothing counts as not set.
 *
 * @throws WelkinError BAD_SETTING naming every bad variable and what it may be.
 */
export function readConfig(environment: Environment): Config {
  const config: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, setting] of Object.entries(settings)) {
    const { text, from } = find(setting, environment);
    const read = setting.schema.safeParse(text);
    if (read.success) config[name] = read.data;
    else {
      const what = setting.secret ? "" : `is ${JSON.stringify(text)}; it `;
      wrong.push(`${from.join(" and ")} ${what}must be ${setting.expects}`);
    }
  }
  if (wrong.length > 0) throw new WelkinError("BAD_SETTING", `${wrong.join(". ")}.`);
  return { ...(config as Config), data: resolve(config.data as string) };
}

/** Why a text is none for a variable: it "must be …"; nothing where it is one. */
export function whatIsWrong(variable: string, text: string): string | undefined {
  const setting = Object.values(settings).find((one) => one.variable === variable);
  if (!setting || setting.schema.safeParse(text).success) return undefined;
  return `must be ${setting.expects}`;
}

/** What a setting is set to, and by which variables. */
function find(
  { variable, aliases = [] }: Setting,
  environment: Environment,
): { readonly text: string | undefined; readonly from: readonly string[] } {
  const own = environment[variable];
  if (own) return { text: own, from: [variable] };
  const set = aliases.flatMap((alias) => {
    const text = said(alias, environment);
    return text === undefined ? [] : [{ text, from: alias.variable }];
  });
  if (set.length === 0) return { text: undefined, from: [variable] };
  return { text: set.map(({ text }) => text).join(","), from: set.map(({ from }) => from) };
}

/** What an alias says of a setting, if anything. */
function said({ variable, read }: Alias, environment: Environment): string | undefined {
  const text = environment[variable];
  if (!text) return undefined;
  return read === undefined ? text : read(text, environment);
}

/** The process's environment, with what an `.env` file in the working folder adds to it. */
export function environment(): NodeJS.ProcessEnv {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}

/** The settings for people to read: secrets hidden, and which variables they come from where it is not their own. */
export function describeConfig(config: Config, environment: Environment = {}) {
  return Object.entries(settings).map(([name, setting]) => {
    const { variable, purpose, expects, secret } = setting;
    const value = config[name as keyof Config];
    const { from } = find(setting, environment);
    return {
      variable,
      value: secret && value !== undefined ? "(hidden)" : value,
      ...(from[0] !== variable && { from }),
      purpose,
      expects,
    };
  });
}
