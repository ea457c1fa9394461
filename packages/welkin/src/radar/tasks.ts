/** The radar domain's work in pool threads: bytes to facts, fields and pictures. */
import { type PolarField, tileGrid } from "@welkin/imaging";
import { type RenderedSweep, renderSweep } from "@welkin/imaging/node";
import {
  decodeLevel2,
  indexOf,
  type Level2Index,
  type Moment,
  type MomentName,
  NexradError,
  type Sweep,
  type Volume,
} from "@welkin/nexrad";
import type { PoolTask } from "../engines/pool/index.ts";
import { WelkinError } from "../errors.ts";
import { namedTable } from "./colors.ts";

/** Raised when the same request would give different bytes; part of every picture's key. */
export const rendererVersion = 1;

/** The catalogue's copy of a volume: everything but the gates. */
export interface VolumeFacts {
  readonly site: string;
  readonly time: Date;
  readonly version: string;
  readonly vcp?: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Height of the antenna above mean sea level, metres. */
  readonly height: number;
  readonly radials: number;
  readonly incomplete?: readonly string[];
  readonly index: Level2Index;
  readonly sweeps: readonly {
    readonly index: number;
    readonly elevationNumber: number;
    readonly elevation: number;
    readonly cut: Sweep["cut"];
    readonly supplemental?: "SAILS" | "MRLE";
    readonly time: string;
    readonly endTime: string;
    /** Azimuth of the first radial, degrees. */
    readonly azimuth: number;
    readonly radials: number;
    readonly nyquist?: number;
    readonly complete: boolean;
    readonly moments: readonly {
      readonly name: MomentName;
      readonly gates: number;
      readonly firstGate: number;
      readonly gateSpacing: number;
    }[];
  }[];
}

/** How a picture is to be drawn. */
export interface PictureStyle {
  readonly width: number;
  readonly table: string;
  readonly smooth: boolean;
  readonly format: "png" | "webp";
  /** zlib level of a PNG. */
  readonly level: number;
}

/** A map tile: zoom, column, row (XYZ). */
export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

export type TileStyle = Pick<PictureStyle, "table" | "smooth" | "level">;

/** A picture and its metadata. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly shown: PictureFacts;
}

export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  /** West, south, east, north. */
  readonly bbox: readonly [number, number, number, number];
  readonly range?: { readonly min: number; readonly max: number };
}

interface ReadVolumeInput {
  readonly bytes: Uint8Array;
  /** For files that do not state it themselves. */
  readonly site?: string;
  readonly moments: readonly MomentName[];
  readonly style: Omit<PictureStyle, "table">;
}

interface ReadVolumeOutput {
  readonly facts: VolumeFacts;
  readonly pictures: readonly (Picture & { sweep: number; moment: MomentName; table: string })[];
}

/** Decodes a volume, and draws the pictures drawn of every volume. */
export const readVolumeTask: PoolTask<ReadVolumeInput, Promise<ReadVolumeOutput>> = {
  module: new URL(import.meta.url),
  name: "readVolume",
};

export async function readVolume(input: ReadVolumeInput): Promise<ReadVolumeOutput> {
  const options = input.site === undefined ? {} : { site: input.site };
  const volume = await decodeLevel2(input.bytes, options);
  const facts = factsOf(volume);
  const pictures: ReadVolumeOutput["pictures"][number][] = [];
  for (const sweep of volume.sweeps) {
    for (const name of input.moments) {
      const moment = sweep.moments.get(name);
      if (!moment) continue;
      const table = namedTable(name).name;
      const field = fieldOf(facts, sweep, moment);
      const picture = await drawField({ field, style: { ...input.style, table } });
      pictures.push({ ...picture, sweep: sweep.index, moment: name, table });
    }
  }
  return { facts, pictures };
}

/** Decodes one moment of one sweep, from only the records that hold it. */
export const readFieldTask: PoolTask<
  {
    readonly bytes: Uint8Array;
    readonly facts: Pick<VolumeFacts, "latitude" | "longitude" | "height" | "index">;
    readonly sweep: number;
    readonly moment: MomentName;
  },
  Promise<PolarField>
> = { module: new URL(import.meta.url), name: "readField" };

export async function readField({
  bytes,
  facts,
  sweep: index,
  moment: name,
}: Parameters<NonNullable<typeof readFieldTask.types>>[0]): Promise<PolarField> {
  const volume = await decodeLevel2(bytes, {
    sweeps: [index],
    moments: [name],
    index: facts.index,
  });
  const sweep = volume.sweeps.find((candidate) => candidate.index === index);
  const moment = sweep?.moments.get(name);
  if (!sweep || !moment) {
    throw new WelkinError("RADAR_MOMENT_NOT_FOUND", `Sweep ${index} has no ${name}.`);
  }
  return fieldOf(facts, sweep, moment);
}

/** Draws a field as a transparent overlay. */
export const drawFieldTask: PoolTask<
  { readonly field: PolarField; readonly style: PictureStyle },
  Promise<Picture>
> = { module: new URL(import.meta.url), name: "drawField" };

export async function drawField({
  field,
  style,
}: {
  readonly field: PolarField;
  readonly style: PictureStyle;
}): Promise<Picture> {
  const { width, smooth, format, level } = style;
  const table = namedTable(style.table);
  return pictureOf(await renderSweep(field, { width, table, smooth, format, level }));
}

/** The parts of a drawn picture that are stored. */
export function pictureOf(drawn: RenderedSweep): Picture {
  const { bytes, bbox, range, grid } = drawn;
  return {
    bytes,
    shown: { width: grid.width, height: grid.height, bbox, ...(range && { range }) },
  };
}

/** Draws the part of a field that lies in a map tile. */
export const drawTileTask: PoolTask<
  {
    readonly field: PolarField;
    readonly tile: Tile;
    readonly style: TileStyle;
  },
  Promise<Uint8Array>
> = { module: new URL(import.meta.url), name: "drawTile" };

export async function drawTile({
  field,
  tile,
  style,
}: Parameters<NonNullable<typeof drawTileTask.types>>[0]): Promise<Uint8Array> {
  const grid = tileGrid(tile.z, tile.x, tile.y);
  const table = namedTable(style.table);
  const drawn = await renderSweep(field, { ...style, grid, table, format: "png" });
  return drawn.bytes;
}

/** A moment in the form that the imaging library needs to place and read it. */
export function fieldOf(
  site: { readonly latitude: number; readonly longitude: number; readonly height: number },
  sweep: Sweep,
  moment: Moment,
): PolarField {
  const { latitude, longitude, height } = site;
  return {
    antenna: { latitude, longitude, height },
    elevation: sweep.elevation,
    azimuths: sweep.azimuths,
    azimuthSpacing: sweep.azimuthSpacing,
    firstGate: moment.firstGate,
    gateSpacing: moment.gateSpacing,
    gates: moment.gates,
    codes: moment.codes,
    scale: moment.scale,
    offset: moment.offset,
    firstDataCode: moment.firstDataCode,
    ...(moment.name !== "CFP" && { foldedCode: 1 }),
  };
}

/** The facts stored about a decoded volume. Fails if it has nothing to show or no position. */
export function factsOf(volume: Volume): VolumeFacts {
  if (volume.sweeps.length === 0) throw noSweeps(volume);
  const { antenna } = volume;
  if (!antenna || volume.site === "") {
    const name = volume.site === "" ? "an unnamed radar" : volume.site;
    throw new WelkinError(
      "RADAR_NO_POSITION",
      `The volume is of ${name}: neither it nor the built-in list of sites says where that radar stands.`,
    );
  }
  return {
    site: volume.site,
    time: volume.time,
    version: volume.version,
    ...(volume.vcp !== undefined && { vcp: volume.vcp }),
    // Files have float32: digits after the sixth (10 cm) are not theirs.
    latitude: Number(antenna.latitude.toFixed(6)),
    longitude: Number(antenna.longitude.toFixed(6)),
    height: antenna.groundHeight + antenna.feedhornHeight,
    radials: volume.sweeps.reduce((sum, sweep) => sum + sweep.radials, 0),
    ...(volume.incomplete && { incomplete: volume.incomplete.map(tell) }),
    index: indexOf(volume),
    sweeps: volume.sweeps.map(sweepFacts),
  };
}

function noSweeps(volume: Volume): Error {
  const reason = volume.incomplete?.[0];
  if (reason instanceof NexradError) return reason;
  return new WelkinError("RADAR_NO_SWEEPS", "The file is a volume without a single sweep.");
}

function tell(error: NexradError): string {
  return `${error.code}: ${error.message}`;
}

function sweepFacts(sweep: Sweep): VolumeFacts["sweeps"][number] {
  return {
    index: sweep.index,
    elevationNumber: sweep.elevationNumber,
    elevation: sweep.elevation,
    cut: sweep.cut,
    ...(sweep.supplemental && { supplemental: sweep.supplemental }),
    time: sweep.startTime.toISOString(),
    endTime: sweep.endTime.toISOString(),
    azimuth: sweep.azimuths[0] ?? 0,
    radials: sweep.radials,
    ...(sweep.nyquist !== undefined && { nyquist: sweep.nyquist }),
    complete: sweep.complete,
    moments: [...sweep.moments.values()].map(({ name, gates, firstGate, gateSpacing }) => ({
      name,
      gates,
      firstGate,
      gateSpacing,
    })),
  };
}
