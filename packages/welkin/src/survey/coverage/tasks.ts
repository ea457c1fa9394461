/** Tasks of coverage that run in pool threads. */
import { encodePicture } from "@welkin/imaging/node";
import type { PoolTask } from "../../engines/pool/index.ts";
import { parseField, SkyPolygon } from "../footprints/index.ts";
import { COVER_ORDER, Cover } from "./cover.ts";
import { drawMap, type MapOptions } from "./map.ts";
import { Moc } from "./moc.ts";

export interface CoverInput {
  readonly memory: SharedArrayBuffer;
  /** Fields in the catalogue's form, separated by `;`. */
  readonly fields: string;
}

/** Adds fields to a cover in shared memory. */
export const coverTask: PoolTask<CoverInput, void> = {
  module: new URL(import.meta.url),
  name: "addFields",
};

export function addFields({ memory, fields }: CoverInput): void {
  const cover = new Cover(memory);
  for (const field of fields.split(";")) cover.add(new SkyPolygon(parseField(field)));
}

/** The cover's map as PNG. */
export const mapTask: PoolTask<
  MapOptions & { readonly counts: Uint32Array },
  Promise<Uint8Array>
> = { module: new URL(import.meta.url), name: "drawCoverage" };

export async function drawCoverage({
  counts,
  ...options
}: MapOptions & { readonly counts: Uint32Array }): Promise<Uint8Array> {
  const { bytes } = await encodePicture(drawMap(counts, options), { format: "png" });
  return bytes;
}

/** Forms of a MOC (IVOA MOC 2.0, section 4.3). */
export type MocForm = keyof typeof forms;

const forms = {
  ascii: (moc: Moc) => Buffer.from(moc.toAscii()),
  json: (moc: Moc) => Buffer.from(JSON.stringify(moc.toJson())),
  fits: (moc: Moc) => moc.toFits(),
};

/** A cover as the bytes of a MOC. */
export const mocTask: PoolTask<MocInput, Promise<Uint8Array>> = {
  module: new URL(import.meta.url),
  name: "writeMoc",
};

interface MocInput {
  readonly memory: SharedArrayBuffer;
  readonly form: MocForm;
}

export async function writeMoc({ memory, form }: MocInput): Promise<Uint8Array> {
  const { bits } = new Cover(memory);
  return Uint8Array.from(await forms[form](Moc.ofBits(bits, COVER_ORDER)));
}
