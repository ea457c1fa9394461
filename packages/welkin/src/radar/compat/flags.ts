import { type Kysely, sql } from "kysely";
import type { ProductType } from "./products.ts";

export interface FlagTables {
  radar_flags: { site: string; document: unknown; replaced_at: Date };
}

export const flagMigrations = {
  "2026-11-radar-3-flags": {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable("radar_flags")
        .addColumn("site", "text", (column) => column.primaryKey())
        .addColumn("document", "jsonb", (column) => column.notNull())
        .addColumn("replaced_at", "timestamptz", (column) => column.notNull())
        .execute();
    },
  },
};

/** What a client last wrote, and when: anything newer raises its flag. */
export class Flags {
  readonly #db: Kysely<FlagTables>;

  constructor(db: Kysely<FlagTables>) {
    this.#db = db;
  }

  /** @param newest When something of a type was last added at the site. */
  async read(
    site: string,
    newest: (type: ProductType) => Promise<Date | undefined>,
    types: readonly ProductType[],
  ): Promise<Record<string, unknown>> {
    const row = await this.#db
      .selectFrom("radar_flags")
      .selectAll()
      .where("site", "=", site)
      .executeTakeFirst();
    const document = asObject(row?.document);
    const updates: Record<string, unknown> = { ...asObject(document["updates"]) };
    for (const type of types) {
      const added = await newest(type);
      const since = row?.replaced_at.getTime() ?? Number.NEGATIVE_INFINITY;
      if (added && added.getTime() > since) updates[type] = 1;
      else updates[type] ??= 0;
    }
    return { ...document, updates };
  }

  async replace(site: string, document: unknown): Promise<void> {
    const written = JSON.stringify(document);
    await sql`
      insert into radar_flags (site, document, replaced_at)
      values (${site}, ${written}::jsonb, now())
      on conflict (site) do update set document = excluded.document, replaced_at = excluded.replaced_at
    `.execute(this.#db);
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
