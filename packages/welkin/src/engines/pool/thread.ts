import { move, transferableSymbol, valueSymbol } from "piscina";
import { type Answer, type Call, sendError } from "./envelope.ts";
import { findBuffers } from "./transfer.ts";

type Exports = Readonly<Record<string, unknown>>;

/** Runs in a pool thread: loads the module that a call names, once, and calls its export. */
export default async function run({ module, name, input }: Call): Promise<Answer> {
  let task: unknown;
  try {
    task = ((await import(module)) as Exports)[name];
    if (typeof task !== "function") throw new TypeError(`${module} exports no function ${name}`);
  } catch (error) {
    return { error: { ...sendError(error), badTask: true } };
  }
  try {
    return handOver({ result: await task(input) });
  } catch (error) {
    return { error: sendError(error) };
  }
}

/** Has the result's buffers transferred to the caller rather than copied. */
function handOver(answer: Answer): Answer {
  const buffers = findBuffers(answer);
  if (buffers.length === 0) return answer;
  // Piscina unwraps this before it is sent.
  const transferable = { [transferableSymbol]: buffers, [valueSymbol]: answer };
  return move(transferable as never) as unknown as Answer;
}
