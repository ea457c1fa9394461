import { observer, parseDate } from "@welkin/orbits";
import { WelkinError } from "../../errors.ts";
import { readOption } from "../options.ts";

/** The options that select which observations are searched. */
export interface WindowOptions {
  readonly start?: string;
  readonly stop?: string;
  readonly source: readonly string[];
}

/** Those options in the search's form. */
export function windowOf({ start, stop, source }: WindowOptions) {
  const from = start === undefined ? undefined : readOption("--start", start, parseDate);
  const to = stop === undefined ? undefined : readOption("--stop", stop, parseDate);
  if (from !== undefined && to !== undefined && to < from) {
    throw new WelkinError("WRONG_USE", "The stop lies before the start.");
  }
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    sources: source,
  };
}

/** The observatory named by an option. */
export function observerOption(text: string) {
  return readOption("--observer", text, observer);
}
