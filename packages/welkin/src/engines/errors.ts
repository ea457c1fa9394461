/**
 * Every refusal of an engine, with its sentence. `{name}` is filled in from the details the error is made with. The
 * codes are stable: programs rely on them.
 */
const sentences = {
  DATABASE_LOCKED:
    "The data folder {folder} is in use by another process ({holder}). Stop that one first, or give this one another folder.",
  DATABASE_UNAVAILABLE: "The database cannot be reached: {reason}.",
  DATABASE_CRASHED: "The embedded database stopped unexpectedly: {reason}.",
  DATABASE_CLOSED: "The database is closed.",
  DATABASE_FULL:
    "The database cannot write: no space is left on its disk. Free some, and it continues by itself.",
  DATABASE_DENIED: "The data folder {folder} cannot be written: {reason}.",
  DATABASE_DAMAGED: "The database in {folder} cannot be opened: {reason}.",
  DATABASE_MIGRATION_FAILED: "The database could not be brought up to date at {step}: {reason}.",
  DATABASE_TRANSACTION_IDLE:
    "A transaction was rolled back because nothing used it for {seconds} seconds.",
  DATABASE_UNKNOWN_SCHEME: "No database supports {scheme}; use postgres://… or a folder.",

  QUEUE_NO_HANDLER: "No handler is registered for jobs of kind {kind}.",
  QUEUE_TWO_HANDLERS: "More than one handler is registered for jobs of kind {kind}.",
  QUEUE_UNKNOWN_KIND: "There is no kind of job called {kind}.",
  QUEUE_BAD_KIND:
    "{kind} cannot name a kind of job: only letters, digits, dots, dashes and underscores are allowed.",
  QUEUE_BAD_DATA: "The data of a {kind} job is invalid: {reason}.",
  QUEUE_BAD_SCHEDULE: "{cron} is not a schedule: {reason}.",
  QUEUE_DATA_TOO_LARGE: "The data of a {kind} job is {bytes} bytes long; {limit} are allowed.",
  QUEUE_RESULT_TOO_LARGE: "The result of a {kind} job is {bytes} bytes long; {limit} are allowed.",
  QUEUE_BAD_RESULT: "The result of a {kind} job cannot be written as JSON: {reason}.",
  QUEUE_NOT_STARTED: "The job queue has not been started.",
  QUEUE_CANCELLED: "The job was cancelled.",
  QUEUE_STOPPING: "The process is stopping; the job will be run again.",
  QUEUE_EXPIRED: "The job took longer than allowed.",
  QUEUE_WORKER_LOST: "The process that ran the job ended before the job did.",
  QUEUE_JOB_FAILED: "The job failed: {reason}.",

  STORE_BAD_KEY: "{key} is not a key: {reason}.",
  STORE_BAD_RANGE: "The range from byte {start} does not lie within {key}, which has {size}.",
  STORE_BAD_LINK: "The link was not issued by this service, or has been altered.",
  STORE_LINK_EXPIRED: "The link has expired.",
  STORE_CHANGED: "{key} was replaced while it was being read; request it again.",
  STORE_EXISTS: "{key} already exists and is written only once.",
  STORE_NOT_FOUND: "There is no object {key}.",
  STORE_TOO_LARGE: "{key} is larger than the {limit} bytes allowed.",
  STORE_FULL: "{key} cannot be written: no space is left in the store.",
  STORE_DENIED: "The store does not allow this: {reason}.",
  STORE_UNAVAILABLE: "The store cannot be reached: {reason}.",
  STORE_UNKNOWN_SCHEME: "No store supports {scheme}; use file:… or s3://….",
  STORE_BAD_ADDRESS: "The store's address is invalid: {reason}.",

  BUCKET_BAD_KEY: "{key} cannot be requested: {reason}.",
  BUCKET_BAD_LISTING:
    "The bucket {bucket} lists its objects in a way that makes no sense: {reason}.",
  BUCKET_CHANGED: "{key} in the bucket {bucket} was replaced while it was being read: {reason}.",
  BUCKET_NOT_FOUND: "The bucket {bucket} has no {key}.",
  BUCKET_DENIED: "The bucket {bucket} does not allow reading {key}: {reason}.",
  BUCKET_TOO_LARGE: "{key} in the bucket {bucket} is larger than the {limit} bytes allowed.",
  BUCKET_UNAVAILABLE: "The bucket {bucket} cannot be reached: {reason}.",

  POOL_BUSY: "Too much is waiting to be computed ({waiting} tasks); try again later.",
  POOL_CLOSED: "The pool of threads is closed.",
  POOL_CRASHED: "The thread that ran {task} stopped unexpectedly: {reason}.",
  POOL_BAD_TASK: "{task} cannot run in a thread: {reason}.",
} as const;

export type EngineErrorCode = keyof typeof sentences;

type Details = Readonly<Record<string, string | number>>;

/**
 * An error of an engine: a stable `code`, a sentence for people, and the details in the sentence.
 *
 * @example
 * throw new EngineError("STORE_NOT_FOUND", { key: "radar/KLOT/x.png" });
 */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;
  readonly details: Details;

  constructor(code: EngineErrorCode, details: Details = {}, options?: ErrorOptions) {
    super(fill(sentences[code], details), options);
    this.code = code;
    this.details = details;
  }
}

/** Whether `error` is an engine's, and has this code if one is given. */
export function isEngineError(error: unknown, code?: EngineErrorCode): error is EngineError {
  return error instanceof EngineError && (code === undefined || error.code === code);
}

/** The message of any thrown value, without a closing full stop, fit to end a sentence with. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().replace(/\.$/, "") || "no reason given";
}

function fill(sentence: string, details: Details): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}
