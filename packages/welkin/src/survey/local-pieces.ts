import { basenameOf } from "../frames/index.ts";

/** Which of these file names a local archive holds. */
export type HeldFiles = (basenames: readonly string[]) => Promise<ReadonlySet<string>>;

interface Place {
  readonly ra: number;
  readonly dec: number;
}

/** The values of an observation that this needs; `file_name` is a field of rows that came from files. */
interface Row extends Partial<Place> {
  readonly product_id: string;
  readonly cutout_url: string | null;
  readonly preview_url: string | null;
  readonly file_name?: unknown;
}

/** arcmin; and pixels of a picture. */
const SIZE = 5;
const PIXELS = 320;

/**
 * Cutouts of observations whose source defines no address for them, but whose files are in an archive that Welkin reads
 * itself.
 */
export class LocalPieces {
  readonly #held: HeldFiles | undefined;

  /** @param held Undefined if there is no such archive. */
  constructor(held: HeldFiles | undefined) {
    this.#held = held;
  }

  /** Whether answers may change even if no observation is added. */
  get on(): boolean {
    return this.#held !== undefined;
  }

  /**
   * The rows, completed with the addresses that they lack.
   *
   * @param place The position of interest in all of them, degrees; if absent, each row's own ra and dec.
   */
  async fill<Given extends object>(
    rows: readonly Given[],
    place?: Place,
  ): Promise<readonly Given[]> {
    const lacking = (rows as readonly unknown[] as readonly Row[]).filter(isLacking);
    if (this.#held === undefined || lacking.length === 0) return rows;
    const held = await this.#held([...new Set(lacking.flatMap(namesOf))]);
    if (held.size === 0) return rows;
    return rows.map((given) => {
      const row = given as unknown as Row;
      const name = isLacking(row) ? namesOf(row).find((one) => held.has(one)) : undefined;
      return name === undefined ? given : { ...given, ...pieces(name, row, place ?? row) };
    });
  }
}

const isLacking = ({ cutout_url }: Row) => cutout_url === null;

function namesOf({ product_id, file_name: file }: Row): string[] {
  return [...new Set([product_id, ...(typeof file === "string" ? [basenameOf(file)] : [])])];
}

function pieces(name: string, { preview_url }: Row, { ra = 0, dec = 0 }: Partial<Place>) {
  const at = `ra=${ra.toFixed(5)}&dec=${dec.toFixed(5)}&size=${SIZE}`;
  const piece = (format: string) => `/frames/${encodeURIComponent(name)}/cutout.${format}?${at}`;
  const picture = `${piece("jpg")}&width=${PIXELS}&height=${PIXELS}`;
  return { cutout_url: piece("fits"), preview_url: preview_url ?? picture };
}
