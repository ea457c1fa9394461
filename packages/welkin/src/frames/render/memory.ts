import { pixelMemory } from "@welkin/imaging";

/**
 * Reusable memory for pixels: fresh memory costs more time than reading a frame into it. A thread draws one picture
 * at a time, so one piece is kept; a caller that comes while it is in use gets new memory.
 */
const MOST_KEPT = 2 ** 26;
let kept: Uint8Array<ArrayBuffer> | undefined;

/** Memory of at least this size, with arbitrary contents. Return it with {@link giveBack}. */
export function takeMemory(bytes: number): Uint8Array<ArrayBuffer> {
  const found = kept;
  kept = undefined;
  if (found && found.length >= bytes) return found;
  return pixelMemory(bytes);
}

export function giveBack(memory: Uint8Array<ArrayBuffer>): void {
  if (memory.length <= MOST_KEPT && memory.length >= (kept?.length ?? 0)) kept = memory;
}
