import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { EngineError, reasonOf } from "../errors.ts";
import type { Database, Migrations } from "./database.ts";
import { migrate } from "./migrate.ts";
import { notify } from "./notify.ts";
import { CopyingClient } from "./postgres-copy.ts";
import { PostgresListener } from "./postgres-listener.ts";
import { valueTypes } from "./postgres-types.ts";

export interface PostgresOptions {
  readonly url: string;
  readonly migrations: Migrations;
  /** Connections in addition to the listening one. */
  readonly connections: number;
  readonly idleTransactionSeconds: number;
}

/** Opens a pool of connections to a PostgreSQL server (15 or newer), and one more that listens. */
export async function openPostgres<Tables>(options: PostgresOptions): Promise<Database<Tables>> {
  const connection = {
    connectionString: options.url,
    application_name: "welkin",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: valueTypes,
    options: "-c timezone=UTC",
  };
  const pool = new pg.Pool({
    ...connection,
    Client: CopyingClient,
    max: options.connections,
    idle_in_transaction_session_timeout: options.idleTransactionSeconds * 1000,
  });
  // The pool replaces a connection that breaks while idle; without a listener, its error would end the process.
  pool.on("error", () => {});
  const listener = new PostgresListener(connection);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await pool.query("select 1").catch((error: unknown) => {
      throw new EngineError("DATABASE_UNAVAILABLE", { reason: reasonOf(error) }, { cause: error });
    });
    await migrate(db as Kysely<unknown>, options.migrations);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: "postgres",
    db,
    bossAdapter: {
      executeSql: async (text, values) => await pool.query(text, values),
      listen: async (channel, receive, reconnected) => ({
        close: await listener.listen(channel, receive, reconnected),
      }),
    },
    listen: (channel, receive, reconnected) => listener.listen(channel, receive, reconnected),
    notify: (channel, payload, transaction) => notify(transaction ?? db, channel, payload),
    close: async () => {
      await listener.close();
      await db.destroy();
    },
  };
}
