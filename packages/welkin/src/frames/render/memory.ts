import { pixelMemory } from "@welkin/imaging";

/**
 * Memory for pixels that is taken again and again: fresh memory costs more time than reading a frame into it. A thread
 * draws one picture at a time, so one piece is kept; who comes while it is taken has one of its own.
 */
const MOST_KEPT = 2 ** 26;
let kept: Uint8Array<ArrayBuffer> | undefined;

/** Memory of at least so many bytes, whose content is anything. Hand it back with {@link giveBack}. */
export function takeMemory(bytes: number): Uint8Array<ArrayBuffer> {
  const found = kept;
  kept = undefined;
  if (found && found.length >= bytes) return found;
  return pixelMemory(bytes);
}

export function giveBack(memory: Uint8Array<ArrayBuffer>): void {
  if (memory.length <= MOST_KEPT && memory.length >= (kept?.length ?? 0)) kept = memory;
}
