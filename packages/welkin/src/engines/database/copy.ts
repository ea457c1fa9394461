import type { Kysely, Transaction } from "kysely";
import type { PackedRows } from "./packed-rows.ts";

// biome-ignore lint/suspicious/noExplicitAny: any schema's database or transaction will do
type AnyDatabase = Kysely<any> | Transaction<any>;

/**
 * Adds rows packed with these columns by COPY, several times as fast as by INSERT. If one violates a constraint, none
 * is added.
 */
export async function copyPacked(
  db: AnyDatabase,
  table: string,
  columns: readonly string[],
  { bytes, ends }: PackedRows,
): Promise<void> {
  if (ends.length === 0) return;
  // Threads that only pack rows need not load it.
  const { CompiledQuery } = await import("kysely");
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const list = columns.map(quoted).join(", ");
  const statement = `copy ${quoted(table)} (${list}) from stdin with (format binary)`;
  await db.executeQuery(CompiledQuery.raw(statement, [new CopyData(bytes)]));
}

/**
 * The input of a COPY … FROM STDIN: the single parameter of such a statement, which each adapter sends in its own
 * way.
 */
export class CopyData {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }

  /** The data of a COPY statement. */
  static of(parameters: readonly unknown[] | undefined): CopyData | undefined {
    const first = parameters?.[0];
    return first instanceof CopyData ? first : undefined;
  }
}
