import { type ChecksumReport, verifyChecksums } from "./checksum.ts";
import { FitsError, located } from "./errors.ts";
import { RandomGroups } from "./groups.ts";
import type { Header } from "./header/header.ts";
import { pixelFormat } from "./image/bitpix.ts";
import { constantPixels, constantValue } from "./image/constant.ts";
import { FitsImage } from "./image/image.ts";
import { plainPixels } from "./image/plain.ts";
import type { FitsLimits } from "./limits.ts";
import type { FitsSource } from "./source.ts";
import { AsciiTable } from "./table/ascii.ts";
import { BinaryTable } from "./table/binary.ts";
import { isCompressedTable, tableHeader } from "./table/compressed/header.ts";
import { CompressedRows } from "./table/compressed/rows.ts";
import type { TableLayout } from "./table/heap.ts";
import { PlainRows } from "./table/stored.ts";
import type { Inflate, TileCodec } from "./tiles/codecs/codec.ts";
import { imageHeader, TABLE_NAME } from "./tiles/header.ts";
import { isCompressedImage } from "./tiles/layout.ts";
import { tiledPixels } from "./tiles/tiled.ts";

/**
 * The kind of an HDU. `compressed` is an image stored in a BINTABLE as compressed tiles, `groups` the primary HDU of
 * a random groups file, `unknown` an extension of a type not in FITS 4.0.
 */
export type HduType =
  | "primary"
  | "image"
  | "compressed"
  | "table"
  | "bintable"
  | "groups"
  | "unknown";

/** What an HDU needs from its file. */
export interface HduContext {
  source: FitsSource;
  limits: FitsLimits;
  inflate: Inflate;
  codecs: readonly TileCodec[];
}

/** Position and size of an HDU in the (unwrapped) file, in bytes. */
export interface HduPlace {
  offset: number;
  dataOffset: number;
  /** Size of the data without, and with, the padding to whole blocks. */
  dataBytes: number;
  paddedBytes: number;
  /** The end of the data that exist: less than it should be in a truncated file. */
  dataEnd: number;
}

/** One header and its data, which are read on demand. */
export class Hdu {
  readonly index: number;
  readonly type: HduType;
  /** EXTNAME; without one "PRIMARY" (first HDU), "COMPRESSED_IMAGE" (tiles) or "". */
  readonly name: string;
  /** EXTVER, default 1. */
  readonly version: number;
  /** NAXIS1, NAXIS2, …; for a compressed image or table, those of the original. */
  readonly axes: readonly number[];
  /** The cards; for a compressed image or table, those of the original. */
  readonly header: Header;
  /** The cards as they are in the file: for a compressed image, those of its table of tiles. */
  readonly storedHeader: Header;
  readonly place: Readonly<HduPlace>;
  readonly #context: HduContext;
  #image: FitsImage | undefined;

  constructor(index: number, header: Header, place: HduPlace, context: HduContext) {
    this.index = index;
    this.storedHeader = header;
    this.type = hduType(header, index);
    this.header = userHeader(header, this.type);
    this.axes = axesOf(this.header);
    this.name = this.header.string("EXTNAME")?.trim() || this.#defaultName();
    this.version = this.header.integer("EXTVER") ?? 1;
    this.place = place;
    this.#context = context;
  }

  #defaultName(): string {
    if (this.index === 0) return "PRIMARY";
    return this.type === "compressed" ? TABLE_NAME : "";
  }

  /** BITPIX; for a compressed image, that of the image. */
  get bitpix(): number {
    return this.header.integer("BITPIX") ?? 0;
  }

  /** ZCMPTYPE of a compressed image. */
  get compression(): string | undefined {
    return this.type === "compressed" ? this.storedHeader.string("ZCMPTYPE")?.trim() : undefined;
  }

  /** Whether there is an image with pixels. */
  get hasImage(): boolean {
    if (constantValue(this.header)) return true;
    const pictured = ["primary", "image", "compressed"].includes(this.type);
    return pictured && this.axes.length > 0 && this.axes.every((n) => n > 0);
  }

  /**
   * The image.
   *
   * @throws FitsError FITS_NO_IMAGE, and errors for contradictory cards.
   */
  get image(): FitsImage {
    this.#image ??= this.#located(() => this.#openImage());
    return this.#image;
  }

  /**
   * The table, binary or ASCII; undefined if there is none.
   *
   * @throws FitsError FITS_BAD_TABLE; FITS_UNSUPPORTED for an unknown compression.
   */
  get table(): BinaryTable | AsciiTable | undefined {
    const { source, limits } = this.#context;
    if (this.type === "table") {
      return this.#located(() => new AsciiTable(this.header, this.#tableLayout(), source, limits));
    }
    if (this.type !== "bintable" && this.type !== "compressed") return undefined;
    return this.#located(() => {
      const layout = this.#tableLayout();
      return isCompressedTable(this.storedHeader)
        ? new BinaryTable(
            this.header,
            new CompressedRows(this.storedHeader, layout, this.#context),
            limits,
          )
        : new BinaryTable(this.storedHeader, new PlainRows(layout, source, limits), limits);
    });
  }

  /** The random groups; undefined if there are none. */
  get groups(): RandomGroups | undefined {
    if (this.type !== "groups") return undefined;
    const { source, limits } = this.#context;
    return this.#located(
      () => new RandomGroups(this.header, this.place.dataOffset, source, limits),
    );
  }

  /** Checks DATASUM and CHECKSUM against the bytes; reads the whole HDU. */
  async verifyChecksums(): Promise<ChecksumReport> {
    return verifyChecksums(this.storedHeader, this.#context.source, this.place);
  }

  #openImage(): FitsImage {
    if (!this.hasImage) throw new FitsError("FITS_NO_IMAGE");
    const { source, limits } = this.#context;
    const format = () => pixelFormat(this.bitpix);
    const constant = constantValue(this.header);
    if (constant)
      return new FitsImage(this.header, constantPixels(constant, format(), limits), limits);
    const pixels =
      this.type === "compressed"
        ? tiledPixels(this.storedHeader, { ...this.#context, table: this.#tableLayout() })
        : plainPixels(source, this.place.dataOffset, this.axes, format(), limits);
    return new FitsImage(this.header, pixels, limits);
  }

  #tableLayout(): TableLayout {
    const rowBytes = this.storedHeader.integer("NAXIS1") ?? 0;
    const rows = this.storedHeader.integer("NAXIS2") ?? 0;
    const { dataOffset, dataBytes, dataEnd } = this.place;
    const heap = this.storedHeader.integer("THEAP") ?? rowBytes * rows;
    return {
      dataOffset,
      rowBytes,
      rows,
      heapOffset: dataOffset + Math.max(heap, rowBytes * rows),
      heapEnd: Math.min(dataOffset + dataBytes, dataEnd),
    };
  }

  #located<T>(open: () => T): T {
    try {
      return open();
    } catch (error) {
      throw located(error, { hdu: this.index });
    }
  }
}

/** The original's cards for a compressed image or table; otherwise the cards as stored. */
function userHeader(stored: Header, type: HduType): Header {
  if (type === "compressed") return imageHeader(stored);
  return type === "bintable" && isCompressedTable(stored) ? tableHeader(stored) : stored;
}

/** NAXISn; none if a compressed image claims more axes than are allowed (§4.4.1.1). */
function axesOf(header: Header): number[] {
  const naxis = header.integer("NAXIS") ?? 0;
  if (naxis < 0 || naxis > 999) return [];
  return Array.from({ length: naxis }, (_, i) => header.integer(`NAXIS${i + 1}`) ?? 0);
}

function hduType(header: Header, index: number): HduType {
  const extension = header.string("XTENSION")?.trim().toUpperCase();
  if (extension === undefined) {
    const groups = header.boolean("GROUPS") === true && header.integer("NAXIS1") === 0;
    return groups ? "groups" : index === 0 ? "primary" : "image";
  }
  if (extension === "BINTABLE" && isCompressedImage(header)) return "compressed";
  return EXTENSIONS[extension] ?? "unknown";
}

/** XTENSION values, including those of old files (FITS 4.0 §7, appendix F). */
const EXTENSIONS: Record<string, HduType> = {
  IMAGE: "image",
  IUEIMAGE: "image",
  TABLE: "table",
  BINTABLE: "bintable",
  A3DTABLE: "bintable",
};
