/** `bytes[start, end)` as ASCII, without padding NULs and blanks. */
export function readText(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end && i < bytes.length; i++) text += String.fromCharCode(bytes[i]!);
  return text.replaceAll("\0", " ").trim();
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const DAY = 86_400_000;

/** Plausible Julian dates: from 1988, when the first radar was built, for 120 years. */
export const FIRST_DATE = 6_575;
export const LAST_DATE = FIRST_DATE + 43_800;

/** Whether a radar can have measured at this time, milliseconds since 1970. */
export function isPossible(time: number): boolean {
  return time >= toEpoch(FIRST_DATE, 0) && time < toEpoch(LAST_DATE + 1, 0);
}

/** Milliseconds since 1970 of a "modified Julian date" (day 1 is 1970-01-01) and milliseconds of the day. */
export function toEpoch(date: number, milliseconds: number): number {
  return (date - 1) * DAY + milliseconds;
}
