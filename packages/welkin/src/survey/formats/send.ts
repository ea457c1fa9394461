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

/** A table, a page of rows after the other. */
export interface Table {
  readonly columns: readonly Column[];
  readonly pages: AsyncIterable<readonly object[]>;
  /** What the whole table says of itself, before its rows and, once these are known, after them. */
  readonly head: Readonly<Record<string, unknown>>;
  readonly foot?: () => Readonly<Record<string, unknown>>;
  /** What the rows are called in JSON. */
  readonly name: string;
}

/** How OpenAPI is told of a table's forms. */
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

/** The form that a request wants: by its query, else by what it accepts. */
export function formatOf(request: FastifyRequest, asked: FormatName | undefined): FormatName {
  if (asked !== undefined) return asked;
  const accept = request.headers.accept ?? "";
  if (/text\/csv/.test(accept)) return "csv";
  return /votable|text\/xml/.test(accept) ? "votable" : "json";
}

/** Sends a table while its rows are read. */
export function sendTable(reply: FastifyReply, format: FormatName, table: Table): FastifyReply {
  const body = Readable.from(writers[format](table), { objectMode: false });
  return reply.type(types[format]).header("vary", "accept").send(body);
}

const writers: Record<FormatName, (table: Table) => AsyncGenerator<string>> = {
  json: jsonTable,
  csv: ({ columns, pages }) => csv(columns, cellsOf(columns, pages)),
  votable: ({ columns, pages, head }) =>
    votableOfPages({ fields: columns, infos: infosOf(head) }, cellsOf(columns, pages)),
};

async function* jsonTable({ pages, head, foot, name }: Table): AsyncGenerator<string> {
  const inside = (value: object) => JSON.stringify(value).slice(1, -1);
  const begin = inside(head);
  yield `{${begin}${begin === "" ? "" : ","}${JSON.stringify(name)}:[`;
  let first = true;
  for await (const page of pages) {
    const text = page.map((row) => JSON.stringify(row)).join(",");
    if (text === "") continue;
    yield first ? text : `,${text}`;
    first = false;
  }
  const end = inside(foot?.() ?? {});
  yield `]${end === "" ? "" : ","}${end}}\n`;
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
