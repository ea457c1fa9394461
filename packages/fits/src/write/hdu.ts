import { addToSum, encodeChecksum } from "../checksum.ts";
import type { Card, CardValue } from "../header/card.ts";
import { Header } from "../header/header.ts";
import { BLOCK_BYTES } from "../header/read.ts";
import { headerBytes } from "./cards.ts";

/** A header and data unit ready to be written. */
export interface WritableHdu {
  cards: Card[];
  /** Data without padding. */
  data: Uint8Array;
  /** The byte used as padding. */
  padding?: number;
}

/** Cards that describe the data: derived from the data, never copied. */
const STRUCTURE =
  /^(SIMPLE|XTENSION|BITPIX|NAXIS\d*|EXTEND|PCOUNT|GCOUNT|GROUPS|BSCALE|BZERO|BLANK|TFIELDS|THEAP|CHECKSUM|DATASUM|LONGSTRN|T(TYPE|FORM|UNIT|DISP|NULL|SCAL|ZERO|DIM|BCOL)\d+|Z(IMAGE|CMPTYPE|TILE\d+|NAME\d+|VAL\d+|QUANTIZ|DITHER0|MASKCMP|SCALE|ZERO|TENSION|SIMPLE|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|EXTEND|BLOCKED|BLANK|HECKSUM|DATASUM)|END)$/;

/** Options common to all kinds of HDUs. */
export interface HduInputBase {
  /** Additional cards; those that describe the data are left out. */
  header?: Header | readonly Card[];
  /** EXTNAME and EXTVER. */
  name?: string;
  version?: number;
}

export function card(keyword: string, value: CardValue, comment = ""): Card {
  return { keyword, value, comment };
}

/** The user's cards after the structural ones. */
export function userCards(input: HduInputBase): Card[] {
  const header = input.header instanceof Header ? input.header.cards : (input.header ?? []);
  const named = new Set<string>();
  const cards: Card[] = [];
  if (input.name !== undefined) {
    named.add("EXTNAME");
    cards.push(card("EXTNAME", input.name, "name of this extension"));
  }
  if (input.version !== undefined) {
    named.add("EXTVER");
    cards.push(card("EXTVER", input.version, "version of this extension"));
  }
  const kept = header.filter(({ keyword }) => !STRUCTURE.test(keyword) && !named.has(keyword));
  return [...cards, ...kept];
}

/** The bytes of an HDU, with DATASUM and CHECKSUM if requested. */
export function hduBytes(
  { cards, data, padding = 0 }: WritableHdu,
  checksum: boolean,
): Uint8Array[] {
  const pad = new Uint8Array(paddingOf(data.byteLength)).fill(padding);
  if (!checksum) return [headerBytes(cards), data, pad];
  const datasum = addToSum(addToSum(0, data), pad);
  const summed = (text: string) =>
    headerBytes([
      ...cards,
      card("CHECKSUM", text, "HDU checksum"),
      card("DATASUM", String(datasum), "data unit checksum"),
    ]);
  const open = addToSum(datasum, summed("0".repeat(16)));
  return [summed(encodeChecksum(open)), data, pad];
}

function paddingOf(length: number): number {
  return (BLOCK_BYTES - (length % BLOCK_BYTES)) % BLOCK_BYTES;
}
