/** VOTable data types (IVOA VOTable 1.4, section 2.1). */
type VoType =
  | "boolean"
  | "bit"
  | "unsignedByte"
  | "short"
  | "int"
  | "long"
  | "char"
  | "unicodeChar"
  | "float"
  | "double";

/** A column, or a parameter: the attributes of FIELD and PARAM (section 4.1). */
export interface VoField {
  readonly name: string;
  readonly datatype: VoType;
  /** `*` for text and lists of any length. */
  readonly arraysize?: string;
  readonly xtype?: string;
  readonly unit?: string;
  readonly ucd?: string;
  readonly utype?: string;
  readonly id?: string;
  /** The ID of another element from which this one takes its value. */
  readonly ref?: string;
  readonly description?: string;
}

export interface VoParam extends VoField {
  readonly value: unknown;
  /** The allowed values. */
  readonly options?: readonly unknown[];
  readonly min?: unknown;
  readonly max?: unknown;
}

export interface VoInfo {
  readonly name: string;
  readonly value: string;
  readonly text?: string;
}

/** A RESOURCE besides the results, such as a service descriptor (IVOA DataLink 1.1, section 4). */
export interface VoResource {
  readonly type: "meta" | "results";
  readonly utype?: string;
  readonly id?: string;
  readonly name?: string;
  readonly description?: string;
  readonly params?: readonly VoParam[];
  readonly groups?: readonly { readonly name: string; readonly params: readonly VoParam[] }[];
}

export interface VoTable {
  readonly fields: readonly VoField[];
  readonly rows: Iterable<readonly unknown[]>;
  /** QUERY_STATUS is added if it is not among them (IVOA DALI 1.1, section 4.4). */
  readonly infos?: readonly VoInfo[];
  /** INFO elements after the table: a truncated list, an error that came late. */
  readonly footnotes?: () => readonly VoInfo[];
  readonly resources?: readonly VoResource[];
  readonly description?: string;
}

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">\n';

/** Rows are emitted in pieces of about this many characters. */
const PIECE = 32_768;

/**
 * A VOTable in TABLEDATA form, piece by piece: rows are consumed as the text is read, so that a long table is never
 * held in memory.
 *
 * `null` and `undefined` are empty cells, lists are separated by spaces, dates are ISO 8601.
 */
export function* votable(table: VoTable): Generator<string, void, undefined> {
  const { fields, rows, infos = [], footnotes, resources = [], description } = table;
  const status = infos.some(({ name }) => name === "QUERY_STATUS")
    ? []
    : [{ name: "QUERY_STATUS", value: "OK" }];
  yield `${head}<RESOURCE type="results">\n${told(description)}`;
  yield [...infos, ...status].map(info).join("");
  yield `<TABLE>\n${fields.map((field) => element("FIELD", attributes(field), inner(field))).join("")}`;
  yield "<DATA><TABLEDATA>\n";
  let piece = "";
  for (const row of rows) {
    piece += rowText(fields, row);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}</TABLEDATA></DATA>\n</TABLE>\n`;
  yield `${(footnotes?.() ?? []).map(info).join("")}</RESOURCE>\n`;
  for (const each of resources) yield resource(each);
  yield "</VOTABLE>\n";
}

/** The same for rows that come in pages, as from a database. */
export async function* votableOfPages(
  table: Omit<VoTable, "rows">,
  pages: AsyncIterable<Iterable<readonly unknown[]>>,
): AsyncGenerator<string, void, undefined> {
  const end = "</TABLEDATA>";
  const bare = (rows: Iterable<readonly unknown[]>) => [...votable({ ...table, rows })].join("");
  // Cells are escaped, so the mark occurs only where the rows end.
  const [head = ""] = bare([]).split(end, 1);
  yield head;
  for await (const page of pages) {
    const text = rowsText(table.fields, page);
    if (text !== "") yield text;
  }
  yield bare([]).slice(head.length);
}

function rowsText(fields: readonly VoField[], rows: Iterable<readonly unknown[]>): string {
  return Array.from(rows, (row) => rowText(fields, row)).join("");
}

function rowText(fields: readonly VoField[], row: readonly unknown[]): string {
  return `<TR>${fields.map((_, i) => `<TD>${cell(row[i])}</TD>`).join("")}</TR>\n`;
}

/** A VOTable that reports an error (DALI 1.1, section 4.4). */
export function votableError(message: string): string {
  const status = info({ name: "QUERY_STATUS", value: "ERROR", text: message });
  return `${head}<RESOURCE type="results">\n${status}</RESOURCE>\n</VOTABLE>\n`;
}

/** Text made safe for XML, in an element or between quotes; characters that XML 1.0 does not allow are replaced. */
export function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those that XML 1.0 section 2.2 does not allow
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
      .replace(/[&<>"']/g, (char) => entities[char] as string)
  );
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function resource({ type, utype, id, name, description, params = [], groups = [] }: VoResource) {
  const groupText = groups.map((group) =>
    element("GROUP", { name: group.name }, group.params.map(param).join("")),
  );
  const content = told(description) + params.map(param).join("") + groupText.join("");
  return element("RESOURCE", { type, utype, ID: id, name }, content);
}

function param(each: VoParam): string {
  const value = cell(each.value, (text) => text);
  return element("PARAM", { ...attributes(each), value }, inner(each) + values(each));
}

function values({ options = [], min, max }: VoParam): string {
  if (options.length === 0 && min === undefined && max === undefined) return "";
  const raw = (value: unknown) => cell(value, (text) => text);
  const parts = [
    ...(min === undefined ? [] : [element("MIN", { value: raw(min) })]),
    ...(max === undefined ? [] : [element("MAX", { value: raw(max) })]),
    ...options.map((option) => element("OPTION", { value: raw(option) })),
  ];
  return element("VALUES", {}, parts.join(""));
}

function attributes({ name, datatype, arraysize, xtype, unit, ucd, utype, id, ref }: VoField) {
  return { ID: id, name, datatype, arraysize, xtype, unit, ucd, utype, ref };
}

function inner({ description }: VoField): string {
  return told(description);
}

function told(description: string | undefined): string {
  return description === undefined ? "" : element("DESCRIPTION", {}, xmlText(description));
}

function info({ name, value, text }: VoInfo): string {
  return element("INFO", { name, value }, text === undefined ? "" : xmlText(text));
}

/** An element; `content` is XML already, attributes are not. */
function element(
  name: string,
  given: Readonly<Record<string, string | undefined>>,
  content = "",
): string {
  const written = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(value as string)}"`)
    .join("");
  return content === "" ? `<${name}${written}/>\n` : `<${name}${written}>${content}</${name}>\n`;
}

/** A value in TABLEDATA form (VOTable 1.4, section 5.1 and 6). */
function cell(value: unknown, safe: (text: string) => string = xmlText): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return safe(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value instanceof Date) return value.toISOString().replace("Z", "");
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as ArrayLike<unknown>, (each) => cell(each, safe)).join(" ");
  }
  return safe(String(value));
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+Inf" : "-Inf";
}
