import { crc32 } from "../crc32.ts";
import type { Packet } from "./packets/packet.ts";
import type { Grid, Level3Product, RadarProduct } from "./product.ts";
import type { ValueTable } from "./values/table.ts";

export interface InspectLevel3Options {
  /** Add the CRC-32 of each grid's raw codes, 16-bit codes big-endian. */
  readonly checksums?: boolean;
  /** Cells whose code and value are added: radial and bin, or row and column, from 0. */
  readonly at?: readonly (readonly [row: number, column: number])[];
}

/** The contents of a Level III file, as plain JSON. */
export interface Level3Report {
  readonly format: "level3";
  readonly kind: Level3Product["kind"];
  readonly site: string;
  /** ISO UTC: start of the volume; for a status message, when it was sent. */
  readonly time?: string;
  readonly productCode?: number;
  readonly name: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly heightFeet?: number;
  /** Degrees; for products of a whole volume, the file's own statement. */
  readonly elevation?: number;
  readonly productTime?: string;
  readonly vcp?: number;
  readonly unit?: string;
  readonly thresholds?: readonly number[];
  readonly metadata?: Readonly<Record<string, number | string | null>>;
  /** Packets by code (hexadecimal above 255); those of the graphic pages are marked as such. */
  readonly packets?: Readonly<Record<string, number>>;
  readonly layers?: readonly LayerReport[];
  readonly status?: object;
  readonly text?: string;
  /** Parts that could not be read. */
  readonly problems?: readonly string[];
}

export type LayerReport = GridReport | { readonly kind: string; readonly count: number };

export interface GridReport {
  readonly kind: "radial" | "raster";
  readonly radials?: number;
  readonly bins?: number;
  /** Metres. */
  readonly gateSpacing?: number;
  readonly rows?: number;
  readonly columns?: number;
  readonly total: number;
  readonly valid: number;
  readonly belowThreshold: number;
  readonly rangeFolded: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly crc32?: string;
  readonly samples?: readonly SampleReport[];
}

export interface SampleReport {
  readonly radial?: number;
  readonly bin?: number;
  readonly row?: number;
  readonly column?: number;
  /** Null if there is no such cell, or no value. */
  readonly raw: number | null;
  readonly value: number | null;
}

/** A full report on a Level III file, for programs: the command line prints it. */
export function inspectLevel3(
  product: Level3Product,
  options: InspectLevel3Options = {},
): Level3Report {
  const { format, kind, site, name } = product;
  if (product.kind === "text") return { format, kind, site, name, text: product.text };
  const common = { format, kind, site, time: iso(product.time), productCode: product.code, name };
  if (product.kind === "status") return { ...common, status: product.status };
  return { ...common, ...describe(product), ...contents(product, options) };
}

function describe({ description, metadata, info }: RadarProduct) {
  const { latitude, longitude, heightFeet, productTime, vcp, thresholds } = description;
  const elevation = metadata.elevation;
  return {
    latitude,
    longitude,
    heightFeet,
    ...(typeof elevation === "number" && { elevation: rounded(elevation) }),
    productTime: iso(productTime),
    vcp,
    unit: info.unit,
    thresholds: [...thresholds],
    metadata: Object.fromEntries(
      Object.entries(metadata).map(([key, value]) => [key, plain(value)]),
    ),
  };
}

function contents(product: RadarProduct, options: InspectLevel3Options) {
  const text = textOf(product);
  const problems = product.problems.map(({ code, message }) => `${code}: ${message}`);
  return {
    packets: census(product),
    layers: [
      ...product.grids.map((grid) => inspectGrid(grid, product.values, options)),
      ...drawn(product.layers.flat()),
    ],
    ...(text !== "" && { text }),
    ...(problems.length > 0 && { problems }),
  };
}

function plain(value: number | string | Date | null): number | string | null {
  if (value instanceof Date) return iso(value);
  return typeof value === "number" ? rounded(value) : value;
}

/** Tenths of a degree are not exact in binary; nobody wants to read 0.30000000000000004. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function iso(time: Date): string {
  return Number.isNaN(time.getTime()) ? "" : time.toISOString().replace(".000Z", "Z");
}

function census({ packets }: RadarProduct): Record<string, number> {
  const name = (code: number) =>
    code > 255 ? `0x${code.toString(16).toUpperCase().padStart(4, "0")}` : String(code);
  return Object.fromEntries([
    ...[...packets.symbology].map(([code, count]) => [name(code), count]),
    ...[...packets.graphic].map(([code, count]) => [`${name(code)} (graphic/tab)`, count]),
  ]);
}

/** Packets that are not grids, by kind. */
function drawn(packets: readonly Packet[]): LayerReport[] {
  const counts = new Map<string, number>();
  for (const { kind } of packets) {
    if (kind === "radial" || kind === "raster" || kind === "generic") continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

/** All text: pages, parts of a coded message, texts of a generic product, words of a null product. */
function textOf(product: RadarProduct): string {
  const { codedMessage } = product;
  const packets = product.layers.flat();
  const components = packets.flatMap((packet) =>
    packet.kind === "generic"
      ? packet.components.flatMap((part) => (part.type === "text" ? [part.text] : []))
      : [],
  );
  const parts = [
    ...product.tabularPages,
    ...(codedMessage ? [codedMessage.reflectivity, codedMessage.winds, codedMessage.remarks] : []),
    components.join(""),
    ...(product.grids.length === 0 && isNull(product)
      ? packets.flatMap((packet) => (packet.kind === "text" ? [packet.text] : []))
      : []),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function isNull({ metadata }: RadarProduct): boolean {
  return typeof metadata.nullProduct === "number" && metadata.nullProduct !== 0;
}

function inspectGrid(grid: Grid, table: ValueTable, options: InspectLevel3Options): GridReport {
  const shape =
    grid.kind === "radial"
      ? { kind: grid.kind, radials: grid.radials, bins: grid.bins, gateSpacing: grid.gateSpacing }
      : {
          kind: grid.kind,
          rows: grid.rows,
          columns: grid.columns,
          ...(grid.cellSize !== undefined && { gateSpacing: grid.cellSize }),
        };
  return {
    ...shape,
    ...statistics(grid, table),
    ...(options.checksums && { crc32: checksum(grid) }),
    ...(options.at && {
      samples: options.at.map(([row, column]) => sample(grid, table, row, column)),
    }),
  };
}

/** Rows of a grid, and how many cells of each come from the file. */
function rowsOf(grid: Grid): { width: number; lengths: Uint16Array } {
  return grid.kind === "radial"
    ? { width: grid.bins, lengths: grid.binsPerRadial }
    : { width: grid.columns, lengths: grid.columnsPerRow };
}

function histogram(grid: Grid): Uint32Array {
  const { width, lengths } = rowsOf(grid);
  const counts = new Uint32Array(grid.wordBits === 8 ? 256 : 65536);
  const { codes } = grid;
  lengths.forEach((length, row) => {
    const from = row * width;
    for (let i = from; i < from + length; i++) counts[codes[i]!]!++;
  });
  return counts;
}

function statistics(grid: Grid, { values, states }: ValueTable) {
  let total = 0;
  let valid = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const byState = [0, 0, 0, 0];
  histogram(grid).forEach((count, code) => {
    if (count === 0) return;
    total += count;
    byState[states[code] ?? 3]! += count;
    const value = values[code] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    valid += count;
    sum += count * value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  });
  return {
    total,
    valid,
    belowThreshold: byState[1]!,
    rangeFolded: byState[2]!,
    min: valid > 0 ? min : null,
    max: valid > 0 ? max : null,
    mean: valid > 0 ? sum / valid : null,
  };
}

function checksum(grid: Grid): string {
  const { width, lengths } = rowsOf(grid);
  const bytes = grid.codes instanceof Uint16Array ? bigEndian(grid.codes) : grid.codes;
  const perCode = grid.wordBits / 8;
  let crc = 0;
  lengths.forEach((length, row) => {
    crc = crc32(bytes.subarray(row * width * perCode, (row * width + length) * perCode), crc);
  });
  return crc.toString(16).padStart(8, "0");
}

function bigEndian(codes: Uint16Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * codes.length));
  for (let i = 0; i < codes.length; i++) view.setUint16(2 * i, codes[i]!);
  return new Uint8Array(view.buffer);
}

function sample(grid: Grid, { values }: ValueTable, row: number, column: number): SampleReport {
  const { width, lengths } = rowsOf(grid);
  const inside = column >= 0 && column < (lengths[row] ?? 0);
  const raw = inside ? grid.codes[row * width + column]! : null;
  const value = raw === null ? Number.NaN : (values[raw] ?? Number.NaN);
  const place = grid.kind === "radial" ? { radial: row, bin: column } : { row, column };
  return { ...place, raw, value: Number.isNaN(value) ? null : value };
}
