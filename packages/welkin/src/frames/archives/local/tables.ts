import { type Kysely, type Selectable, sql } from "kysely";
import type { FileFacts } from "./facts.ts";

/** One row per file of a local archive: the facts from its header, or why it cannot be read. */
interface FileTable {
  archive: string;
  /** The path below the folder, or the key in the bucket. */
  key: string;
  id: string;
  basename: string;
  filename: string;
  version: string;
  size: number;
  /** When the file was written. */
  modified: Date;
  /** Why the file was set aside; null if it is listed. */
  reason: string | null;
  observed_at: Date | null;
  /** What lists are sorted by: when it was observed, else when it was written. */
  at: Date;
  filter: string | null;
  target: string | null;
  request_id: string | null;
  reduction_level: number | null;
  /** Unit vector to the centre of the footprint. */
  x: number | null;
  y: number | null;
  z: number | null;
  /** Radius of the circle around it that contains the footprint, degrees. */
  radius: number | null;
  facts: FileFacts | null;
}

export type FileRow = Selectable<FileTable>;

export interface FramesTables {
  frames_files: FileTable;
}

/** All tables of the frames domain, in order of creation. */
export const framesMigrations = {
  "2026-11-frames-1-files": {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`create table frames_files (
        archive text not null,
        key text not null,
        id text not null,
        basename text not null,
        filename text not null,
        version text not null,
        size int8 not null,
        modified timestamptz not null,
        reason text,
        observed_at timestamptz,
        at timestamptz not null,
        filter text,
        target text,
        request_id text,
        reduction_level integer,
        x float8,
        y float8,
        z float8,
        radius float8,
        facts jsonb,
        primary key (archive, key),
        constraint frames_files_id unique (archive, id)
      )`.execute(db);
      await sql`create index frames_files_newest on frames_files (at desc, id desc)`.execute(db);
      await sql`create index frames_files_basename on frames_files (basename collate "C")`.execute(
        db,
      );
      await sql`create index frames_files_request on frames_files (archive, request_id)`.execute(
        db,
      );
    },
  },
};
