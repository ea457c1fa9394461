import type { Reader } from "../reader.ts";
import { decodeFeatures, FEATURE_KINDS } from "./features.ts";
import { decodeGeneric } from "./generic.ts";
import {
  decodeColoredLinked,
  decodeColoredUnlinked,
  decodeContourLevel,
  decodeLinked,
  decodeLinkedContour,
  decodeUnlinked,
} from "./lines.ts";
import type { Packet, PacketContext, PacketDecoder } from "./packet.ts";
import { decodeDigitalRadial, decodeRunLengthRadial } from "./radial.ts";
import {
  decodeDigitalRaster,
  decodePrecipitationArray,
  decodePrecipitationRate,
  decodeRaster,
} from "./raster.ts";
import { decodeColoredText, decodeSymbols, decodeText } from "./text.ts";
import { decodeTrack } from "./track.ts";
import { decodeCellTrend, decodeTrendTimes } from "./trend.ts";
import { decodeArrows, decodeWindBarbs } from "./wind.ts";

/** Every packet that this library reads, by its code (ICD 2620001, table IV). */
const DECODERS: ReadonlyMap<number, PacketDecoder> = new Map<number, PacketDecoder>([
  [1, decodeText],
  [2, decodeSymbols],
  [4, decodeWindBarbs],
  [5, decodeArrows],
  [6, decodeLinked],
  [7, decodeUnlinked],
  [8, decodeColoredText],
  [9, decodeColoredLinked],
  [10, decodeColoredUnlinked],
  [16, decodeDigitalRadial],
  [17, decodePrecipitationArray],
  [18, decodePrecipitationRate],
  [21, decodeCellTrend],
  [22, decodeTrendTimes],
  [23, decodeTrack],
  [24, decodeTrack],
  [28, decodeGeneric],
  [29, decodeGeneric],
  [33, decodeDigitalRaster],
  [0x0802, decodeContourLevel],
  [0x0e03, decodeLinkedContour],
  [0x3501, decodeUnlinked],
  [0xaf1f, decodeRunLengthRadial],
  [0xba07, decodeRaster],
  [0xba0f, decodeRaster],
  ...Object.keys(FEATURE_KINDS).map((code) => [Number(code), decodeFeatures] as const),
]);

/** How packets of one block are read: see {@link PacketContext}, and a callback for each code. */
export interface PacketScope extends Omit<PacketContext, "nested"> {
  readonly count: (code: number) => void;
}

/** Nesting is no deeper than packets in tracks. */
const DEEPEST = 2;

/** Reads the packet at the reader's position. If its code is unknown, returns undefined, with the reader past the code. */
export function decodePacket(reader: Reader, scope: PacketScope, depth = 0): Packet | undefined {
  const code = reader.u16();
  const decoder = DECODERS.get(code);
  if (!decoder || depth > DEEPEST) return undefined;
  scope.count(code);
  scope.tally(1);
  const nested = (inner: Reader) => decodePacket(inner, scope, depth + 1);
  return decoder(reader, code, { ...scope, nested });
}
