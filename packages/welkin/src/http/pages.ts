import { z } from "zod";
import { type Cursor, readCursor, writeCursor } from "./cursor.ts";

/** Paging parameters of a list ordered from new to old. */
export const PageQuery = z.object({
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(64).optional().meta({ description: "The `next` of the previous page" }),
});

/** Which part of such a list is requested. */
export interface Window {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** The last item of the previous page. */
  readonly after?: Cursor | undefined;
  readonly limit: number;
}

/**
 * One page of a list.
 *
 * @param list asked for one item more than the page has, to know whether there is another page
 * @throws WelkinError BAD_REQUEST for an invalid cursor
 */
export async function readPage<Row extends Cursor>(
  { from, to, limit, cursor }: z.output<typeof PageQuery>,
  list: (window: Window) => Promise<readonly Row[]>,
): Promise<{ readonly rows: readonly Row[]; readonly next: { readonly next?: string } }> {
  const found = await list({
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    after: cursor === undefined ? undefined : readCursor(cursor),
    limit: limit + 1,
  });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { next: writeCursor(last) } : {} };
}
