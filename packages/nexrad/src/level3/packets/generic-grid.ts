import { numberType, readNumbers } from "./generic-numbers.ts";
import { type Parameter, readParameters } from "./generic-parameters.ts";
import type { PacketContext } from "./packet.ts";
import type { XdrReader } from "./xdr.ts";

/** Numbers on a grid of one to four dimensions, the first of them varying fastest. */
export interface GridComponent {
  readonly type: "grid";
  readonly dimensions: readonly number[];
  readonly layout:
    | "array"
    | "equally spaced"
    | "latitude and longitude"
    | "rotated pole"
    | "unknown";
  readonly parameters: readonly Parameter[];
  readonly attributes: string;
  readonly values: Float64Array;
}

const LAYOUTS: Readonly<Record<number, GridComponent["layout"]>> = {
  1: "array",
  2: "equally spaced",
  3: "latitude and longitude",
  4: "rotated pole",
};

export function readGrid(xdr: XdrReader, context: PacketContext): GridComponent {
  const dimensions = xdr.array(4, () => xdr.int());
  const layout = LAYOUTS[xdr.int()] ?? "unknown";
  const parameters = readParameters(xdr);
  const attributes = xdr.string();
  const points = dimensions.length === 0 ? 0 : dimensions.reduce((all, size) => all * size, 1);
  if (!(points >= 0 && points * 4 <= xdr.reader.remaining)) {
    throw xdr.reader.corrupt(`A grid of ${points} points does not fit its packet`);
  }
  context.spend(points);
  const values =
    points === 0 ? new Float64Array(0) : readNumbers(xdr, numberType(xdr, attributes), points);
  return { type: "grid", dimensions, layout, parameters, attributes, values };
}
