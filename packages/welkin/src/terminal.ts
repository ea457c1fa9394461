import { codeOf } from "./errors.ts";

/** Reports an error in one line: `LEVEL2_TRUNCATED: record 37 ends …`. */
export function tellError(error: unknown): void {
  process.stderr.write(`${errorLine(error)}\n`);
  if (process.env["WELKIN_LOG"] === "debug" && error instanceof Error) {
    process.stderr.write(`${error.stack}\n`);
  }
}

function errorLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  return code === undefined || message.startsWith(code) ? message : `${code}: ${message}`;
}

/** Writes one JSON document to standard output, and nothing else. */
export function tellJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined)}\n`);
}

/** Prints a table: left-aligned text, right-aligned numbers, two spaces between columns. */
export function tellTable(
  head: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): void {
  const cells = [head, ...rows.map((row) => row.map((cell) => (cell ?? "").toString()))];
  const widths = head.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? "").length)),
  );
  const numeric = head.map((_, column) => rows.some((row) => typeof row[column] === "number"));
  for (const row of cells) {
    const line = widths.map((width, column) => {
      const text = row[column] ?? "";
      return numeric[column] ? text.padStart(width) : text.padEnd(width);
    });
    process.stdout.write(`${line.join("  ").trimEnd()}\n`);
  }
}

/** `1.4 MB` */
export function sizeText(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
