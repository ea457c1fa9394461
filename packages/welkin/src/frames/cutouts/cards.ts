import { type Card, type Hdu, Header } from "@welkin/fits";
import type { Box } from "./box.ts";

/** Cards of axes beyond the second, which a cutout does not have. */
const HIGHER_AXIS =
  /^((CTYPE|CRVAL|CRPIX|CDELT|CUNIT|CROTA|CNAME|NAXIS)([3-9]|\d{2,})[A-Z]?|(PC|CD)((\d+_([3-9]|\d{2,}))|(([3-9]|\d{2,})_\d+))[A-Z]?|(PV|PS)([3-9]|\d{2,})_\d+[A-Z]?)$/;

/** Cards that hold only for the whole image. */
const OF_THE_WHOLE = /^(DATAMIN|DATAMAX|DATASEC|TRIMSEC|BIASSEC|DETSEC|CCDSEC|CHECKSUM|DATASUM)$/;

/**
 * The header of a cutout: its parent's cards, with the reference pixels of every description moved (FITS WCS paper I,
 * section 2.1.1), the physical coordinates of IRAF (LTVi), and the corner of a Digitized Sky Survey plate (CNPIXi).
 * Terms relative to the reference pixel (SIP, TPV) stay unchanged.
 */
export function cutoutHeader(parent: Header, box: Box): Header {
  const shift: readonly [number, number] = [box.x, box.y];
  const header = new Header();
  // If the sky runs along other axes, dropping some would change the meaning.
  const flat = !parent.cards.some(skyAlongHigherAxis);
  for (const card of parent.cards) {
    if (OF_THE_WHOLE.test(card.keyword)) continue;
    if (flat && HIGHER_AXIS.test(card.keyword)) continue;
    header.append(
      flat && isAxisCount(card) ? { ...card, value: 2 } : movedCard(card, shift, parent),
    );
  }
  const corner = [1, 2].map((axis) => `LTV${axis}`);
  for (const [axis, keyword] of corner.entries()) {
    if (!header.has(keyword)) {
      header.append({ keyword, value: -(shift[axis] as number), comment: "offset of the parent" });
    }
  }
  for (const keyword of ["LTM1_1", "LTM2_2"]) {
    if (!header.has(keyword)) header.append({ keyword, value: 1, comment: "" });
  }
  return header;
}

function skyAlongHigherAxis({ keyword, value }: Card): boolean {
  const sky = typeof value === "string" && /^(RA|DEC|[A-Z]L(ON|AT)|[A-Z]{2}L[NT])-/.test(value);
  return sky && /^CTYPE([3-9]|\d{2,})[A-Z]?$/.test(keyword);
}

function isAxisCount({ keyword, value }: Card): boolean {
  return /^WCSAXES[A-Z]?$/.test(keyword) && Number(value) > 2;
}

/** Keywords that hold a pixel number of axis 1 or 2, and which way a cutout moves it. */
const PIXEL_NUMBERS: readonly (readonly [RegExp, 1 | -1])[] = [
  [/^CRPIX([12])[A-Z]?$/, -1],
  [/^LTV([12])$/, -1],
  [/^CNPIX([12])$/, 1],
];

function movedCard(card: Card, shift: readonly [number, number], parent: Header): Card {
  for (const [pattern, sign] of PIXEL_NUMBERS) {
    const match = pattern.exec(card.keyword);
    const value = match ? parent.number(card.keyword) : undefined;
    if (!match || value === undefined) continue;
    return { ...card, value: value + sign * (shift[Number(match[1]) - 1] as number) };
  }
  return card;
}

/** A CRPIX omitted in a header is 0 (paper I, table 22): a cutout must state it. */
export function withReferencePixels(header: Header): Header {
  const whole = new Header(header.cards);
  for (const { keyword } of header.cards) {
    const match = /^CTYPE([12])([A-Z]?)$/.exec(keyword);
    if (!match) continue;
    const crpix = `CRPIX${match[1]}${match[2]}`;
    if (!whole.has(crpix)) whole.append({ keyword: crpix, value: 0, comment: "" });
  }
  return whole;
}

/** The two kinds of lookup tables (FITS WCS paper IV draft): type, parameters, and the extension that contains them. */
const LOOKUPS = [
  { type: "CPDIS", parameters: "DP", extname: "WCSDVARR" },
  { type: "D2IMDIS", parameters: "D2IM", extname: "D2IMARR" },
] as const;

/** The lookup tables that a header refers to, each with the shift of its CRVAL along its own axes. */
export function lookupTables(
  header: Header,
  hdus: readonly Hdu[],
  box: Box,
): { readonly hdu: Hdu; readonly header: Header }[] {
  const found = new Map<number, { hdu: Hdu; header: Header }>();
  for (const { type, parameters, extname } of LOOKUPS) {
    for (const axis of [1, 2]) {
      if (!header.string(`${type}${axis}`)) continue;
      const version = record(header, `${parameters}${axis}`, "EXTVER") ?? 1;
      const along = record(header, `${parameters}${axis}`, `AXIS.${axis}`) ?? axis;
      const hdu = hdus.find((each) => each.name === extname && each.version === version);
      if (!hdu?.hasImage || found.has(hdu.index)) continue;
      const shift = along === axis ? [box.x, box.y] : [box.y, box.x];
      const moved = new Header(hdu.header.cards);
      for (const [i, by] of shift.entries()) {
        const [reference, value] = [`CRPIX${i + 1}`, `CRVAL${i + 1}`];
        const [cell, pixel] = [reference, value].map((keyword) => hdu.header.number(keyword) ?? 0);
        // HST's pipelines write 0 for both and mean that the first pixel lies on the first cell.
        const fromZero = cell === 0 && pixel === 0;
        if (fromZero) moved.set(reference, 1);
        moved.set(value, (fromZero ? 1 : pixel!) - by);
      }
      found.set(hdu.index, { hdu, header: moved });
    }
  }
  return [...found.values()];
}

/** A record-valued card, `DP1 = 'EXTVER: 1'` or `DP1.EXTVER = 1`. */
function record(header: Header, keyword: string, field: string): number | undefined {
  const direct = header.number(`${keyword}.${field}`);
  if (direct !== undefined) return direct;
  for (const { keyword: name, value } of header.cards) {
    if (name !== keyword || typeof value !== "string") continue;
    const [said, number] = value.split(":");
    if (said?.trim() === field && Number.isFinite(Number(number))) return Number(number);
  }
  return undefined;
}
