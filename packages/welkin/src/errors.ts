/**
 * Every error that the service itself can give: its code, its HTTP status, and its title. Libraries and engines have
 * codes of their own; `foreign` says what those mean to a client.
 */
const table = {
  BAD_REQUEST: [400, "The request is invalid"],
  BAD_SETTING: [500, "A setting is invalid"],
  WRONG_USE: [400, "The command is used incorrectly"],
  NOT_WRITTEN: [507, "A file cannot be written"],
  FORBIDDEN: [403, "Not allowed"],
  KEY_NEEDED: [401, "An API key is needed"],
  NOT_FOUND: [404, "Not found"],
  METHOD_NOT_ALLOWED: [405, "This method is not allowed here"],
  NOT_ACCEPTABLE: [406, "Not available in the requested format"],
  REQUEST_TIMEOUT: [408, "The request took too long to arrive"],
  TOO_LARGE: [413, "Too large"],
  FILE_EMPTY: [422, "The file is empty"],
  FILE_UNKNOWN: [422, "The file type is not supported"],
  UNSUPPORTED_MEDIA_TYPE: [415, "This media type is not accepted here"],
  EXPECTATION_FAILED: [417, "The expectation cannot be met"],
  TOO_MANY_REQUESTS: [429, "Too many requests"],
  HEADERS_TOO_LARGE: [431, "The headers are too large"],
  CLIENT_GONE: [499, "The client disconnected before it had its answer"],
  INTERNAL: [500, "Something went wrong here"],
  UNAVAILABLE: [503, "The service is too busy"],
  JOB_NOT_FOUND: [404, "No such job"],
  JOB_FAILED: [500, "The job failed"],
  RADAR_SITE_NOT_FOUND: [404, "No such radar site"],
  RADAR_VOLUME_NOT_FOUND: [404, "No such volume"],
  RADAR_SWEEP_NOT_FOUND: [404, "No such sweep"],
  RADAR_MOMENT_NOT_FOUND: [404, "The sweep has no such moment"],
  RADAR_NO_POSITION: [422, "The radar's position is unknown"],
  RADAR_SOURCE_NOT_FOUND: [404, "No such source is followed"],
  SOURCE_UNAVAILABLE: [503, "A source cannot be read"],
  RADAR_NO_SWEEPS: [422, "The volume has no sweeps"],
  FRAME_HDU_NOT_FOUND: [404, "The frame has no such image"],
  FRAME_PLANE_NOT_FOUND: [404, "The image has no such plane"],
  FRAME_TOO_LARGE: [413, "The frame is too large"],
  FRAME_NO_OVERLAP: [422, "The frame does not cover that"],
  FRAME_NO_WCS: [422, "The frame does not say where on the sky it is"],
  FRAME_NOT_FOUND: [404, "No such frame"],
  ARCHIVE_REFUSED: [400, "The archive refuses this"],
  ARCHIVE_UNAUTHORIZED: [401, "The archive requires a valid token"],
  ARCHIVE_FORBIDDEN: [403, "The archive does not allow this"],
  ARCHIVE_BUSY: [429, "The archive received too many requests"],
  ARCHIVE_UNAVAILABLE: [502, "The archive does not answer properly"],
  ARCHIVE_TIMEOUT: [504, "The archive does not answer in time"],
  SURVEY_TARGET_UNKNOWN: [404, "No such target"],
  SURVEY_TARGET_AMBIGUOUS: [409, "The target's name is ambiguous"],
  SURVEY_JPL_UNAVAILABLE: [503, "JPL's services are unavailable"],
  SURVEY_EPHEMERIS_BAD: [422, "The table of positions cannot be used"],
  SURVEY_SOURCE_UNKNOWN: [404, "No such source"],
  SURVEY_SEARCH_NOT_FOUND: [404, "No such search"],
  SURVEY_BATCH_NOT_FOUND: [404, "No such batch of searches"],
  SURVEY_QUEUE_FULL: [503, "Too many searches are waiting"],
  RADAR_NO_SITE: [422, "The radar cannot be identified"],
  RADAR_PRODUCT_NOT_FOUND: [404, "No such product"],
  RADAR_NO_PICTURE: [404, "The product has no picture"],
  RADAR_NO_FEATURES: [404, "The product draws nothing on the map"],
  RADAR_NO_TEXT: [404, "The product has no text"],
  RADAR_NO_WINDS: [404, "The product has no winds"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ErrorCode = keyof typeof table;

/** An error of the service, with a code from the table and a sentence that explains it. */
export class WelkinError extends Error {
  override readonly name = "WelkinError";
  readonly code: ErrorCode;
  /** A retry cannot help, so the queue makes none. */
  permanent: boolean;

  constructor(code: ErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ?? table[code][1], options);
    this.code = code;
    this.permanent = table[code][0] < 500;
  }
}

/** HTTP statuses of the codes that libraries and engines throw; the first prefix that matches counts. */
const foreign: readonly (readonly [prefix: string, status: number, title: string])[] = [
  ["LEVEL2_TOO_LARGE", 413, "The file is too large"],
  ["BZIP2_TOO_LARGE", 413, "The file is too large"],
  ["LEVEL3_TOO_LARGE", 413, "The file is too large"],
  ["LEVEL2_", 422, "The file cannot be read"],
  ["LEVEL3_", 422, "The file cannot be read"],
  ["BZIP2_", 422, "The file cannot be read"],
  ["ZLIB_TOO_LARGE", 413, "The file is too large"],
  ["ZLIB_", 422, "The file cannot be read"],
  ["FIELD_SHAPE", 422, "The file cannot be drawn"],
  ["FITS_TOO_LARGE", 413, "The file is too large"],
  ["FITS_BAD_SECTION", 400, "The section lies outside the image"],
  ["FITS_CANNOT_WRITE", 422, "This cannot be written as FITS"],
  ["FITS_", 422, "The file cannot be read"],
  ["FRAME_SHAPE", 422, "The file cannot be drawn"],
  ["FRAME_OPTION", 400, "The picture cannot be made with these options"],
  ["LABEL_LENGTH", 400, "The picture cannot be made with these options"],
  ["COLOR_", 400, "The picture cannot be made with these options"],
  ["PICTURE_SIZE", 400, "The picture cannot be made with these options"],
  ["INTERVAL_UNKNOWN", 400, "The picture cannot be made with these options"],
  ["STRETCH_", 400, "The picture cannot be made with these options"],
  ["COLORMAP_UNKNOWN", 400, "No such colour map"],
  ["TABLE_UNKNOWN", 404, "No such colour table"],
  ["GRID_", 400, "The picture cannot be made with these options"],
  ["PAL_", 422, "The colour table cannot be read"],
  ["FIELD_", 422, "The field of view is invalid"],
  ["unknown-observatory", 404, "No such observatory"],
  ["bad-", 422, "The orbit or the date cannot be read"],
  ["outside-span", 422, "The date is outside the ephemeris"],
  ["moving-observatory", 422, "The observatory's position is unknown"],
  ["impact", 422, "The orbit hits a body"],
  ["stalled", 422, "The orbit cannot be propagated"],
  ["STORE_BAD_LINK", 403, "The link was not issued by this service"],
  ["STORE_LINK_EXPIRED", 403, "The link has expired"],
  ["STORE_NOT_FOUND", 404, "Not found"],
  ["STORE_BAD_RANGE", 416, "The range is beyond the end"],
  ["STORE_TOO_LARGE", 413, "Too large"],
  ["STORE_FULL", 507, "The disk is full"],
  ["DATABASE_FULL", 507, "The disk is full"],
  ["53100", 507, "The disk is full"],
  ["DATABASE_", 503, "The database does not answer"],
  ["STORE_UNAVAILABLE", 503, "The store does not answer"],
  ["POOL_BUSY", 503, "The service is too busy"],
];

/** An error as a client sees it: RFC 9457 problem details with a stable code. */
export interface Problem {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
}

/** PostgreSQL's codes for text that it cannot store, whatever it was meant for: appendix A of its manual, class 22. */
const unkept: ReadonlySet<string> = new Set(["22021", "22P05"]);
const noZero = "The request contains text that cannot be stored, such as a zero byte.";

/** An error as a client's problem. Details not known to be safe to disclose are withheld. */
export function problemOf(error: unknown): Problem {
  const code = codeOf(error);
  if (isOwn(error, code)) {
    const [status, title] = table[code];
    return problem(status, title, code, (error as Error).message);
  }
  if (code && unkept.has(code)) return problem(400, table.BAD_REQUEST[1], "BAD_REQUEST", noZero);
  const known = foreign.find(([prefix]) => code?.startsWith(prefix));
  if (known && code) return problem(known[1], known[2], code, (error as Error).message);
  return problem(500, table.INTERNAL[1], "INTERNAL");
}

/** An error thrown in a thread has lost its class on the way, but not its name. */
function isOwn(error: unknown, code: string | undefined): code is ErrorCode {
  const named =
    error instanceof WelkinError || (error as Error | undefined)?.name === "WelkinError";
  return named && code !== undefined && Object.hasOwn(table, code);
}

function problem(status: number, title: string, code: string, detail?: string): Problem {
  const distinct = detail !== undefined && detail !== title ? { detail } : {};
  return { type: "about:blank", title, status, code, ...distinct };
}

/** The code an error carries, whichever part threw it. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}
