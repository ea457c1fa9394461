import type { Kysely } from "kysely";
import type { ResultRow, SearchCatalog, SearchRow } from "./catalog.ts";
import type { SearchTables } from "./tables.ts";

/** A source's part whose answer is already there. */
export async function endCachedPart(
  catalog: SearchCatalog,
  db: Kysely<SearchTables>,
  { id, request }: Pick<SearchRow, "id" | "request">,
  name: string,
  { id: result, revision }: ResultRow,
): Promise<number> {
  const end = { search: id, source: name, state: "done", result, revision, cached: true } as const;
  return await catalog.endPart(db, end, request);
}
