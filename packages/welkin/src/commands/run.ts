import { CommanderError } from "commander";
import { codeOf, WelkinError } from "../errors.ts";
import { tellError, tellJson } from "../terminal.ts";
import { commandLine } from "./program.ts";

/** Exit codes of the process. */
const FAILED = 1;
const WRONG_USE = 2;

/**
 * Runs one command, and sets the process's exit code: 0 done, 1 failed, 2 wrong use. Failures are reported in a line
 * on standard error and, with `--json`, also as the one document on standard output.
 *
 * @param words The arguments after `welkin`.
 */
export async function runCommand(words: readonly string[]): Promise<void> {
  try {
    await commandLine().parseAsync(words, { from: "user" });
  } catch (error) {
    // Help and version succeed.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const failure = failureOf(error);
    // The parser has reported its own errors.
    if (!(error instanceof CommanderError)) tellError(error);
    if (wantsJson(words)) tellJson({ error: failure });
    process.exitCode = failure.code === "WRONG_USE" ? WRONG_USE : FAILED;
  }
}

function failureOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, "").replaceAll("\n", " ");
    return { code: "WRONG_USE", message };
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof WelkinError ? error.code : codeOf(error);
  return { code: code ?? "INTERNAL", message };
}

function wantsJson(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  return words.slice(0, end < 0 ? words.length : end).includes("--json");
}
