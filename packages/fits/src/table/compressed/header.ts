import type { Card } from "../../header/card.ts";
import { Header } from "../../header/header.ts";

/** Whether a BINTABLE header is that of a compressed table (FITS 4.0 §10.3.2). */
export function isCompressedTable(header: Header): boolean {
  return header.boolean("ZTABLE") === true;
}

/** Cards of the original table that are stored under another name. */
const RENAMED: readonly (readonly [stored: RegExp, original: string])[] = [
  [/^ZNAXIS(\d+)$/, "NAXIS$1"],
  [/^ZPCOUNT$/, "PCOUNT"],
  [/^ZTHEAP$/, "THEAP"],
  [/^ZFORM(\d+)$/, "TFORM$1"],
  [/^ZHECKSUM$/, "CHECKSUM"],
  [/^ZDATASUM$/, "DATASUM"],
];
/** Cards that concern only the compression. */
const OF_THE_COMPRESSION = /^(ZTABLE|ZTILELEN|ZCTYP\d+)$/;
/** Cards that apply to the compressed table, whether or not the original had them. */
const OF_THE_STORED = /^(CHECKSUM|DATASUM|THEAP)$/;

/** The header of the original of a compressed table (§10.3.3). */
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
