import { NexradError } from "../../errors.ts";
import { DIVIDER } from "../header.ts";
import { decodePacket, type PacketScope } from "../packets/index.ts";
import type { Packet } from "../packets/packet.ts";
import type { Reader } from "../reader.ts";

/** Where a block's packets go, and where unreadable ones are reported. */
export interface BlockScope extends PacketScope {
  readonly problem: (error: NexradError) => void;
}

/** Maximum number of layers in a block (ICD 2620001, figure 3-6, sheet 8). */
const MOST_LAYERS = 18;

/** Whether a symbology block starts here: its number, and a first layer in its place. */
export function isSymbology(reader: Reader): boolean {
  const start = reader.offset;
  if (reader.remaining < 12) return false;
  const divider = reader.i16();
  const number = reader.i16();
  reader.u32();
  const layers = reader.u16();
  const first = reader.i16();
  reader.seek(start);
  return (
    divider === DIVIDER && number === 1 && layers > 0 && layers <= MOST_LAYERS && first === DIVIDER
  );
}

/** Divider and length. */
const LAYER_HEADER = 6;

/**
 * The product symbology block (ICD 2620001, figure 3-6, sheets 3 and 8): layers of packets.
 *
 * Its number should be 1. Some products have another; what counts is that it starts like a block.
 */
export function readSymbology(reader: Reader, scope: BlockScope): Packet[][] {
  if (reader.i16() !== DIVIDER) throw reader.corrupt("The symbology block does not start as one");
  reader.i16();
  reader.u32(); // The block's length: the layers' are enough.
  const count = reader.u16();
  if (count * LAYER_HEADER > reader.remaining) {
    throw reader.corrupt(`${count} layers do not fit the rest of the product`);
  }
  return Array.from({ length: count }, () => readLayer(reader, scope));
}

function readLayer(reader: Reader, scope: BlockScope): Packet[] {
  if (reader.i16() !== DIVIDER) throw reader.corrupt("A layer does not start as one");
  const length = reader.u32();
  if (length > reader.remaining) {
    throw new NexradError("LEVEL3_TRUNCATED", `A layer of ${length} bytes is cut`, {
      offset: reader.offset,
    });
  }
  return readPackets(reader, reader.offset + length, scope);
}

/** Packets up to `end`. After one with an unknown code nothing is certain: the rest is skipped, and reported. */
export function readPackets(reader: Reader, end: number, scope: BlockScope): Packet[] {
  const packets: Packet[] = [];
  while (reader.offset < end) {
    const start = reader.offset;
    const packet = decodePacket(reader, scope);
    if (packet) {
      packets.push(packet);
      continue;
    }
    packets.push(unknown(reader, start, end, scope));
    break;
  }
  if (reader.offset !== end) {
    scope.problem(reader.corrupt("Packets run past the length of their layer"));
    reader.seek(end);
  }
  return packets;
}

function unknown(reader: Reader, start: number, end: number, scope: BlockScope): Packet {
  reader.seek(start);
  const code = reader.u16();
  reader.seek(end);
  scope.count(code);
  scope.problem(
    new NexradError("LEVEL3_CORRUPT", `Packet ${code} is not known`, { offset: start }),
  );
  return { kind: "unknown", code, offset: start, bytes: end - start };
}
