import type { Level2Index } from "@welkin/nexrad";
import { type Generated, type Kysely, type Selectable, sql } from "kysely";
import type { ProductTables } from "./products/tables.ts";
import type { VolumeFacts } from "./tasks.ts";

/** One row per volume file. Of several files of one volume, the fullest is listed, the others are `superseded`. */
export interface VolumeTable {
  site: string;
  id: string;
  time: Date;
  sha256: string;
  bytes: number;
  version: string;
  vcp: number | null;
  latitude: number;
  longitude: number;
  height: number;
  radials: number;
  simulated: boolean;
  superseded: Generated<boolean>;
  /** Where it came from: `upload`, `simulation`, or the name of a source. */
  source: string;
  /** Whether the radar is still scanning it: sweeps are added as they come. */
  growing: Generated<boolean>;
  incomplete: string[] | null;
  record_index: Level2Index;
  added_at: Generated<Date>;
}

interface SweepTable {
  site: string;
  volume: string;
  index: number;
  facts: SweepFacts;
}

/** The catalogue's facts about a sweep. */
export type SweepFacts = VolumeFacts["sweeps"][number] & { readonly part?: SweepPart };

/** Where a sweep is stored until its volume is closed: the volume's first chunk, and the chunks that contain the sweep. */
export interface SweepPart {
  /** File name in the store, below the volume's prefix. */
  readonly name: string;
  readonly index: Level2Index;
  /** In the order in which they are stored. */
  readonly chunks: readonly { readonly number: number; readonly bytes: number }[];
  readonly problems?: readonly string[];
}

/** Places in the store that no row refers to: not yet, or no longer. */
interface LeftoverTable {
  prefix: string;
  since: Generated<Date>;
}

export interface RadarTables extends ProductTables {
  radar_volumes: VolumeTable;
  radar_sweeps: SweepTable;
  radar_leftovers: LeftoverTable;
}

export type VolumeRow = Selectable<VolumeTable>;

/** Tables of volumes, in order of creation. */
export const volumeMigrations = {
  "2026-11-radar-1": {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable("radar_volumes")
        .addColumn("site", "text", (column) => column.notNull())
        .addColumn("id", "text", (column) => column.notNull())
        .addColumn("time", "timestamptz", (column) => column.notNull())
        .addColumn("sha256", "text", (column) => column.notNull().unique())
        .addColumn("bytes", "integer", (column) => column.notNull())
        .addColumn("version", "text", (column) => column.notNull())
        .addColumn("vcp", "integer")
        .addColumn("latitude", "float8", (column) => column.notNull())
        .addColumn("longitude", "float8", (column) => column.notNull())
        .addColumn("height", "float8", (column) => column.notNull())
        .addColumn("radials", "integer", (column) => column.notNull())
        .addColumn("simulated", "boolean", (column) => column.notNull())
        .addColumn("superseded", "boolean", (column) => column.notNull().defaultTo(false))
        .addColumn("source", "text", (column) => column.notNull())
        .addColumn("incomplete", "jsonb")
        .addColumn("record_index", "jsonb", (column) => column.notNull())
        .addColumn("added_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
        .addPrimaryKeyConstraint("radar_volumes_key", ["site", "id"])
        .execute();
      await db.schema
        .createIndex("radar_volumes_newest")
        .on("radar_volumes")
        .columns(["site", "time desc", "id desc"])
        .execute();
      await db.schema
        .createIndex("radar_volumes_oldest")
        .on("radar_volumes")
        .columns(["source", "time"])
        .execute();
      await db.schema
        .createTable("radar_leftovers")
        .addColumn("prefix", "text", (column) => column.primaryKey())
        .addColumn("since", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
        .execute();
      await db.schema
        .createTable("radar_sweeps")
        .addColumn("site", "text", (column) => column.notNull())
        .addColumn("volume", "text", (column) => column.notNull())
        .addColumn("index", "integer", (column) => column.notNull())
        .addColumn("facts", "jsonb", (column) => column.notNull())
        .addPrimaryKeyConstraint("radar_sweeps_key", ["site", "volume", "index"])
        .addForeignKeyConstraint(
          "radar_sweeps_volume",
          ["site", "volume"],
          "radar_volumes",
          ["site", "id"],
          (key) => key.onDelete("cascade"),
        )
        .execute();
    },
  },
};
