import { DESCRIPTION_END, DIVIDER } from "../header.ts";
import type { Reader } from "../reader.ts";

/** Called before each line is read. */
type Tally = (items: number) => void;

/** Replaces a line's length at the end of a page. */
const END_OF_PAGE = -1;

/** The tabular alphanumeric block (ICD 2620001, figure 3-6, sheets 5 and 10): a product of its own, as text. */
export function readTabularBlock(reader: Reader, tally: Tally): string[] {
  if (reader.i16() !== DIVIDER) throw reader.corrupt("The tabular block does not start as one");
  reader.i16();
  reader.u32();
  reader.claim(DESCRIPTION_END); // Header and description once more.
  return readPages(reader, tally);
}

/** Pages without an enclosing block (ICD 2620001, figure 3-16). */
export function readPages(reader: Reader, tally: Tally): string[] {
  if (reader.i16() !== DIVIDER) throw reader.corrupt("The pages do not start as such");
  const count = reader.u16();
  if (count * 2 > reader.remaining) {
    throw reader.corrupt(`${count} pages do not fit the rest of the product`);
  }
  tally(count);
  return Array.from({ length: count }, () => readPage(reader, tally));
}

function readPage(reader: Reader, tally: Tally): string {
  const lines: string[] = [];
  for (let length = reader.i16(); length !== END_OF_PAGE; length = reader.i16()) {
    tally(1);
    lines.push(reader.text(length));
  }
  return lines.join("\n");
}
