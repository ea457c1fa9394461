import { DIVIDER } from "../header.ts";
import { decodePacket } from "../packets/index.ts";
import type { Packet } from "../packets/packet.ts";
import type { Reader } from "../reader.ts";
import { type BlockScope, readPackets } from "./symbology.ts";

/** Number and length. */
const PAGE_HEADER = 4;

/** The graphic alphanumeric block (ICD 2620001, figure 3-6, sheets 4 and 9): pages of text and lines. */
export function readGraphicPages(reader: Reader, scope: BlockScope): Packet[][] {
  if (reader.i16() !== DIVIDER) throw reader.corrupt("The graphic block does not start as one");
  reader.i16();
  reader.u32();
  const count = reader.u16();
  if (count * PAGE_HEADER > reader.remaining) {
    throw reader.corrupt(`${count} pages do not fit the rest of the product`);
  }
  return Array.from({ length: count }, () => {
    reader.u16(); // The page's number.
    const length = reader.u16();
    if (length > reader.remaining) throw reader.corrupt(`A page of ${length} bytes is cut`);
    return readPackets(reader, reader.offset + length, scope);
  });
}

/** Packets without an enclosing block, as at the end of product 62: one page, up to the end. */
export function readLoosePackets(reader: Reader, scope: BlockScope): Packet[] {
  const packets: Packet[] = [];
  while (reader.remaining >= PAGE_HEADER) {
    const packet = decodePacket(reader, scope);
    if (packet) packets.push(packet);
    else reader.claim(Math.min(reader.remaining, reader.u16()));
  }
  return packets;
}
