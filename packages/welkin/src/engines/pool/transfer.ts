import { isMarkedAsUntransferable } from "node:worker_threads";

/** Buffers that are nested deeper, or follow more values than this, are copied like everything else. */
const MAX_DEPTH = 8;
const MAX_VALUES = 10_000;

/**
 * The buffers in a value, each once, however its plain objects, arrays and maps are nested. Omits those that cannot
 * be transferred: shared memory, and the pool from which Node cuts small Buffers.
 */
export function findBuffers(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const seen = new Set<object>();
  const visit = (item: unknown, depth: number): void => {
    if (typeof item !== "object" || item === null || seen.has(item)) return;
    if (depth > MAX_DEPTH || seen.size >= MAX_VALUES) return;
    seen.add(item);
    const buffer = ArrayBuffer.isView(item) ? item.buffer : item;
    if (buffer instanceof ArrayBuffer) {
      if (!isMarkedAsUntransferable(buffer)) found.add(buffer);
      return;
    }
    if (ArrayBuffer.isView(item)) return;
    for (const inner of children(item)) visit(inner, depth + 1);
  };
  visit(value, 0);
  return [...found];
}

function children(item: object): Iterable<unknown> {
  if (Array.isArray(item)) return typeof item[0] === "object" ? item : [];
  if (item instanceof Map || item instanceof Set) return item.values();
  return Object.values(item);
}
