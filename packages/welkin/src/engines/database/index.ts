import { EngineError } from "../errors.ts";
import type { Database, Migrations } from "./database.ts";

export { copyPacked } from "./copy.ts";
export type { Database, Migrations, Unlisten } from "./database.ts";
export { type CopyType, type PackedRows, pickRows, RowPacker, setFirst } from "./packed-rows.ts";

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/name`; without it the database is embedded. */
  readonly url?: string;
  /** Where the embedded database is kept; in memory if omitted. */
  readonly folder?: string;
  readonly migrations: Migrations;
  /** Connections to a server, in addition to the listening one. Default 10. */
  readonly connections?: number;
  /** A transaction left idle this long is rolled back. Default 60. */
  readonly idleTransactionSeconds?: number;
}

/**
 * Opens the database and brings its schema up to date.
 *
 * @example
 * const database = await openDatabase<Tables>({ folder: "data/database", migrations });
 * await database.db.selectFrom("volume").selectAll().execute();
 *
 * @throws EngineError DATABASE_LOCKED, DATABASE_UNAVAILABLE, DATABASE_DAMAGED, DATABASE_MIGRATION_FAILED …
 */
export async function openDatabase<Tables>(options: DatabaseOptions): Promise<Database<Tables>> {
  const { url, folder, migrations, connections = 10, idleTransactionSeconds = 60 } = options;
  if (url === undefined) {
    const { openEmbedded } = await import("./embedded.ts");
    const common = { migrations, idleTransactionSeconds };
    return await openEmbedded<Tables>(folder === undefined ? common : { ...common, folder });
  }
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new EngineError("DATABASE_UNKNOWN_SCHEME", { scheme: url.split(":")[0] ?? "" });
  const { openPostgres } = await import("./postgres.ts");
  return await openPostgres<Tables>({ url, migrations, connections, idleTransactionSeconds });
}
