import type { z } from "zod";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable of a program that this one replaces, so that its settings file can be used unchanged. */
export interface Alias {
  readonly variable: string;
  /** The setting's value in Welkin's terms; the same text by default, and undefined if it does not apply. */
  readonly read?: (text: string, environment: Environment) => string | undefined;
}

/** One setting: its environment variable, its accepted values, and its purpose. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  readonly variable: string;
  /** Used if the variable itself is not set; if several are set, all count, as a list. */
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
