import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Window } from "../http/pages.ts";

/** Common to the catalogue's lists: they run from new to old, and show one of several items of the same moment. */

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
 * Lets a list show one of several items of the same moment; the others become `superseded`.
 *
 * @param same what they have in common, by column
 * @param best the order whose first item is shown
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
