import { type ColorTable, legendStops, radarTables } from "@welkin/imaging";
import { findSite } from "@welkin/nexrad";
import { momentFacts } from "./moments.ts";
import type { Subject } from "./pictures.ts";
import {
  type Legend,
  moments,
  type PictureMetadata,
  type Site,
  type Sweep,
  type VolumeDetail,
  type VolumeSummary,
} from "./schema.ts";
import type { SweepFacts, VolumeRow } from "./tables.ts";
import type { PictureFacts, PictureStyle } from "./tasks.ts";

/** Catalogue rows as clients see them, with the URLs of what belongs to them. */

export function siteView(row: {
  site: string;
  volumes: number | string;
  latest: Date | null;
  products?: number;
  latestProduct?: Date;
  simulated: boolean;
  latitude: number;
  longitude: number;
  height: number;
}): Site {
  const known = findSite(row.site);
  return {
    id: row.site,
    name: row.simulated ? "Simulated storm" : (known?.name ?? row.site),
    kind: known?.kind ?? "other",
    latitude: row.latitude,
    longitude: row.longitude,
    height: row.height,
    volumes: Number(row.volumes),
    ...(row.latest && { latest: row.latest.toISOString() }),
    products: row.products ?? 0,
    ...(row.latestProduct && { latestProduct: row.latestProduct.toISOString() }),
    simulated: row.simulated,
  };
}

export function summaryView(row: VolumeRow, sweeps: readonly SweepFacts[]): VolumeSummary {
  const held = new Set<string>(sweeps.flatMap((sweep) => sweep.moments.map(({ name }) => name)));
  return {
    id: row.id,
    site: row.site,
    time: row.time.toISOString(),
    ...(row.vcp !== null && { vcp: row.vcp }),
    sweeps: sweeps.length,
    moments: moments.filter((name) => held.has(name)),
    bytes: row.bytes,
    simulated: row.simulated,
    ...(row.growing && { growing: true }),
    ...(row.incomplete && { incomplete: row.incomplete }),
    url: volumeUrl(row),
  };
}

export function detailView(row: VolumeRow, sweeps: readonly SweepFacts[]): VolumeDetail {
  return {
    ...summaryView(row, sweeps),
    latitude: row.latitude,
    longitude: row.longitude,
    height: row.height,
    sweepList: sweeps.map((sweep) => sweepView(row, sweep)),
  };
}

export function sweepView(row: VolumeRow, sweep: SweepFacts): Sweep {
  return {
    index: sweep.index,
    elevationNumber: sweep.elevationNumber,
    elevation: sweep.elevation,
    cut: sweep.cut,
    ...(sweep.supplemental && { supplemental: sweep.supplemental }),
    time: sweep.time,
    radials: sweep.radials,
    ...(sweep.nyquist !== undefined && { nyquist: sweep.nyquist }),
    complete: sweep.complete,
    moments: sweep.moments.map((moment) => {
      const url = momentUrl({ volume: row, sweep: sweep.index, moment: moment.name });
      return {
        ...moment,
        unit: momentFacts[moment.name].unit,
        png: `${url}.png`,
        json: `${url}.json`,
      };
    }),
  };
}

/** The moment of a sweep that is shown, with the sweep's facts. */
export interface ShownSweep extends Subject {
  readonly facts: SweepFacts;
}

export function pictureView(
  subject: ShownSweep,
  style: PictureStyle,
  shown: PictureFacts,
): PictureMetadata {
  const { volume, moment, facts: sweep } = subject;
  const { title, unit } = momentFacts[moment];
  return {
    site: volume.site,
    volume: volume.id,
    sweep: sweep.index,
    moment,
    label: `${volume.simulated ? "Simulated. " : ""}${title} ${sweep.elevation.toFixed(1)}°`,
    simulated: volume.simulated,
    elevation: sweep.elevation,
    time: sweep.time,
    endTime: sweep.endTime,
    unit,
    ...shownView(momentUrl(subject), style, shown),
  };
}

/** What every picture's metadata states: its position, its colours, and its URL. */
export function shownView(url: string, style: PictureStyle, shown: PictureFacts) {
  const query = styleQuery(style);
  return {
    ...placeView(shown),
    ...(shown.range && { range: shown.range }),
    table: style.table,
    legend: legendLinks(style.table),
    png: `${url}.png?${query}`,
    webp: `${url}.webp?${query}`,
  };
}

/** The size and position of a picture, in both conventions of web maps. */
function placeView({ width, height, bbox: [west, south, east, north] }: PictureFacts) {
  const nw: [number, number] = [west, north];
  const ne: [number, number] = [east, north];
  const se: [number, number] = [east, south];
  const sw: [number, number] = [west, south];
  const bbox: [number, number, number, number] = [west, south, east, north];
  const coordinates: [typeof nw, typeof ne, typeof se, typeof sw] = [nw, ne, se, sw];
  return { width, height, bbox, coordinates, bounds: { nw, ne, se, sw } };
}

/** The query string for a style. */
function styleQuery({ width, table, smooth }: PictureStyle): string {
  const query = { width: String(width), table, ...(smooth && { smooth: "true" }) };
  return new URLSearchParams(query).toString();
}

function legendLinks(table: string) {
  const legend = `/radar/legend/${table}`;
  return { json: `${legend}.json`, png: `${legend}.png` };
}

export function legendView(table: ColorTable): Legend {
  const { name, ...legend } = legendStops(table);
  return {
    ...legend,
    table: name,
    moments: moments.filter((moment) => radarTables[moment].some((known) => known.name === name)),
    interpolated: table.interpolation === "linear",
    classes: table.classes ?? false,
    stops: [...legend.stops],
    ticks: [...legend.ticks],
    png: `/radar/legend/${name}.png`,
  };
}

function volumeUrl({ site, id }: Pick<VolumeRow, "site" | "id">): string {
  return `/radar/${site}/volumes/${id}`;
}

function momentUrl({ volume, sweep, moment }: Subject): string {
  return `${volumeUrl(volume)}/sweeps/${sweep}/${moment}`;
}
