import { type Generated, type Kysely, type Selectable, sql } from "kysely";

/**
 * `waiting`: to be fetched, or being fetched. `failed`: set aside for good. `skipped`: never to be fetched in this
 * version.
 */
export type FileState = "waiting" | "done" | "failed" | "skipped";

/** One row per file of a source, so that none is ingested twice. */
interface FileTable {
  source: string;
  key: string;
  feed: string;
  series: string;
  name: string;
  bytes: number;
  version: string;
  /** When it was observed, if its name says. */
  time: Date | null;
  state: FileState;
  /** Why it failed or was skipped; for a waiting file, the latest problem. */
  reason: string | null;
  tries: Generated<number>;
  changed_at: Generated<Date>;
}

export type FileRow = Selectable<FileTable>;

/** One row per feed: the state of following it. */
interface FeedTable {
  source: string;
  feed: string;
  /** When it was last listed, successfully or not. */
  checked_at: Date | null;
  /** When it was last listed successfully. */
  succeeded_at: Date | null;
  failed_at: Date | null;
  /** The error at that time. */
  error: string | null;
  /** The newest observation from it. */
  newest: Date | null;
}

export type FeedRow = Selectable<FeedTable>;

export interface SourceTables {
  radar_files: FileTable;
  radar_feeds: FeedTable;
}

export const sourceMigrations = {
  "2026-11-radar-4-sources": {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .alterTable("radar_volumes")
        .addColumn("growing", "boolean", (column) => column.notNull().defaultTo(false))
        .execute();
      await db.schema
        .createTable("radar_files")
        .addColumn("source", "text", (column) => column.notNull())
        .addColumn("key", "text", (column) => column.notNull())
        .addColumn("feed", "text", (column) => column.notNull())
        .addColumn("series", "text", (column) => column.notNull())
        .addColumn("name", "text", (column) => column.notNull())
        .addColumn("bytes", "bigint", (column) => column.notNull())
        .addColumn("version", "text", (column) => column.notNull())
        .addColumn("time", "timestamptz")
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("reason", "text")
        .addColumn("tries", "integer", (column) => column.notNull().defaultTo(0))
        .addColumn("changed_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
        .addPrimaryKeyConstraint("radar_files_key", ["source", "key"])
        .execute();
      await db.schema
        .createIndex("radar_files_newest")
        .on("radar_files")
        .columns(["source", "feed", "series", "time"])
        .execute();
      await db.schema
        .createIndex("radar_files_state")
        .on("radar_files")
        .columns(["state", "changed_at"])
        .execute();
      await db.schema
        .createTable("radar_feeds")
        .addColumn("source", "text", (column) => column.notNull())
        .addColumn("feed", "text", (column) => column.notNull())
        .addColumn("checked_at", "timestamptz")
        .addColumn("succeeded_at", "timestamptz")
        .addColumn("failed_at", "timestamptz")
        .addColumn("error", "text")
        .addColumn("newest", "timestamptz")
        .addPrimaryKeyConstraint("radar_feeds_key", ["source", "feed"])
        .execute();
    },
  },
};
