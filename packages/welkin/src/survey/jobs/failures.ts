import { problemOf } from "../../errors.ts";
import type { Failure } from "./tables.ts";

/** What is known about an error besides its code and message. */
export interface SearchError extends Error {
  readonly code: string;
  /** Whether a retry is useless. */
  readonly permanent: boolean;
  /** Whether it concerns the target rather than the place searched. */
  readonly isEphemeris: boolean;
  /** Whether it happened while saving the results. */
  readonly isSaving: boolean;
  /** What the search still has to report. */
  readonly end: { readonly answer: Record<string, unknown>; readonly revision: number };
}

export const plainFailure = ({ code, message }: SearchError): Failure => ({ code, message });

/** The public part of an error: never more than a client may know. */
export function failureOf(error: unknown): Failure {
  const { code, detail, title } = problemOf(error);
  return { code, message: detail ?? title };
}
