import type { Card } from "../header/card.ts";
import { Header } from "../header/header.ts";

/** Cards of the table that do not belong to the image (FITS 4.0 §10.1.1, §10.1.2). */
const OF_THE_TABLE =
  /^(XTENSION|SIMPLE|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|TFIELDS|THEAP|CHECKSUM|DATASUM|T(TYPE|FORM|UNIT|DISP|NULL|SCAL|ZERO|DIM)\d+|Z(IMAGE|CMPTYPE|TILE\d+|NAME\d+|VAL\d+|QUANTIZ|DITHER0|MASKCMP|SCALE|ZERO|TENSION|SIMPLE|BITPIX|NAXIS\d*|PCOUNT|GCOUNT|EXTEND|BLOCKED|BLANK|HECKSUM|DATASUM|TABLE))$/;

/** Cards stored under another name, moved after the first ones. */
const RENAMED: readonly (readonly [stored: string, image: string])[] = [
  ["ZPCOUNT", "PCOUNT"],
  ["ZGCOUNT", "GCOUNT"],
  ["ZEXTEND", "EXTEND"],
  ["ZBLOCKED", "BLOCKED"],
  ["ZHECKSUM", "CHECKSUM"],
  ["ZDATASUM", "DATASUM"],
];

/** cfitsio's name for a table of tiles: not a name of the image, which may be in a second card. */
export const TABLE_NAME = "COMPRESSED_IMAGE";

/** Whether each tile has a blank value of its own, which no BLANK of the image could give. */
function blanksByTile(stored: Header): boolean {
  return stored.cards.some(
    ({ keyword, value }) =>
      /^TTYPE\d+$/.test(keyword) &&
      typeof value === "string" &&
      value.trim().toUpperCase() === "ZBLANK",
  );
}

/** The header of the image in a tile-compressed table. */
export function imageHeader(stored: Header): Header {
  const cards: Card[] = [];
  const copy = (from: string, to: string) => {
    const card = stored.card(from);
    if (card) cards.push({ ...card, keyword: to });
    return card !== undefined;
  };
  if (!copy("ZSIMPLE", "SIMPLE") && !copy("ZTENSION", "XTENSION")) {
    cards.push({ keyword: "XTENSION", value: "IMAGE", comment: "Image extension" });
  }
  copy("ZBITPIX", "BITPIX");
  copy("ZNAXIS", "NAXIS");
  for (let n = 1; n <= (stored.integer("ZNAXIS") ?? 0) && n <= 999; n++) {
    copy(`ZNAXIS${n}`, `NAXIS${n}`);
  }
  for (const [from, to] of RENAMED) copy(from, to);
  // In an image of integers ZBLANK is the original BLANK; in one of floats it only marks NaN.
  const integer = (stored.integer("ZBITPIX") ?? 0) > 0;
  if (integer && !stored.has("BLANK")) copy("ZBLANK", "BLANK");
  const kept = stored.cards.filter(
    ({ keyword, value }) =>
      !OF_THE_TABLE.test(keyword) &&
      !(keyword === "BLANK" && !integer) &&
      !(keyword === "EXTNAME" && value === TABLE_NAME),
  );
  const header = new Header([...cards, ...kept]);
  header.warnings.push(...stored.warnings);
  if (integer && !header.has("BLANK") && blanksByTile(stored)) {
    header.warnings.push("ZBLANK is a column: the blank pixels of these integers stay as they are");
  }
  return header;
}
