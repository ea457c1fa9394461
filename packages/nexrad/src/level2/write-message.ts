const DAY = 86_400_000;
/** Twelve bytes of channel terminal manager information, zero since the TCP/IP days, lead every message. */
const CTM = 12;
/** ICD 2620002 table II. */
const HEADER = 16;
/** Where a message's own bytes start. */
export const MESSAGE_START = CTM + HEADER;
/** ORDA, single channel (table II, byte 2). */
const SINGLE_CHANNEL = 8;

/** Days since 1969-12-31 and milliseconds of the day, as in every header of the format. */
export function modifiedJulian(time: number): { day: number; milliseconds: number } {
  const day = Math.floor(time / DAY);
  return { day: day + 1, milliseconds: Math.floor(time - day * DAY) };
}

/** The header of a message of one segment (ICD 2620002 table II). */
export function writeMessageHeader(
  view: DataView,
  at: number,
  message: { type: number; bytes: number; sequence: number; time: number },
): void {
  const { day, milliseconds } = modifiedJulian(message.time);
  view.setUint16(at + CTM, (HEADER + message.bytes) / 2);
  view.setUint8(at + CTM + 2, SINGLE_CHANNEL);
  view.setUint8(at + CTM + 3, message.type);
  view.setUint16(at + CTM + 4, message.sequence & 0xffff);
  view.setUint16(at + CTM + 6, day);
  view.setUint32(at + CTM + 8, milliseconds);
  view.setUint16(at + CTM + 12, 1);
  view.setUint16(at + CTM + 14, 1);
}

/** Writes ASCII letters. */
export function writeText(view: DataView, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i));
}
