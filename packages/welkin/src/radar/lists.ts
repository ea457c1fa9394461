import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Window } from "../http/pages.ts";

/** What the catalogue's lists have in common: they run from new to old, and show one of what is of the same moment. */

/** Whether a row lies in a window. */
export function within({ from, to, after }: Window): Expression<SqlBool> {
  const conditions = [
    ...(from ? [sql<SqlBool>`time >= ${from}`] : []),
    ...(to ? [sql<SqlBool>`time <= ${to}`] : []),
    ...(after ? [sql<SqlBool>`(time, id) < (${after.time}, ${after.id})`] : []),
  ];
  return conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` and `)}`;
}

/**
 * Has a list show one of those that are of the same moment, the others being `superseded`.
 *
 * @param same what they have in common, by column
 * @param best the order in which the first is the one to show
 */
export async function supersede<Tables>(
  tx: Kysely<Tables>,
  table: keyof Tables & string,
  same: Readonly<Record<string, string | Date>>,
  best: RawBuilder<unknown>,
): Promise<void> {
  const equal = Object.entries(same).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const these = sql.join(equal, sql` and `);
  await sql`
    update ${sql.table(table)}
    set superseded = id <> (select id from ${sql.table(table)} where ${these} order by ${best} limit 1)
    where ${these}
  `.execute(tx);
}
