import type { Reader } from "../reader.ts";
import type { GenericPacket } from "./generic.ts";

/** A place in kilometres from the radar (x east, y north), or in a graphic page's own units. */
export type Position = readonly [x: number, y: number];

/** Codes on a polar grid: packets 16 and AF1F, and radial components of packet 28. */
export interface RadialPacket {
  readonly kind: "radial";
  readonly code: number;
  readonly radials: number;
  /** Bins of the longest radial; shorter ones are padded with 0. */
  readonly bins: number;
  readonly binsPerRadial: Uint16Array;
  /** Number of the first bin, as sent. */
  readonly firstBin: number;
  /** Leading edge of each radial, degrees clockwise from north. */
  readonly azimuths: Float64Array;
  /** Width of each radial, degrees. */
  readonly widths: Float64Array;
  /** The product's centre. */
  readonly center: Position;
  /** As sent: depending on the product, the cosine of the elevation, or kilometres or metres per bin. */
  readonly rangeScale: number;
  readonly wordBits: 8 | 16;
  /** `radials × bins` codes, row by row, in file order. */
  readonly codes: Uint8Array | Uint16Array;
  /** Slant range of the first bin's centre and metres between bins, if the packet states them. */
  readonly firstGate?: number;
  readonly gateSpacing?: number;
}

/** Codes on a rectangular grid: packets BA07, BA0F, 17, 18 and 33. The first row is the northernmost. */
export interface RasterPacket {
  readonly kind: "raster";
  readonly code: number;
  readonly rows: number;
  /** Columns of the longest row; shorter ones are padded with 0. */
  readonly columns: number;
  readonly columnsPerRow: Uint16Array;
  /** Upper left corner and scales of the display grid, as sent (packets BA07, BA0F and 33). */
  readonly start?: Position;
  readonly scale?: Position;
  readonly wordBits: 8;
  readonly codes: Uint8Array;
}

/** Packets 1 and 8. */
export interface TextPacket extends Placed {
  readonly kind: "text";
  readonly color?: number;
  readonly text: string;
}

/** Packet 2: characters of the special font, all at one position. */
export interface SymbolPacket extends Placed {
  readonly kind: "symbols";
  readonly symbols: readonly SymbolName[];
  readonly text: string;
}

export type SymbolName =
  | "past storm position"
  | "current storm position"
  | "forecast storm position"
  | "past MDA position"
  | "forecast MDA position";

/** Packets 3, 11–15, 19, 20, 25 and 26: features found by algorithms. */
export interface FeaturePacket {
  readonly kind: "features";
  readonly code: number;
  readonly features: readonly Feature[];
}

export interface Feature {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  /** Kilometres. */
  readonly radius?: number;
  /** Of a storm cell. */
  readonly id?: string;
  /** Percent; −999 if the cell is out of range. */
  readonly probabilityOfHail?: number;
  readonly probabilityOfSevereHail?: number;
  /** Inches. */
  readonly hailSize?: number;
}

/** Packet 4. */
export interface WindBarbPacket {
  readonly kind: "wind barbs";
  readonly code: number;
  readonly barbs: readonly WindBarb[];
}

export interface WindBarb {
  readonly x: number;
  readonly y: number;
  /** Number of the colour, which shows the residual of the fit (thresholds 1–5, knots). */
  readonly color: number;
  /** Degrees that the wind comes from. */
  readonly direction: number;
  /** Knots. */
  readonly speed: number;
}

/** Packet 5. */
export interface ArrowPacket {
  readonly kind: "arrows";
  readonly code: number;
  readonly arrows: readonly {
    readonly x: number;
    readonly y: number;
    /** Degrees. */
    readonly direction: number;
    /** Pixels. */
    readonly length: number;
    readonly head: number;
  }[];
}

/** Packets 6, 7, 9, 10, 0E03 and 3501. */
export interface LinePacket {
  readonly kind: "lines";
  readonly code: number;
  readonly color?: number;
  readonly lines: readonly (readonly Position[])[];
}

/** Packet 0802: the level of the contours that follow. */
export interface ContourLevelPacket {
  readonly kind: "contour level";
  readonly code: number;
  readonly level: number;
}

/** Packets 23 and 24: past and forecast positions of a storm. */
export interface TrackPacket {
  readonly kind: "track";
  readonly code: number;
  readonly tense: "past" | "forecast";
  readonly packets: readonly Packet[];
}

/** Packet 21: the history of one cell, newest volume last. */
export interface CellTrendPacket extends Placed {
  readonly kind: "cell trend";
  readonly id: string;
  readonly trends: readonly Trend[];
}

export interface Trend {
  readonly name: string;
  /** In feet for heights, percent, dBZ or kg/m², by name. */
  readonly values: readonly number[];
  /** For tops and bases: whether the cell reached above or below what the radar scanned. */
  readonly limited?: readonly boolean[];
}

/** Packet 22: minutes after midnight of the volumes of a cell trend, newest last. */
export interface TrendTimesPacket {
  readonly kind: "trend times";
  readonly code: number;
  readonly minutes: readonly number[];
}

/** A packet unknown to this library: its position and how much was skipped. */
export interface UnknownPacket {
  readonly kind: "unknown";
  readonly code: number;
  readonly offset: number;
  readonly bytes: number;
}

interface Placed {
  readonly code: number;
  readonly x: number;
  readonly y: number;
}

export type Packet =
  | RadialPacket
  | RasterPacket
  | TextPacket
  | SymbolPacket
  | FeaturePacket
  | WindBarbPacket
  | ArrowPacket
  | LinePacket
  | ContourLevelPacket
  | TrackPacket
  | CellTrendPacket
  | TrendTimesPacket
  | GenericPacket
  | UnknownPacket;

/** What a packet's decoder may use. */
export interface PacketContext {
  /** Units of a coordinate: 0.25 km in symbology, 1 in graphic pages. */
  readonly unit: number;
  /** Charge grid cells to the product's limit; throws once it is used up. */
  readonly spend: (cells: number) => void;
  /** The same for everything else that may be numerous: packets, points, features, parameters, lines. */
  readonly tally: (items: number) => void;
  /** Decode the contents of a packet; undefined if its code is unknown. */
  readonly nested: (reader: Reader) => Packet | undefined;
}

/** Reads one packet, its code already read. */
export type PacketDecoder = (reader: Reader, code: number, context: PacketContext) => Packet;
