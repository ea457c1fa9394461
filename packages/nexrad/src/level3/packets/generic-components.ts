import { type GridComponent, readGrid } from "./generic-grid.ts";
import { type Parameter, readParameters } from "./generic-parameters.ts";
import { type RadialComponent, readRadial } from "./generic-radial.ts";
import type { PacketContext, Position } from "./packet.ts";
import type { XdrReader } from "./xdr.ts";

export type { GridComponent } from "./generic-grid.ts";
export type { RadialComponent } from "./generic-radial.ts";

/** A part of a generic product (ICD 2620001, appendix E). */
export type Component =
  | RadialComponent
  | GridComponent
  | AreaComponent
  | TextComponent
  | TableComponent
  | EventComponent;

/** A point, a line or an outline. */
export interface AreaComponent {
  readonly type: "area";
  readonly parameters: readonly Parameter[];
  readonly shape: "point" | "outline" | "line";
  /** `lonlat`: degrees; `xy`: km east and north of the radar; `polar`: degrees of azimuth and km of range. */
  readonly coordinates: "lonlat" | "xy" | "polar";
  readonly points: readonly Position[];
}

export interface TextComponent {
  readonly type: "text";
  readonly parameters: readonly Parameter[];
  readonly text: string;
}

export interface TableComponent {
  readonly type: "table";
  readonly parameters: readonly Parameter[];
  readonly title: string;
  readonly columnLabels: readonly string[];
  readonly rowLabels: readonly string[];
  readonly columns: number;
  readonly rows: number;
  /** Column by column. */
  readonly entries: readonly string[];
}

/** Something that happened, with the components that describe it. */
export interface EventComponent {
  readonly type: "event";
  readonly parameters: readonly Parameter[];
  readonly components: readonly Component[];
}

interface Scope {
  readonly xdr: XdrReader;
  /** Code of the packet. */
  readonly code: number;
  readonly context: PacketContext;
  /** Events may contain components, but not events that contain events. */
  readonly depth: number;
}

const READERS: Readonly<Record<number, (scope: Scope) => Component>> = {
  1: ({ xdr, code, context }) => readRadial(xdr, code, context),
  2: ({ xdr, context }) => readGrid(xdr, context),
  3: ({ xdr }) => readArea(xdr),
  4: ({ xdr }) => readText(xdr),
  5: ({ xdr, context }) => readTable(xdr, context),
  6: readEvent,
};

/** A pointer's mark and a type. */
const SMALLEST = 8;

/** The components of a product, or of an event. */
export function readComponents(
  xdr: XdrReader,
  code: number,
  context: PacketContext,
  depth = 0,
): Component[] {
  return xdr.array(SMALLEST, () => {
    xdr.int(); // The mark of a pointer that is not null.
    const type = xdr.int();
    const read = READERS[type];
    if (!read) throw xdr.reader.corrupt(`A generic product has a component of type ${type}`);
    return read({ xdr, code, context, depth });
  });
}

function readEvent({ xdr, code, context, depth }: Scope): EventComponent {
  if (depth > 0) throw xdr.reader.corrupt("An event inside an event");
  const parameters = readParameters(xdr);
  return { type: "event", parameters, components: readComponents(xdr, code, context, depth + 1) };
}

/** Kind of shape in the low half of a word, kind of coordinates in the high one. */
const SHAPES: Readonly<Record<number, AreaComponent["shape"]>> = {
  1: "point",
  2: "outline",
  3: "line",
};
const COORDINATES: readonly AreaComponent["coordinates"][] = ["lonlat", "xy", "polar"];

function readArea(xdr: XdrReader): AreaComponent {
  const parameters = readParameters(xdr);
  const type = xdr.uint();
  const shape = SHAPES[type & 0xffff];
  const coordinates = COORDINATES[type >>> 16];
  if (!shape || !coordinates) throw xdr.reader.corrupt(`An area of type ${type}`);
  const points = xdr.array(8, (): Position => {
    const first = xdr.float();
    const second = xdr.float();
    // Latitude and range come first in the file; here it is always x before y.
    return coordinates === "xy" ? [first, second] : [second, first];
  });
  return { type: "area", parameters, shape, coordinates, points };
}

function readText(xdr: XdrReader): TextComponent {
  return { type: "text", parameters: readParameters(xdr), text: withoutEnd(xdr.string()) };
}

function readTable(xdr: XdrReader, { tally }: PacketContext): TableComponent {
  const parameters = readParameters(xdr);
  const title = withoutEnd(xdr.string());
  const columns = xdr.int();
  const rows = xdr.int();
  const labels = (count: number) => {
    tally(Math.max(0, count));
    return readLabels(xdr, count);
  };
  return {
    type: "table",
    parameters,
    title,
    columns,
    rows,
    columnLabels: labels(columns),
    rowLabels: labels(rows),
    entries: labels(rows * columns),
  };
}

/** Strings of a table, whose number is known but repeated before them. */
function readLabels(xdr: XdrReader, count: number): string[] {
  if (count <= 0) return [];
  const again = xdr.uint();
  if (again !== count || count * 4 > xdr.reader.remaining) {
    throw xdr.reader.corrupt(`A table of ${count} entries does not fit its packet`);
  }
  return Array.from({ length: count }, () => withoutEnd(xdr.string()));
}

/** C strings keep their final zero in the file. */
function withoutEnd(text: string): string {
  return text.endsWith("\0") ? text.slice(0, -1) : text;
}
