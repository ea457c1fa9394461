import { located } from "../errors.ts";
import type { FitsFile } from "../file.ts";
import type { Hdu } from "../hdu.ts";
import { CPDIS, D2IM, type LookupTable, lookupNames } from "./distortions/lookup.ts";
import { parseWcs, type WcsOptions } from "./parse.ts";
import type { Wcs } from "./wcs.ts";

/** Lookup tables are coarse grids: real ones have some thousand cells. */
const MAX_TABLE_CELLS = 2 ** 24;

/**
 * Reads the celestial coordinates of an HDU, with the lookup tables that its distortions need from
 * other HDUs of the file.
 *
 * @throws FitsError as `parseWcs`, and errors of reading the tables.
 */
export async function readWcs(
  file: FitsFile,
  hdu: Hdu,
  options: Omit<WcsOptions, "table"> = {},
): Promise<Wcs | undefined> {
  try {
    const tables = new Map<string, LookupTable>();
    const alternate = options.alternate?.trim().toUpperCase() ?? "";
    const kinds = alternate === "" ? [CPDIS, D2IM] : [CPDIS];
    const names = kinds.flatMap((keywords) => lookupNames(hdu.header, keywords, alternate));
    for (const { extname, extver } of names) {
      const found = file.hdus.find((h) => h.name.toUpperCase() === extname && h.version === extver);
      if (found) tables.set(`${extname},${extver}`, await readTable(found));
    }
    const table = (extname: string, extver: number) => tables.get(`${extname},${extver}`);
    return parseWcs(hdu.header, { ...options, table });
  } catch (error) {
    throw located(error, { hdu: hdu.index });
  }
}

async function readTable(hdu: Hdu): Promise<LookupTable> {
  const { image } = hdu;
  const { width, height } = image;
  const empty = width * height > MAX_TABLE_CELLS;
  const data = empty ? [] : (await image.read({ as: "float64" })).data;
  return { header: hdu.header, width, height, data };
}
