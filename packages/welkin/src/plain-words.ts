import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

/**
 * What a value must be, in words that complete "name: …". Schemas with their own message keep it.
 *
 * `z.config(plainWords)` applies to every schema of the process.
 */
export const plainWords = {
  customError: (issue: Issue): string | undefined => words[issue.code]?.(issue),
};

const words: Readonly<Record<string, (issue: Issue) => string | undefined>> = {
  invalid_type: (issue) => {
    if (issue.code !== "invalid_type") return undefined;
    if (issue.input === undefined) return "missing";
    const expected = kinds[issue.expected] ?? issue.expected;
    return Array.isArray(issue.input) ? `${expected}, only once` : expected;
  },
  invalid_value: (issue) => {
    if (issue.code !== "invalid_value") return undefined;
    return issue.values.length === 1
      ? String(issue.values[0])
      : `one of ${issue.values.map(String).join(", ")}`;
  },
  too_big: (issue) => {
    if (issue.code !== "too_big") return undefined;
    const most = issue.inclusive === false ? "less than" : "at most";
    return `${most} ${issue.maximum}${counted(issue.origin)}`;
  },
  too_small: (issue) => {
    if (issue.code !== "too_small") return undefined;
    if (issue.origin === "string" && issue.minimum === 1) return "empty";
    const least = issue.inclusive === false ? "more than" : "at least";
    return `${least} ${issue.minimum}${counted(issue.origin)}`;
  },
  invalid_format: (issue) =>
    issue.code === "invalid_format" ? (formats[issue.format] ?? "not in the expected form") : "",
  unrecognized_keys: (issue) =>
    issue.code === "unrecognized_keys" ? `${issue.keys.join(", ")} is not known here` : undefined,
  invalid_union: () => "none of the accepted forms",
};

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  date: "a time",
  nan: "not a number",
};

const formats: Readonly<Record<string, string>> = {
  uuid: "an id such as 0f2a6c1e-5b1d-4c8e-9d57-3f1a2b4c5d6e",
  datetime: "a time such as 2021-06-25T07:51:54Z",
  date: "a date such as 2021-06-25",
  url: "an address such as https://example.org/",
};

function counted(origin: string): string {
  return { string: " characters", array: " entries", set: " entries" }[origin] ?? "";
}
