import type { Reader } from "../reader.ts";
import type { ContourLevelPacket, LinePacket, PacketContext, Position } from "./packet.ts";

/** Packet 6: one line through all points (ICD 2620001, figure 3-7). */
export function decodeLinked(reader: Reader, code: number, context: PacketContext): LinePacket {
  const points = readPoints(reader, reader.u16(), context);
  return { kind: "lines", code, lines: [points] };
}

/** Packet 9: the same, with a colour. */
export function decodeColoredLinked(
  reader: Reader,
  code: number,
  context: PacketContext,
): LinePacket {
  const length = reader.u16();
  const color = reader.u16();
  return { kind: "lines", code, color, lines: [readPoints(reader, length - 2, context)] };
}

/** Packets 7 and 3501: a line between every two points (ICD 2620001, figures 3-8 and 3-8a). */
export function decodeUnlinked(reader: Reader, code: number, context: PacketContext): LinePacket {
  return { kind: "lines", code, lines: readSegments(reader, reader.u16(), context) };
}

/** Packet 10: the same, with a colour. */
export function decodeColoredUnlinked(
  reader: Reader,
  code: number,
  context: PacketContext,
): LinePacket {
  const length = reader.u16();
  const color = reader.u16();
  return { kind: "lines", code, color, lines: readSegments(reader, length - 2, context) };
}

/** Packet 0802: the level of the contours that follow (ICD 2620001, figure 3-8a). */
export function decodeContourLevel(reader: Reader, code: number): ContourLevelPacket {
  reader.u16(); // 0002: a colour follows.
  return { kind: "contour level", code, level: reader.u16() };
}

/** Packet 0E03: a contour through all points (ICD 2620001, figure 3-8a). */
export function decodeLinkedContour(
  reader: Reader,
  code: number,
  context: PacketContext,
): LinePacket {
  reader.u16(); // 8000: the starting point follows.
  const start = readPoint(reader, context);
  return {
    kind: "lines",
    code,
    lines: [[start, ...readPoints(reader, reader.u16(), context)]],
  };
}

const POINT = 4;

function readPoint(reader: Reader, { unit }: PacketContext): Position {
  return [reader.i16() * unit, reader.i16() * unit];
}

function readPoints(reader: Reader, length: number, context: PacketContext): Position[] {
  if (length < 0 || length % POINT !== 0 || length > reader.remaining) {
    throw reader.corrupt(`A line of ${length} bytes`);
  }
  context.tally(length / POINT);
  return Array.from({ length: length / POINT }, () => readPoint(reader, context));
}

function readSegments(reader: Reader, length: number, context: PacketContext): Position[][] {
  const points = readPoints(reader, length, context);
  if (points.length % 2 !== 0) throw reader.corrupt("A line has a start and no end");
  return Array.from({ length: points.length / 2 }, (_, i) => points.slice(2 * i, 2 * i + 2));
}
