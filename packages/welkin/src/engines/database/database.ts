import type { Kysely, Transaction } from "kysely";
import type { Migration } from "kysely/migration";
import type { Db as BossDatabase } from "pg-boss";

/** Ends a subscription. */
export type Unlisten = () => Promise<void>;

/** Schema changes by name; they run in the order of their names, each once. */
export type Migrations = Readonly<Record<string, Migration>>;

/**
 * The service's database: PostgreSQL on a server, or PGlite (PostgreSQL compiled to WebAssembly) in a thread of
 * this process. The same SQL runs on both, and the same JavaScript values come out: `bigint` as a number where it is
 * safe and as a BigInt where not, `date` and `timestamp` as a `Date` in UTC, `numeric` and `interval` as text,
 * `bytea` as bytes.
 *
 * The embedded one has a single session: inside `db.transaction()`, query through the transaction and never through
 * `db`, which would wait for the transaction to end.
 */
export interface Database<Tables> {
  readonly kind: "embedded" | "postgres";
  readonly db: Kysely<Tables>;
  /**
   * Calls `receive` with the payload of each notification on `channel` (lower-case letters, digits and `_`). Where
   * the connection was lost and made again, notifications in between are lost with it: `reconnected` is then called,
   * so that the listener can look for itself.
   */
  listen(
    channel: string,
    receive: (payload: string) => void,
    reconnected?: () => void,
  ): Promise<Unlisten>;
  /** Notifies every listener on `channel`; inside a transaction, when that commits. At most 7999 bytes. */
  notify(
    channel: string,
    payload: string,
    // biome-ignore lint/suspicious/noExplicitAny: any schema's transaction will do
    transaction?: Transaction<any>,
  ): Promise<void>;
  /** The database as pg-boss takes it. */
  readonly bossAdapter: BossDatabase;
  close(): Promise<void>;
}
