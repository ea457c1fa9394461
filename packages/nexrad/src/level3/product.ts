import type { NexradError } from "../errors.ts";
import type { Packet, RadialPacket, RasterPacket } from "./packets/packet.ts";
import type { Metadata } from "./registry/fields.ts";
import type { ProductInfo } from "./registry/info.ts";
import type { StatusReport } from "./status.ts";
import type { ValueTable } from "./values/table.ts";

/** The first lines of a weather message: `SDUS53 KLSX 110215`, `NCRLSX`. */
export interface Heading {
  /** Kind and area: `SDUS53`. */
  readonly ttaaii: string;
  /** The office that sent it. */
  readonly office: string;
  /** Day of the month, hour and minute, as written. */
  readonly ddhhmm: string;
  /** AWIPS product code: `NCR`; empty if the line is absent. */
  readonly awips: string;
  /** AWIPS radar code: `LSX`. */
  readonly site: string;
}

/** The 18 bytes before every message (ICD 2620001, figure 3-3). */
export interface MessageHeader {
  readonly code: number;
  readonly time: Date;
  /** Bytes of the message, as it was sent. */
  readonly length: number;
  /** Numbers of the radar and of the recipient. */
  readonly source: number;
  readonly destination: number;
  readonly blocks: number;
}

/** The product description block (ICD 2620001, figure 3-6). */
export interface Description {
  /** WGS84 degrees. */
  readonly latitude: number;
  readonly longitude: number;
  /** Feet above mean sea level. */
  readonly heightFeet: number;
  readonly productCode: number;
  /** 0 maintenance, 1 clear air, 2 precipitation. */
  readonly operationalMode: number;
  readonly vcp: number;
  readonly sequence: number;
  readonly volumeNumber: number;
  readonly volumeTime: Date;
  readonly productTime: Date;
  readonly elevationNumber: number;
  /** Data level thresholds 1–16. */
  readonly thresholds: Int16Array;
  /** Halfwords 27, 28, 30 and 47–53, which each product uses in its own way. */
  readonly dependent: Int16Array;
  readonly version: number;
  readonly spotBlank: number;
  /** Halfwords from the message's start to its blocks; 0 if a block is absent. */
  readonly symbologyOffset: number;
  readonly graphicOffset: number;
  readonly tabularOffset: number;
}

interface Common {
  readonly format: "level3";
  readonly name: string;
  /** ICAO identifier: `KLSX`; empty if the file does not give it. */
  readonly site: string;
  /** Its last three letters, as written in AWIPS: `LSX`. */
  readonly siteId: string;
  readonly heading?: Heading;
}

/** A product: grids, drawings, pages of text. */
export interface RadarProduct extends Common {
  readonly kind: "product";
  readonly code: number;
  readonly info: ProductInfo;
  readonly header: MessageHeader;
  readonly description: Description;
  /** Start of the volume it was made from. */
  readonly time: Date;
  readonly metadata: Metadata;
  /** How codes become values. */
  readonly values: ValueTable;
  /** Packets of each layer of the symbology block. */
  readonly layers: readonly (readonly Packet[])[];
  /** Every grid of the layers, in order. */
  readonly grids: readonly Grid[];
  /** Pages of the graphic alphanumeric block. */
  readonly graphicPages: readonly (readonly Packet[])[];
  /** Pages of the tabular alphanumeric block: lines, with line feeds between. */
  readonly tabularPages: readonly string[];
  readonly codedMessage?: CodedMessage;
  /** Number of packets of each code. */
  readonly packets: PacketCensus;
  /** Problems survived while reading: unknown packets, damaged blocks. */
  readonly problems: readonly NexradError[];
}

/** Codes that have values, on a polar or a rectangular grid. */
export type Grid = RadialGrid | RasterGrid;

/** A polar grid, and the positions of its bins. */
export interface RadialGrid extends Omit<RadialPacket, "firstGate" | "gateSpacing"> {
  /** Azimuth of each radial's centre, degrees clockwise from north, 0 … 360. */
  readonly centers: Float32Array;
  /** Metres to the centre of the first bin, and between bins. */
  readonly firstGate: number;
  readonly gateSpacing: number;
}

/** A rectangular grid, and the size of its cells. */
export interface RasterGrid extends RasterPacket {
  /** Metres; absent if the product's cells are unknown. */
  readonly cellSize?: number;
}

export interface PacketCensus {
  readonly symbology: ReadonlyMap<number, number>;
  readonly graphic: ReadonlyMap<number, number>;
}

/** The parts of the radar coded message (product 74), as written. */
export interface CodedMessage {
  readonly reflectivity: string;
  readonly winds: string;
  readonly remarks: string;
}

/** Message 2: the radar's status. */
export interface StatusMessage extends Common {
  readonly kind: "status";
  readonly code: 2;
  readonly header: MessageHeader;
  readonly time: Date;
  readonly status: StatusReport;
}

/** A message from operators, plain text. */
export interface TextMessage extends Common {
  readonly kind: "text";
  readonly text: string;
}

/** The contents of a Level III file. */
export type Level3Product = RadarProduct | StatusMessage | TextMessage;
