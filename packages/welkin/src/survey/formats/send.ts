import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { problems } from "../../http/problem.ts";
import { votableOfPages } from "../../http/votable.ts";
import type { Column } from "./columns.ts";
import { csv } from "./csv.ts";

export type FormatName = "json" | "csv" | "votable";

const types: Record<FormatName, string> = {
  json: "application/json",
  csv: "text/csv; charset=utf-8; header=present",
  votable: "application/x-votable+xml",
};

/** A table's description. */
interface Around {
  /** Facts about the whole table, before its rows and, once the rows are known, after them. */
  readonly head: Readonly<Record<string, unknown>>;
  readonly foot?: () => Readonly<Record<string, unknown>>;
  /** The key of the rows in JSON. */
  readonly name: string;
}

/** A table whose rows are at hand, or arrive page by page. */
export interface Table extends Around {
  readonly columns: readonly Column[];
  readonly pages: readonly object[] | AsyncIterable<readonly object[]>;
}

/** A table's formats for OpenAPI. */
export const tableAnswers = {
  200: {
    content: Object.fromEntries(
      Object.values(types).map((type) => [
        type.split(";")[0]!,
        { schema: z.any().meta({ type: type.includes("json") ? "object" : "string" }) },
      ]),
    ) as Record<string, { schema: z.ZodType }>,
  },
  ...problems,
};

/** The format that a request wants: from its query, otherwise from its Accept header. */
export function formatOf(request: FastifyRequest, asked: FormatName | undefined): FormatName {
  if (asked !== undefined) return asked;
  const accept = request.headers.accept ?? "";
  if (/text\/csv/.test(accept)) return "csv";
  return /votable|text\/xml/.test(accept) ? "votable" : "json";
}

/** This many rows are sent as one text: a stream would cost more than the rows. */
export const SHORT = 1000;

/** Sends a table; if it has many rows, while they are still being read. */
export function sendTable(reply: FastifyReply, format: FormatName, table: Table): FastifyReply {
  const { pages } = table;
  if (format === "json" && isList(pages) && pages.length <= SHORT) {
    return sendRows(reply, table, rowsText(pages));
  }
  reply.type(types[format]).header("vary", "accept");
  const paged = { ...table, pages: isList(pages) ? slices(pages) : pages };
  return reply.send(Readable.from(writers[format](paged), { objectMode: false }));
}

/** Sends a table as JSON whose rows are already text, separated by commas. */
export function sendRows(reply: FastifyReply, table: Around, rows: string): FastifyReply {
  const { begin, end } = around(table);
  return reply.type(types.json).header("vary", "accept").send(`${begin}${rows}${end()}`);
}

const isList = (pages: Table["pages"]): pages is readonly object[] => Array.isArray(pages);

async function* slices(rows: readonly object[]): AsyncGenerator<readonly object[]> {
  for (let at = 0; at < rows.length; at += SHORT) yield rows.slice(at, at + SHORT);
}

type Paged = Table & { readonly pages: AsyncIterable<readonly object[]> };

const writers: Record<FormatName, (table: Paged) => AsyncGenerator<string>> = {
  json: jsonTable,
  csv: ({ columns, pages }) => csv(columns, cellsOf(columns, pages)),
  votable: ({ columns, pages, head }) =>
    votableOfPages({ fields: columns, infos: infosOf(head) }, cellsOf(columns, pages)),
};

async function* jsonTable(table: Paged): AsyncGenerator<string> {
  const { begin, end } = around(table);
  yield begin;
  let first = true;
  for await (const page of table.pages) {
    const text = rowsText(page);
    if (text === "") continue;
    yield first ? text : `,${text}`;
    first = false;
  }
  yield end();
}

const rowsText = (rows: readonly object[]) => JSON.stringify(rows).slice(1, -1);

/** The text before the rows, and after them. */
function around({ head, foot, name }: Around) {
  const inside = (value: object) => JSON.stringify(value).slice(1, -1);
  const begin = inside(head);
  return {
    begin: `{${begin}${begin === "" ? "" : ","}${JSON.stringify(name)}:[`,
    end: () => {
      const end = inside(foot?.() ?? {});
      return `]${end === "" ? "" : ","}${end}}\n`;
    },
  };
}

async function* cellsOf(columns: readonly Column[], pages: AsyncIterable<readonly object[]>) {
  for await (const page of pages) {
    yield page.map((row) => columns.map(({ name }) => (row as Record<string, unknown>)[name]));
  }
}

function infosOf(head: Readonly<Record<string, unknown>>) {
  return Object.entries(head)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ({
      name,
      value: typeof value === "object" ? JSON.stringify(value) : String(value),
    }));
}
