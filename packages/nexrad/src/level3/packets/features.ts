import type { Reader } from "../reader.ts";
import type { Feature, FeaturePacket, PacketContext } from "./packet.ts";

/** What a kind of feature carries besides its position. */
interface FeatureKind {
  readonly bytes: number;
  readonly read: (reader: Reader, unit: number) => Omit<Feature, "x" | "y">;
}

const plain = (type: string): FeatureKind => ({ bytes: 4, read: () => ({ type }) });

const circle = (type: string): FeatureKind => ({
  bytes: 6,
  read: (reader, unit) => ({ type, radius: reader.i16() * unit }),
});

/** Types of packet 20, and whether their attribute is a radius (ICD 2620001, figure 3-14, sheet 4). */
const POINT_FEATURES: readonly (readonly [type: string, hasRadius: boolean] | undefined)[] = [
  undefined,
  ["mesocyclone (extrapolated)", true],
  ["3D correlated shear (extrapolated)", true],
  ["mesocyclone", true],
  ["3D correlated shear", true],
  ["TVS (extrapolated)", false],
  ["ETVS (extrapolated)", false],
  ["TVS", false],
  ["ETVS", false],
  ["MDA", true],
  ["MDA (elevated)", true],
  ["MDA (weak)", true],
];

function readPointFeature(reader: Reader, unit: number): Omit<Feature, "x" | "y"> {
  const number = reader.u16();
  const attribute = reader.u16();
  const [type, hasRadius] = POINT_FEATURES[number] ?? [`feature ${number}`, true];
  return hasRadius ? { type, radius: attribute * unit } : { type };
}

/** Packets of features, by code (ICD 2620001, figure 3-14). */
export const FEATURE_KINDS: Readonly<Record<number, FeatureKind>> = {
  3: circle("mesocyclone"),
  11: circle("3D correlated shear"),
  12: plain("TVS"),
  13: plain("positive hail"),
  14: plain("probable hail"),
  15: { bytes: 6, read: (reader) => ({ type: "storm cell", id: reader.text(2) }) },
  19: {
    bytes: 10,
    read: (reader) => ({
      type: "hail",
      probabilityOfHail: reader.i16(),
      probabilityOfSevereHail: reader.i16(),
      hailSize: reader.u16(),
    }),
  },
  20: { bytes: 8, read: readPointFeature },
  25: circle("track circle"),
  26: plain("ETVS"),
};

export function decodeFeatures(
  reader: Reader,
  code: number,
  { unit, tally }: PacketContext,
): FeaturePacket {
  const kind = FEATURE_KINDS[code]!;
  const length = reader.u16();
  if (length % kind.bytes !== 0) {
    throw reader.corrupt(`Packet ${code} has ${length} bytes, no multiple of ${kind.bytes}`);
  }
  tally(length / kind.bytes);
  const features: Feature[] = [];
  for (let i = 0; i < length; i += kind.bytes) {
    const x = reader.i16() * unit;
    const y = reader.i16() * unit;
    features.push({ ...kind.read(reader, unit), x, y });
  }
  return { kind: "features", code, features };
}
