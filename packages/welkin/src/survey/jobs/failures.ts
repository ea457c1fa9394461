import { problemOf } from "../../errors.ts";
import type { Failure } from "./tables.ts";

/** What is known of an error besides its code and message. */
export interface SearchError extends Error {
  readonly code: string;
  /** Whether trying again is of no use. */
  readonly permanent: boolean;
  /** Whether it is about who was looked for, rather than about where. */
  readonly isEphemeris: boolean;
  /** Whether it came when what was found was to be kept. */
  readonly isSaving: boolean;
  /** What the search has to tell in spite of it. */
  readonly end: { readonly answer: Record<string, unknown>; readonly revision: number };
}

export const plainFailure = ({ code, message }: SearchError): Failure => ({ code, message });

/** What is told of an error: never more than a client may know. */
export function failureOf(error: unknown): Failure {
  const { code, detail, title } = problemOf(error);
  return { code, message: detail ?? title };
}
