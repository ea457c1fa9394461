import { inspect } from "node:util";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite, type Results } from "@electric-sql/pglite";
import type {
  QueryResult,
  Request,
  Response,
  SentError,
  ThreadOptions,
} from "./pglite-messages.ts";
import { Reserve } from "./reserve.ts";

// PGlite computes on its own thread and blocks that thread's event loop, so it needs one to itself. It never calls
// fsync (electric-sql/pglite#1107): a killed process loses nothing that was acknowledged, because the operating
// system still has it; a power cut may lose data. Users who cannot accept that run PostgreSQL.

const { dataDir, reserve: reservePath, idleTransactionSeconds } = workerData as ThreadOptions;
const port = parentPort;
if (!port) throw new Error("This module runs in a thread.");
const send = (response: Response) => port.postMessage(response);

/** How often to check whether there is space again. */
const RESERVE_INTERVAL_MS = 1000;
const reserve = reservePath === undefined ? undefined : new Reserve(reservePath);

const pglite = await open();

/**
 * While the reserve cannot be held nothing may be written, lest the write-ahead log run out of space; reading
 * continues.
 */
let readOnly = false;
let reserveAskedAt = Number.NEGATIVE_INFINITY;
await askReserve();

/** The transaction that holds the session, 0 for none. Other requests wait for it to end. */
let owner = 0;
/** Whether a statement of the transaction has failed, which may have left it aborted. */
let hasFailed = false;
let busy = false;
let idleTimer: NodeJS.Timeout | undefined;
const waiting: Request[] = [];

port.on("message", (request: Request) => {
  const { transaction, action } = request;
  if (transaction !== undefined && action !== "begin" && transaction !== owner) {
    // The only unknown transactions are idle ones that were rolled back here.
    send({
      id: request.id,
      error: {
        engineCode: "DATABASE_TRANSACTION_IDLE",
        seconds: idleTransactionSeconds,
        message: "",
      },
    });
    return;
  }
  waiting.push(request);
  void drain();
});

send({ ready: true });

async function open(): Promise<PGlite> {
  try {
    return await PGlite.create(dataDir === undefined ? {} : { dataDir });
  } catch (error) {
    if (reserve?.release()) return await open();
    // Emscripten throws values that are not Errors and could not be sent in a message.
    throw new Error(
      error instanceof Error
        ? error.message
        : `PGlite did not start (${inspect(error, { breakLength: Number.POSITIVE_INFINITY })})`,
    );
  }
}

async function drain(): Promise<void> {
  if (busy) return;
  busy = true;
  clearTimeout(idleTimer);
  for (let request = takeNext(); request; request = takeNext()) await answer(request);
  busy = false;
  if (owner !== 0) idleTimer = setTimeout(abandon, idleTransactionSeconds * 1000, owner);
}

function takeNext(): Request | undefined {
  const mayRun = ({ transaction = 0, action }: Request) =>
    transaction === owner || (action === "begin" && owner === 0);
  const index = waiting.findIndex(mayRun);
  return index < 0 ? undefined : waiting.splice(index, 1)[0];
}

async function answer(request: Request): Promise<void> {
  try {
    send({ id: request.id, result: await perform(request) });
  } catch (error) {
    hasFailed = true;
    if (!isFatal(error)) return send({ id: request.id, error: sendable(error) });
    send({ died: sendable(error) });
    // Other requests would never be answered; the parent ends this thread.
    await new Promise(() => {});
  }
}

async function askReserve(): Promise<void> {
  if (!reserve || performance.now() - reserveAskedAt < RESERVE_INTERVAL_MS) return;
  reserveAskedAt = performance.now();
  const wasReadOnly = readOnly;
  readOnly = !reserve.keep();
  if (readOnly === wasReadOnly) return;
  await pglite.exec(`set default_transaction_read_only = ${readOnly ? "on" : "off"}`);
}

/** PostgreSQL has given up, or trapped: the thread ends, and the data is reopened in another. */
function isFatal(error: unknown): boolean {
  const { severity } = error as { severity?: string };
  return (severity ?? "PANIC") === "PANIC" || severity === "FATAL";
}

async function perform(request: Request): Promise<QueryResult | QueryResult[] | undefined> {
  const { action, sql = "", parameters, data, channel = "", transaction = 0 } = request;
  if (readOnly && owner === 0) await askReserve();
  switch (action) {
    case "query":
      return slim(await pglite.query(sql, parameters as unknown[]));
    case "copy":
      return slim(await copy(sql, data));
    case "exec":
      return await execute(sql);
    case "begin":
      await pglite.exec("BEGIN");
      owner = transaction;
      hasFailed = false;
      return undefined;
    case "commit":
    case "rollback":
      await end(action);
      return undefined;
    case "listen":
      await pglite.listen(channel, (payload) => send({ channel, payload }));
      return undefined;
    case "close":
      await pglite.close();
      return undefined;
  }
}

/** PGlite has no standard input; a file made from a blob stands in for it. */
async function copy(sql: string, data = new Uint8Array()): Promise<Results> {
  const statement = sql.replace(" from stdin ", " from '/dev/blob' ");
  return await pglite.query(statement, [], { blob: new Blob([data]) });
}

async function end(how: "commit" | "rollback"): Promise<void> {
  // Whatever the outcome, the transaction is over.
  owner = 0;
  try {
    // COMMIT of an aborted transaction silently rolls back; any other statement reports it (25P02).
    if (how === "commit" && hasFailed) await pglite.query("select");
  } catch (error) {
    await pglite.exec("rollback");
    throw error;
  }
  await pglite.exec(how);
}

/** Any number of statements without parameters; may contain a whole BEGIN … COMMIT. */
async function execute(sql: string): Promise<QueryResult[]> {
  try {
    return (await pglite.exec(sql)).map(slim);
  } catch (error) {
    // A BEGIN … COMMIT that failed halfway would leave its aborted transaction to the next request.
    if (owner === 0) await pglite.exec("ROLLBACK");
    throw error;
  }
}

async function abandon(transaction: number): Promise<void> {
  if (busy || owner !== transaction) return;
  busy = true;
  await pglite.exec("ROLLBACK");
  owner = 0;
  busy = false;
  await drain();
}

function slim({ rows, affectedRows, fields }: Results): QueryResult {
  const result = { rows: rows as Record<string, unknown>[], fields };
  return affectedRows === undefined ? result : { ...result, affectedRows };
}

/** PGlite attaches the query and its parameters to the error; those stay here. */
function sendable(error: unknown): SentError {
  if (!(error instanceof Error)) return { message: String(error) };
  if (isFull(error)) return { engineCode: "DATABASE_FULL", message: error.message };
  const fields = Object.entries(error).filter(
    ([name, value]) =>
      value !== undefined && !["query", "params", "queryOptions", "length"].includes(name),
  );
  return { ...Object.fromEntries(fields), name: error.name, message: error.message };
}

/** disk_full; or read_only_sql_transaction, if lack of space is why nothing may be written. */
function isFull(error: Error): boolean {
  const { code } = error as { code?: string };
  return code === "53100" || (readOnly && code === "25006");
}
