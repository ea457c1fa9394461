import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  IdentifierNode,
  PGliteAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryResult,
  RawNode,
} from "kysely";
import type { PgliteThread } from "./pglite-thread.ts";

/**
 * Kysely on a `PgliteThread`. Kysely's own dialect lets one query at a time out of this process and waits for
 * transactions here, where a forgotten one would block it forever; here the thread does both, and ends a forgotten
 * transaction.
 */
export function pgliteDialect(thread: PgliteThread): Dialect {
  return {
    createAdapter: () => new ThreadAdapter(),
    createDriver: () => new ThreadDriver(thread),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class ThreadAdapter extends PGliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

type CompileQuery = QueryCompiler["compileQuery"];

class ThreadDriver implements Driver {
  readonly #thread: PgliteThread;

  constructor(thread: PgliteThread) {
    this.#thread = thread;
  }

  async init(): Promise<void> {}
  async destroy(): Promise<void> {}
  async releaseConnection(): Promise<void> {}

  async acquireConnection(): Promise<ThreadConnection> {
    return new ThreadConnection(this.#thread);
  }

  async beginTransaction(connection: ThreadConnection): Promise<void> {
    connection.transaction = await this.#thread.begin();
  }

  async commitTransaction(connection: ThreadConnection): Promise<void> {
    try {
      await this.#end(connection, "commit");
    } catch (cause) {
      // in_failed_sql_transaction
      if ((cause as { code?: unknown }).code === "25P02")
        throw new AbortedTransactionError({ cause });
      throw cause;
    }
  }

  async rollbackTransaction(connection: ThreadConnection): Promise<void> {
    // It may already be over: crashed, or idle for too long. Then there is nothing left to undo.
    await this.#end(connection, "rollback").catch(() => {});
  }

  async savepoint(connection: ThreadConnection, name: string, compile: CompileQuery) {
    await connection.executeQuery(savepointQuery("savepoint", name, compile));
  }

  async rollbackToSavepoint(connection: ThreadConnection, name: string, compile: CompileQuery) {
    await connection.executeQuery(savepointQuery("rollback to", name, compile));
  }

  async releaseSavepoint(connection: ThreadConnection, name: string, compile: CompileQuery) {
    await connection.executeQuery(savepointQuery("release", name, compile));
  }

  async #end(connection: ThreadConnection, how: "commit" | "rollback"): Promise<void> {
    const { transaction } = connection;
    connection.transaction = undefined;
    if (transaction !== undefined) await this.#thread.end(transaction, how);
  }
}

class ThreadConnection implements DatabaseConnection {
  readonly #thread: PgliteThread;
  transaction: number | undefined;

  constructor(thread: PgliteThread) {
    this.#thread = thread;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const result = await this.#thread.query<Row>(sql, parameters, this.transaction);
      const { rows, affectedRows } = result;
      return affectedRows === undefined
        ? { rows }
        : { rows, numAffectedRows: BigInt(affectedRows) };
    } catch (error) {
      // The error comes from a message; this stack shows who made the query.
      if (error instanceof Error)
        error.stack += `\n${new Error("asked").stack?.split("\n").slice(1).join("\n")}`;
      throw error;
    }
  }

  // biome-ignore lint/correctness/useYield: PGlite has no cursors
  async *streamQuery<Row>(): AsyncGenerator<QueryResult<Row>> {
    throw new Error("PGlite cannot stream a query; page through it instead.");
  }
}

function savepointQuery(command: string, name: string, compile: CompileQuery): CompiledQuery {
  const node = RawNode.createWithChildren([
    RawNode.createWithSql(`${command} `),
    IdentifierNode.create(name),
  ]);
  return CompiledQuery.raw(compile(node, { queryId: command }).sql);
}
