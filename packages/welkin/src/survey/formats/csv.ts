/** Rows of CSV (RFC 4180), the header first; unknown values are empty. */
export async function* csv(
  columns: readonly { readonly name: string }[],
  pages: AsyncIterable<Iterable<readonly unknown[]>>,
): AsyncGenerator<string> {
  yield `${columns.map(({ name }) => cell(name)).join(",")}\r\n`;
  for await (const page of pages) {
    const lines = Array.from(page, (row) => `${row.map(cell).join(",")}\r\n`);
    if (lines.length > 0) yield lines.join("");
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
