/** One object that a name may stand for. */
export interface Match {
  /** The text that requests it unambiguously. */
  readonly designation: string;
  readonly name: string;
  /** For a comet with an orbit for each apparition: the year of this one, and its record number. */
  readonly year?: number;
  readonly record?: number;
}

/** The meaning of a Horizons text other than a table: no such object, or several. */
export type Verdict =
  | { readonly kind: "none" }
  | { readonly kind: "several"; readonly matches: readonly Match[] };

/** Maximum number of list entries read. */
const MATCHES = 200;
const none =
  /No matches found\.|Unknown target|no such object|No such record|out of bounds, no action/i;

/**
 * Reads what Horizons says if it does not answer with an object: "No matches found.", "Matching small-bodies:" with one
 * record per line, "Multiple major-bodies match string" with one number per line.
 */
export function verdictOf(text: string): Verdict | undefined {
  if (none.test(text)) return { kind: "none" };
  if (/Matching small-bodies:/.test(text)) return { kind: "several", matches: smallBodies(text) };
  if (/Multiple major-bodies match string/.test(text))
    return { kind: "several", matches: majorBodies(text) };
  return undefined;
}

/** Rows below a table's line of dashes, split into columns where the dashes are. */
function* tableRows(text: string): Generator<Record<string, string>> {
  const lines = text.split(/\r?\n/);
  const rule = lines.findIndex((line) => /^\s*-{2,}(\s+-{2,})+\s*$/.test(line));
  if (rule < 1) return;
  const columns = [...lines[rule]!.matchAll(/-+/g)].map(({ index }) => index);
  const cells = (line: string) =>
    columns.map((from, i) => line.slice(i === 0 ? 0 : from, columns[i + 1] ?? line.length).trim());
  const head = cells(lines[rule - 1]!).map((name) => name.replace(/[<>]/g, "").toLowerCase());
  for (const line of lines.slice(rule + 1, rule + 1 + MATCHES)) {
    if (line.trim() === "") return;
    yield Object.fromEntries(cells(line).map((value, i) => [head[i] ?? String(i), value]));
  }
}

function smallBodies(text: string): Match[] {
  return [...tableRows(text)].map((row) => {
    const primary = row["primary desig"] ?? "";
    const record = Number(row["record #"]);
    const year = Number(row["epoch-yr"] || Number.NaN);
    const designation = primary === "" || primary === "(undefined)" ? String(record) : primary;
    return {
      designation,
      name: row["name"] ?? row["match name"] ?? "",
      record,
      ...(Number.isFinite(year) && { year }),
    };
  });
}

function majorBodies(text: string): Match[] {
  return [...tableRows(text)].map((row) => ({
    designation: row["id#"] ?? "",
    name: row["name"] ?? "",
  }));
}

/** For display: `141P-A Machholz 2`. */
export function nameOf({ designation, name }: Match): string {
  return name === "" || name.includes(designation) ? name || designation : `${designation} ${name}`;
}
