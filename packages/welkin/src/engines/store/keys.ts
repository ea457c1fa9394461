import { EngineError } from "../errors.ts";

const MAX_KEY = 512;
/** The limit of common file systems. */
const MAX_SEGMENT = 255;
const SEGMENT = /^[A-Za-z0-9._=,+@-]+$/;

/** @throws EngineError STORE_BAD_KEY if `key` violates the rules of `Store` */
export function checkKey(key: string): void {
  const reason = faultOf(key);
  if (reason) throw new EngineError("STORE_BAD_KEY", { key: key.slice(0, 80), reason });
}

/** Whether `key` follows the rules of `Store`. */
export const isKey = (key: string): boolean => faultOf(key) === undefined;

/** Whether a file of this name can be part of a key. */
export const isSegment = (name: string): boolean =>
  SEGMENT.test(name) && name !== "." && name !== "..";

function faultOf(key: string): string | undefined {
  if (key.length === 0) return "it is empty";
  if (key.length > MAX_KEY) return `it is longer than ${MAX_KEY} characters`;
  for (const segment of key.split("/")) {
    if (segment === "") return "it has an empty segment";
    if (segment === "." || segment === "..") return "it has a segment . or ..";
    if (segment.length > MAX_SEGMENT)
      return `it has a segment longer than ${MAX_SEGMENT} characters`;
    if (!SEGMENT.test(segment)) return "it has a character other than A-Z a-z 0-9 . _ = , + @ - /";
  }
  return undefined;
}

/** Byte order, which for these characters is also the order of UTF-16 code units. */
export const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
