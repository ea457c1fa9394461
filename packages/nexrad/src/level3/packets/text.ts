import type { Reader } from "../reader.ts";
import type { PacketContext, SymbolName, SymbolPacket, TextPacket } from "./packet.ts";

/** Packet 1: text without a colour (ICD 2620001, figure 3-8b). */
export function decodeText(reader: Reader, code: number, context: PacketContext): TextPacket {
  const { x, y, text } = readPlaced(reader, reader.u16(), context);
  return { kind: "text", code, x, y, text };
}

/** Packet 8: text with a colour (same figure). */
export function decodeColoredText(
  reader: Reader,
  code: number,
  context: PacketContext,
): TextPacket {
  const length = reader.u16();
  const color = reader.u16();
  const { x, y, text } = readPlaced(reader, length - 2, context);
  return { kind: "text", code, x, y, color, text };
}

/** Meanings of the special font's characters (ICD 2620001, figure 3-8b, sheet 5). */
const SYMBOLS: Readonly<Record<string, SymbolName>> = {
  "!": "past storm position",
  '"': "current storm position",
  "#": "forecast storm position",
  $: "past MDA position",
  "%": "forecast MDA position",
};

/** Packet 2: text in the special font. */
export function decodeSymbols(reader: Reader, code: number, context: PacketContext): SymbolPacket {
  const { x, y, text } = readPlaced(reader, reader.u16(), context);
  const symbols = [...text].map((c) => SYMBOLS[c]).filter((name) => name !== undefined);
  return { kind: "symbols", code, x, y, symbols, text };
}

function readPlaced(
  reader: Reader,
  length: number,
  { unit }: PacketContext,
): { x: number; y: number; text: string } {
  const x = reader.i16() * unit;
  const y = reader.i16() * unit;
  return { x, y, text: reader.text(length - 4) };
}
