import { decompressBzip2, isBzip2 } from "../bzip2/decompress.ts";
import { NexradError } from "../errors.ts";
import { readCodedMessage } from "./blocks/coded-message.ts";
import { readGraphicPages, readLoosePackets } from "./blocks/graphic.ts";
import { type BlockScope, isSymbology, readSymbology } from "./blocks/symbology.ts";
import { readPages, readTabularBlock } from "./blocks/tabular.ts";
import { isFreeText, openEnvelope, readFreeText, unwrapFile, unwrapHead } from "./envelope.ts";
import { collectGrids } from "./grids.ts";
import {
  DESCRIPTION_END,
  DIVIDER,
  HEADER_BYTES,
  readDescription,
  readMessageHeader,
} from "./header.ts";
import type {
  CodedMessage,
  Description,
  Heading,
  Level3Product,
  MessageHeader,
  RadarProduct,
  StatusMessage,
} from "./product.ts";
import { Reader } from "./reader.ts";
import { productInfo } from "./registry/index.ts";
import type { ProductInfo } from "./registry/info.ts";
import { icaoOf } from "./site.ts";
import { readStatus } from "./status.ts";

export interface DecodeLevel3Options {
  /**
   * The most bytes to which the file may unpack, and the most cells that its grids may have together. Today's largest
   * products take 1.4 MB of either. 16 MiB by default.
   */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/** The most packets, points, features, parameters and lines together; the busiest products have some thousands. */
const MAX_ITEMS = 200_000;

/** The general status message; no other code below this one is a product either. */
const STATUS_CODE = 2;
const FIRST_PRODUCT = 16;

/**
 * Reads a Level III file (ICD 2620001): a product in any wrapper in which it is distributed, a general status
 * message, or a message from operators.
 *
 * Damage in graphics throws. Damage in the alphanumeric blocks, and packets with unknown codes, are listed in
 * `problems`.
 *
 * @throws NexradError `LEVEL3_…`, `ZLIB_…`, `BZIP2_…`; offsets are in the unpacked message
 */
export function decodeLevel3(bytes: Uint8Array, options: DecodeLevel3Options = {}): Level3Product {
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const { heading, message } = openEnvelope(unwrapFile(bytes, maxBytes), maxBytes);
  if (heading && isFreeText(heading)) {
    return {
      format: "level3",
      kind: "text",
      name: "Free Text Message",
      ...identify(heading),
      text: readFreeText(message, maxBytes),
    };
  }

  if (message.length < HEADER_BYTES + 2 || !looksLikeMessage(message)) {
    throw new NexradError("LEVEL3_NOT_LEVEL3", "These bytes are no NEXRAD Level III message", {
      offset: 0,
    });
  }
  const reader = new Reader(message);
  const header = readMessageHeader(reader);
  if (header.code === STATUS_CODE) return decodeStatus(reader, header, heading);
  if (header.code < FIRST_PRODUCT) {
    throw new NexradError("LEVEL3_NOT_LEVEL3", `Message ${header.code} is no product`, {
      offset: 0,
    });
  }
  return decodeProduct(message, header, heading, maxBytes);
}

/** Whether bytes look like a Level III file, judging by the first ones. */
export function isLevel3(bytes: Uint8Array): boolean {
  try {
    const { heading, message } = openEnvelope(unwrapHead(bytes), DEFAULT_MAX_BYTES, 1);
    return isFreeText(heading) || looksLikeMessage(message);
  } catch (error) {
    if (error instanceof NexradError) return false;
    throw error;
  }
}

/** A code, and a divider where the first block after the header starts. The day is 0 in products of the 1990s. */
function looksLikeMessage(message: Uint8Array): boolean {
  if (message.length < HEADER_BYTES + 2) return false;
  const reader = new Reader(message);
  const code = reader.i16();
  reader.seek(HEADER_BYTES);
  return code > 0 && code < 1000 && reader.i16() === DIVIDER;
}

function identify(heading: Heading | undefined, source?: number, description?: Description) {
  const siteId = heading?.site ?? "";
  return { site: icaoOf(siteId, source, description), siteId, ...(heading && { heading }) };
}

function decodeStatus(
  reader: Reader,
  header: MessageHeader,
  heading: Heading | undefined,
): StatusMessage {
  return {
    format: "level3",
    kind: "status",
    code: STATUS_CODE,
    name: "General Status Message",
    ...identify(heading, header.source),
    header,
    time: header.time,
    status: readStatus(reader),
  };
}

function decodeProduct(
  message: Uint8Array,
  header: MessageHeader,
  heading: Heading | undefined,
  maxBytes: number,
): RadarProduct {
  const reader = new Reader(message);
  reader.seek(HEADER_BYTES);
  const description = readDescription(reader);
  const info = productInfo(header.code);
  const collector = new Collector(maxBytes);
  const blocks = LAYOUTS[info.layout](unpack(message, maxBytes), description, collector);
  return {
    format: "level3",
    kind: "product",
    code: header.code,
    name: info.name,
    ...identify(heading, header.source, description),
    info,
    header,
    description,
    time: description.volumeTime,
    metadata: readMetadata(info, description),
    values: info.values(description.thresholds),
    ...NO_BLOCKS,
    ...blocks,
    grids: (blocks.layers ?? []).flatMap((layer) => collectGrids(layer, info)),
    packets: { symbology: collector.symbology, graphic: collector.graphic },
    problems: collector.problems,
  };
}

function readMetadata(info: ProductInfo, { dependent }: Description): RadarProduct["metadata"] {
  return Object.fromEntries(
    Object.entries(info.fields).map(([key, rule]) => [key, rule(dependent)]),
  );
}

/** Everything after the description may be one bzip2 stream; offsets count as if it were not compressed. */
function unpack(message: Uint8Array, maxBytes: number): Uint8Array {
  if (!isBzip2(message, DESCRIPTION_END)) return message;
  const blocks = decompressBzip2(message.subarray(DESCRIPTION_END), maxBytes);
  const whole = new Uint8Array(DESCRIPTION_END + blocks.length);
  whole.set(message.subarray(0, DESCRIPTION_END));
  whole.set(blocks, DESCRIPTION_END);
  return whole;
}

type Blocks = Partial<Pick<RadarProduct, "layers" | "graphicPages" | "tabularPages">> & {
  readonly codedMessage?: CodedMessage;
};

const NO_BLOCKS = { layers: [], graphicPages: [], tabularPages: [] } as const;

/** How the blocks of each layout are read. */
const LAYOUTS: Readonly<
  Record<
    ProductInfo["layout"],
    (body: Uint8Array, description: Description, collector: Collector) => Blocks
  >
> = {
  graphic: readBlocks,
  tabular: (body, description, collector) => {
    const { symbologyOffset, graphicOffset } = description;
    // The old product 82 has blocks like others.
    if (symbologyOffset && isSymbology(at(body, symbologyOffset))) {
      return readBlocks(body, description, collector);
    }
    return {
      tabularPages: symbologyOffset ? readPages(at(body, symbologyOffset), collector.tally) : [],
      graphicPages: collector.attempt(graphicOffset, () => [
        readLoosePackets(atLoosePackets(body, graphicOffset), collector.scope("graphic")),
      ]),
    };
  },
  "coded message": (body, { symbologyOffset }) =>
    symbologyOffset ? { codedMessage: readCodedMessage(at(body, symbologyOffset)) } : {},
};

function readBlocks(
  body: Uint8Array,
  { symbologyOffset, graphicOffset, tabularOffset }: Description,
  collector: Collector,
): Blocks {
  const symbology = () => readSymbology(at(body, symbologyOffset), collector.scope("symbology"));
  return {
    layers: symbologyOffset ? symbology() : [],
    graphicPages: collector.attempt(graphicOffset, () =>
      readGraphicPages(at(body, graphicOffset), collector.scope("graphic")),
    ),
    tabularPages: collector.attempt(tabularOffset, () =>
      readTabularBlock(at(body, tabularOffset), collector.tally),
    ),
  };
}

/** A reader at an offset given in halfwords from the start of the message. */
function at(body: Uint8Array, halfwords: number): Reader {
  const reader = new Reader(body);
  reader.seek(2 * halfwords);
  return reader;
}

/** The offset is one halfword beyond the start of the packets, and past the end if there are none. */
function atLoosePackets(body: Uint8Array, halfwords: number): Reader {
  return new Reader(body, Math.min(2 * (halfwords - 1), body.length));
}

/** Collected while the blocks are read: the census, the problems, and the remaining limits. */
class Collector {
  readonly symbology = new Map<number, number>();
  readonly graphic = new Map<number, number>();
  readonly problems: NexradError[] = [];
  readonly #maxCells: number;
  #cellsLeft: number;
  #itemsLeft = MAX_ITEMS;

  constructor(maxCells: number) {
    this.#maxCells = maxCells;
    this.#cellsLeft = maxCells;
  }

  scope(block: "symbology" | "graphic"): BlockScope {
    const census = this[block];
    return {
      // ICD 2620001, section 3.3.3: quarters of a kilometre in symbology, pixels in pages.
      unit: block === "symbology" ? 0.25 : 1,
      spend: (cells) => this.#spend(cells),
      tally: this.tally,
      count: (code) => census.set(code, (census.get(code) ?? 0) + 1),
      problem: (error) => this.problems.push(error),
    };
  }

  readonly tally = (items: number): void => {
    this.#itemsLeft -= items;
    if (this.#itemsLeft >= 0) return;
    throw new NexradError("LEVEL3_TOO_LARGE", `It has more than ${MAX_ITEMS} packets and points`);
  };

  /** Reads a block that the product can do without. */
  attempt<T>(offset: number, read: () => readonly T[]): readonly T[] {
    if (offset === 0) return [];
    try {
      return read();
    } catch (error) {
      if (!(error instanceof NexradError)) throw error;
      this.problems.push(error);
      return [];
    }
  }

  #spend(cells: number): void {
    this.#cellsLeft -= cells;
    if (this.#cellsLeft >= 0) return;
    throw new NexradError("LEVEL3_TOO_LARGE", `Its grids have more than ${this.#maxCells} cells`);
  }
}
