import { FitsError, located } from "./errors.ts";
import { Hdu, type HduContext, type HduPlace } from "./hdu.ts";
import type { Header } from "./header/header.ts";
import { BLOCK_BYTES, type LocatedHeader, readHeader } from "./header/read.ts";
import { pixelFormat } from "./image/bitpix.ts";
import { inflate } from "./inflate.ts";
import { DEFAULT_LIMITS, type FitsLimits } from "./limits.ts";
import { bytesSource, type FitsSource } from "./source.ts";
import type { Inflate, TileCodec } from "./tiles/codecs/codec.ts";
import { type Decompressors, unwrap } from "./unwrap.ts";

export interface OpenOptions {
  /** For files compressed as a whole; gzip is built in, bzip2 must be provided. */
  decompressors?: Decompressors;
  /** A faster inflate for gzip tiles, such as one on `node:zlib`'s `gunzipSync`. */
  inflate?: Inflate;
  /** Additional tile codecs, or replacements. */
  codecs?: readonly TileCodec[];
  limits?: Partial<FitsLimits>;
}

/** An opened file: its HDUs, and what was tolerated. */
export class FitsFile {
  readonly hdus: readonly Hdu[];
  /** In plain words; an empty list means that the file follows the standard, as far as it was read. */
  readonly warnings: readonly string[];

  constructor(hdus: readonly Hdu[], warnings: readonly string[]) {
    this.hdus = hdus;
    this.warnings = warnings;
  }

  /**
   * An HDU by index, or by EXTNAME (and EXTVER).
   *
   * @example file.hdu("SCI", 2)
   */
  hdu(which: number | string, version?: number): Hdu | undefined {
    if (typeof which === "number") return this.hdus[which];
    const name = which.trim().toUpperCase();
    return this.hdus.find(
      (hdu) =>
        hdu.name.toUpperCase() === name && (version === undefined || hdu.version === version),
    );
  }

  /** The first HDU with an image of two or more axes, else of one; FITS_NO_IMAGE if none has. */
  firstImage(): Hdu {
    const images = this.hdus.filter((hdu) => hdu.hasImage);
    const found = images.find((hdu) => hdu.axes.length >= 2) ?? images[0];
    if (found) return found;
    throw new FitsError("FITS_NO_IMAGE");
  }
}

/**
 * Opens a FITS file: reads only its headers. Files wrapped in gzip are unwrapped; those in bzip2 too, if a
 * decompressor is given.
 *
 * An error in the first HDU is thrown. Damage further on (a truncated last HDU, garbage after it) leaves earlier HDUs
 * readable and is reported in `warnings`.
 *
 * @throws FitsError FITS_EMPTY, FITS_NOT_FITS, FITS_NO_END, FITS_BAD_HEADER, FITS_TOO_LARGE,
 *   FITS_BAD_WRAPPER, FITS_UNSUPPORTED.
 * @example
 * const file = await openFits(await readFile("m51.fits"));
 * const { data, width } = await file.firstImage().image.read({ x: 0, y: 0, width: 300, height: 300 });
 */
export async function openFits(
  input: Uint8Array | FitsSource,
  options: OpenOptions = {},
): Promise<FitsFile> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const outer = input instanceof Uint8Array ? bytesSource(input) : input;
  const source = await unwrap(outer, options.decompressors ?? {}, limits);
  const context: HduContext = {
    source,
    limits,
    inflate: options.inflate ?? inflate,
    codecs: options.codecs ?? [],
  };
  const hdus: Hdu[] = [];
  const warnings: string[] = [];
  for (let offset = 0; ; ) {
    const hdu = await nextHdu(offset, hdus.length, context, warnings);
    if (!hdu) break;
    hdus.push(hdu);
    const { place } = hdu;
    if (place.dataEnd < place.dataOffset + place.dataBytes) {
      warnings.push(`HDU ${hdu.index}: the file ends before the data do`);
    }
    offset = place.dataOffset + place.paddedBytes;
    if (source.size !== undefined && offset >= source.size) break;
  }
  if (hdus.length === 0) throw new FitsError("FITS_EMPTY");
  return new FitsFile(hdus, warnings);
}

/** The HDU at an offset; undefined at the end, or if the bytes there cannot be one. */
async function nextHdu(
  offset: number,
  index: number,
  context: HduContext,
  warnings: string[],
): Promise<Hdu | undefined> {
  const { source, limits } = context;
  try {
    const found = await readHeader(source, offset, limits);
    if (!found) return undefined;
    if (index >= limits.maxHdus) throw new FitsError("FITS_TOO_LARGE", `more than ${index} HDUs`);
    const place = dataPlace(found, offset, source.size);
    const hdu = new Hdu(index, found.header, place, context);
    const told = new Set([...found.header.warnings, ...hdu.header.warnings]);
    warnings.push(...Array.from(told, (warning) => `HDU ${index}: ${warning}`));
    return hdu;
  } catch (error) {
    if (index === 0 || !(error instanceof FitsError)) throw located(error, { hdu: index });
    warnings.push(`HDU ${index}: ${error.message}`);
    return undefined;
  }
}

/** Size of the data unit (FITS 4.0 §4.4.1.1, §6.1, §7). */
function dataPlace(
  { header, dataOffset }: LocatedHeader,
  offset: number,
  size: number | undefined,
): HduPlace {
  const naxis = counted(header, "NAXIS", undefined);
  if (naxis > MAX_AXES) throw badCard(header, "NAXIS");
  const axes = Array.from({ length: naxis }, (_, i) => counted(header, `NAXIS${i + 1}`, undefined));
  const format = pixelFormat(header.integer("BITPIX"));
  const groups = axes[0] === 0 && header.boolean("GROUPS") === true;
  const values = (groups ? axes.slice(1) : axes).reduce((a, b) => a * b, 1);
  const extended = header.has("XTENSION") || groups;
  const pcount = extended ? counted(header, "PCOUNT", 0) : 0;
  const gcount = extended ? counted(header, "GCOUNT", 1) : 1;
  const dataBytes = naxis === 0 ? 0 : format.bytes * gcount * (pcount + values);
  const paddedBytes = Math.ceil(dataBytes / BLOCK_BYTES) * BLOCK_BYTES;
  if (!Number.isSafeInteger(dataOffset + paddedBytes)) {
    throw new FitsError("FITS_TOO_LARGE", `the data have ${dataBytes} bytes`, { offset });
  }
  const dataEnd = Math.min(dataOffset + dataBytes, size ?? Number.POSITIVE_INFINITY);
  return { offset, dataOffset, dataBytes, paddedBytes, dataEnd };
}

const MAX_AXES = 999;

function counted(header: Header, card: string, missing: number | undefined): number {
  const value = header.has(card) ? header.integer(card) : missing;
  if (value === undefined || value < 0) throw badCard(header, card);
  return value;
}

function badCard(header: Header, card: string): FitsError {
  return new FitsError("FITS_BAD_HEADER", `${card} = ${header.get(card)}`, { card });
}
