import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { EngineError, reasonOf } from "../errors.ts";
import type { Migrations } from "./database.ts";

/**
 * Brings the schema up to date: all pending migrations in one transaction, in the order of their names. On PostgreSQL
 * an advisory lock makes processes that start together wait for the first.
 *
 * @throws EngineError DATABASE_MIGRATION_FAILED naming the migration; in that case nothing is changed
 */
export async function migrate(db: Kysely<unknown>, migrations: Migrations): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    // Each domain numbers its own: a new migration of one domain may sort before an old one of another.
    allowUnorderedMigrations: true,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error");
  throw new EngineError(
    "DATABASE_MIGRATION_FAILED",
    { step: failed?.migrationName ?? "the first step", reason: reasonOf(error) },
    { cause: error },
  );
}
