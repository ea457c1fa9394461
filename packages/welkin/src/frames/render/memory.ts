/**
 * Memory for pixels that is taken again and again: fresh memory costs more time than reading a frame into it. A thread
 * draws one picture at a time, so one piece is kept; who comes while it is taken has one of its own.
 */
const MOST_KEPT = 2 ** 26;
let kept: ArrayBuffer | undefined;

/** Memory of at least so many bytes, whose content is anything. Hand it back with {@link giveBack}. */
export function takeMemory(bytes: number): ArrayBuffer {
  const found = kept;
  kept = undefined;
  if (found && found.byteLength >= bytes) return found;
  return new ArrayBuffer(Math.ceil(bytes / 4096) * 4096);
}

export function giveBack(memory: ArrayBuffer): void {
  if (memory.byteLength <= MOST_KEPT && memory.byteLength >= (kept?.byteLength ?? 0)) kept = memory;
}
