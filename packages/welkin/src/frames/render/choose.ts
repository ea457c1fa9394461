import { type FitsFile, type Hdu, Header } from "@welkin/fits";
import { WelkinError } from "../../errors.ts";

/**
 * The HDU to show: by number or by EXTNAME (`SCI`, `SCI,2`), else the first that has an image.
 *
 * @throws FitsError FITS_NO_IMAGE; WelkinError FRAME_HDU_NOT_FOUND.
 */
export function chooseHdu(file: FitsFile, wanted?: string): Hdu {
  if (wanted === undefined) return file.firstImage();
  const [name = "", version] = wanted.split(",");
  const hdu = /^\d{1,6}$/.test(wanted)
    ? file.hdu(Number(wanted))
    : file.hdu(name, version === undefined ? undefined : Number(version));
  if (!hdu) {
    const last = file.hdus.length - 1;
    throw new WelkinError("FRAME_HDU_NOT_FOUND", `hdu ${wanted}: the file has HDUs 0 to ${last}.`);
  }
  if (!hdu.hasImage) {
    throw new WelkinError("FRAME_HDU_NOT_FOUND", `hdu ${wanted} holds no image.`);
  }
  return hdu;
}

/** Cards that describe the data of their own HDU only. */
const OWN =
  /^(SIMPLE|XTENSION|BITPIX|NAXIS\d*|EXTEND|PCOUNT|GCOUNT|GROUPS|BSCALE|BZERO|BLANK|EXTNAME|EXTVER|EXTLEVEL|INHERIT|CHECKSUM|DATASUM|NEXTEND|)$/;

/**
 * The cards of an HDU, followed by those of an empty primary that it lacks: what holds for all extensions is stated
 * there once (LCO's raw frames have their coordinates there).
 */
export function inheritedHeader(file: FitsFile, hdu: Hdu): Header {
  const primary = file.hdus[0];
  if (!primary || hdu.index === 0 || primary.hasImage) return hdu.header;
  const header = new Header(hdu.header.cards);
  for (const card of primary.header.cards) {
    if (card.value === undefined || OWN.test(card.keyword)) continue;
    if (!hdu.header.has(card.keyword)) header.append(card);
  }
  return header;
}
