import { WelkinError } from "../../errors.ts";

/** A name that matches no target or several, with suggestions of what may have been meant. */
export class TargetError extends WelkinError {
  readonly suggestions: readonly string[];

  constructor(
    code: "SURVEY_TARGET_UNKNOWN" | "SURVEY_TARGET_AMBIGUOUS",
    message: string,
    suggestions: readonly string[] = [],
  ) {
    super(code, message);
    this.suggestions = suggestions;
  }
}

const TOLD = 8;

export function ambiguous(text: string, names: readonly string[]): TargetError {
  const more = names.length > TOLD ? " and more" : "";
  const told = names.slice(0, TOLD);
  return new TargetError(
    "SURVEY_TARGET_AMBIGUOUS",
    `"${text}" may be ${told.join(", ")}${more}.`,
    told,
  );
}
