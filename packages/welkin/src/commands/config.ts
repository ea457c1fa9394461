import { describeConfig, environment, readConfig } from "../config.ts";
import { tellJson } from "../terminal.ts";

/** `welkin config`: every setting, secrets hidden. */
export function config(options: { readonly json?: boolean }): void {
  const variables = environment();
  const described = describeConfig(readConfig(variables), variables);
  if (options.json) {
    tellJson(Object.fromEntries(described.map(({ variable, value }) => [variable, value ?? null])));
    return;
  }
  // Values vary too much in length for a table.
  for (const { variable, value, from, expects, purpose } of described) {
    const origin = from ? ` (from ${from.join(", ")})` : "";
    process.stdout.write(`${variable} = ${shown(value)}${origin}\n`);
    process.stdout.write(`    ${purpose}.\n    Accepts: ${expects}.\n`);
  }
}

function shown(value: unknown): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "(not set)";
  if (Array.isArray(value)) return value.join(",");
  if (typeof value !== "object" || value === null) return String(value);
  const parts = Object.entries(value).map(([name, part]) =>
    name === "all" ? String(part ?? 0) : `${name}=${part ?? 0}`,
  );
  return parts.join(",");
}
