import type { z } from "zod";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable of a program that this one replaces, so that a file of its settings can be used as it is. */
export interface Alias {
  readonly variable: string;
  /** What the setting would be given instead; the same text by default, and nothing where it says nothing of it. */
  readonly read?: (text: string, environment: Environment) => string | undefined;
}

/** One setting: the environment variable it comes from, what it may be, and what it is for. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  readonly variable: string;
  /** Understood where the variable itself is not set; of several that are set, all count, as a list. */
  readonly aliases?: readonly Alias[];
  readonly schema: Schema;
  /** Completes the sentence "must be …". */
  readonly expects: string;
  readonly purpose: string;
  readonly secret: boolean;
}

export function setting<Schema extends z.ZodType>(
  variable: string,
  schema: Schema,
  expects: string,
  purpose: string,
  { secret = false, aliases = [] }: { secret?: boolean; aliases?: readonly Alias[] } = {},
): Setting<Schema> {
  return { variable, schema, expects, purpose, secret, aliases };
}
