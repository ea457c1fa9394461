import { codeOf, WelkinError } from "../errors.ts";

/**
 * Parses the text of an option or an argument.
 *
 * @param name As it is written on the command line: `--width`, `RA`.
 * @throws WelkinError WRONG_USE for errors of `read` about the text (those with a code)
 */
export function readOption<Value>(name: string, text: string, read: (text: string) => Value) {
  try {
    return read(text);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw wrongUse(name, text, (error as Error).message, error);
  }
}

/** The same for several options that are read together. */
export function readOptions<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new WelkinError("WRONG_USE", (error as Error).message, { cause: error });
  }
}

/** A whole number from `least` to `most`. @throws WelkinError WRONG_USE */
export function wholeOption(name: string, text: string, least: number, most: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw wrongUse(name, text, `must be a whole number from ${least} to ${most}`);
}

/** A number from `least` to `most`. @throws WelkinError WRONG_USE */
export function numberOption(name: string, text: string, least: number, most: number): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= least && value <= most) return value;
  throw wrongUse(name, text, `must be a number from ${least} to ${most}`);
}

/** One of a few words, in any letter case. @throws WelkinError WRONG_USE */
export function wordOption<Word extends string>(
  name: string,
  text: string,
  words: readonly Word[],
) {
  const found = words.find((word) => word.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  throw wrongUse(name, text, `must be one of ${words.join(", ")}`);
}

export function wrongUse(name: string, text: string, why: string, cause?: unknown): WelkinError {
  const sentence = `${name} ${text}: ${why.replace(/\.$/, "")}.`;
  return new WelkinError("WRONG_USE", sentence, { cause });
}
