import type { Level3Report } from "@welkin/nexrad";
import { type Generated, type Kysely, type Selectable, sql } from "kysely";

/** The main form of a product; it may also have features and pages. */
export type ProductKind = "picture" | "features" | "profile" | "text";

/** One row per product file. Of several with the same product and moment, the one made last is listed. */
export interface ProductTable {
  site: string;
  /** Three letters, its AWIPS code: `N0B`. */
  code: string;
  id: string;
  /** Start of the scan it was made from; for messages, when they were sent. */
  time: Date;
  /** When the radar made it. */
  made: Date;
  /** Number of the product in the ICD; null for a text of the operators. */
  product_code: number | null;
  name: string;
  kind: ProductKind;
  /** Degrees, for products of one elevation. */
  elevation: number | null;
  unit: string;
  /** Its colour table, if it has a grid on the map. */
  table: string | null;
  /** Why there is nothing to show, if so. */
  empty: string | null;
  sha256: string;
  bytes: number;
  /** WGS84 degrees and metres above mean sea level, if the file or the list of sites says. */
  latitude: number | null;
  longitude: number | null;
  height: number | null;
  superseded: Generated<boolean>;
  /** Where it came from: `upload`, or the name of a source. */
  source: string;
  report: ProductReport;
  added_at: Generated<Date>;
}

/** The file's contents, without its texts. */
type ProductReport = Omit<Level3Report, "text"> & {
  /** Number of its map features. */
  readonly features: number;
  /** Whether there is something to read. */
  readonly pages: boolean;
  /** Whether it has winds by height. */
  readonly winds: boolean;
};

export type ProductRow = Selectable<ProductTable>;

export interface ProductTables {
  radar_products: ProductTable;
}

/** Tables of Level III products, in order of creation. */
export const productMigrations = {
  "2026-11-radar-2-products": {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable("radar_products")
        .addColumn("site", "text", (column) => column.notNull())
        .addColumn("code", "text", (column) => column.notNull())
        .addColumn("id", "text", (column) => column.notNull())
        .addColumn("time", "timestamptz", (column) => column.notNull())
        .addColumn("made", "timestamptz", (column) => column.notNull())
        .addColumn("product_code", "integer")
        .addColumn("name", "text", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("elevation", "float8")
        .addColumn("unit", "text", (column) => column.notNull())
        .addColumn("table", "text")
        .addColumn("empty", "text")
        .addColumn("sha256", "text", (column) => column.notNull().unique())
        .addColumn("bytes", "integer", (column) => column.notNull())
        .addColumn("latitude", "float8")
        .addColumn("longitude", "float8")
        .addColumn("height", "float8")
        .addColumn("superseded", "boolean", (column) => column.notNull().defaultTo(false))
        .addColumn("source", "text", (column) => column.notNull())
        .addColumn("report", "jsonb", (column) => column.notNull())
        .addColumn("added_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
        .addPrimaryKeyConstraint("radar_products_key", ["site", "code", "id"])
        .execute();
      await db.schema
        .createIndex("radar_products_newest")
        .on("radar_products")
        .columns(["site", "code", "time desc", "id desc"])
        .execute();
      await db.schema
        .createIndex("radar_products_oldest")
        .on("radar_products")
        .columns(["source", "time"])
        .execute();
    },
  },
};
