import type { Card } from "../../header/card.ts";
import { Header } from "../../header/header.ts";

/** Whether a BINTABLE header is that of a compressed table (FITS 4.0 §10.3.2). */
export function isCompressedTable(header: Header): boolean {
  return header.boolean("ZTABLE") === true;
}

/** Cards of the original table that are kept under another name. */
const RENAMED: readonly (readonly [stored: RegExp, original: string])[] = [
  [/^ZNAXIS(\d+)$/, "NAXIS$1"],
  [/^ZPCOUNT$/, "PCOUNT"],
  [/^ZTHEAP$/, "THEAP"],
  [/^ZFORM(\d+)$/, "TFORM$1"],
  [/^ZHECKSUM$/, "CHECKSUM"],
  [/^ZDATASUM$/, "DATASUM"],
];
/** Cards that are about the compression only. */
const OF_THE_COMPRESSION = /^(ZTABLE|ZTILELEN|ZCTYP\d+)$/;
/** Cards that are true of the compressed table, whether or not the original had such. */
const OF_THE_STORED = /^(CHECKSUM|DATASUM|THEAP)$/;

/** The header of the table that a compressed one stands for (§10.3.3). */
export function tableHeader(stored: Header): Header {
  const original = new Map<string, Card>();
  for (const card of stored.cards) {
    const name = originalName(card.keyword);
    if (name !== undefined && !original.has(name)) original.set(name, { ...card, keyword: name });
  }
  const cards = stored.cards.flatMap((card) => {
    const { keyword } = card;
    if (OF_THE_COMPRESSION.test(keyword) || originalName(keyword) !== undefined) return [];
    const replaced = original.get(keyword);
    if (!replaced) return OF_THE_STORED.test(keyword) ? [] : [card];
    original.delete(keyword);
    return [replaced];
  });
  const header = new Header([...cards, ...original.values()]);
  header.warnings.push(...stored.warnings);
  return header;
}

function originalName(keyword: string): string | undefined {
  const found = RENAMED.find(([stored]) => stored.test(keyword));
  return found && keyword.replace(found[0], found[1]);
}
