import type { Moment } from "../api-types.ts";

/** The contents of a link to the page. */
export interface Link {
  site?: string;
  volume?: string;
  sweep?: number;
  moment?: Moment;
  /** Code of a product, and the name of one of its files. */
  product?: string;
  id?: string;
  view?: { zoom: number; latitude: number; longitude: number };
}

const known: ReadonlySet<string> = new Set(["REF", "VEL", "SW", "ZDR", "PHI", "RHO", "CFP"]);

const entryName = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;

/** Reads the part of an address after its #; invalid parts are left out. */
export function readHash(hash: string): Link {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  const site = query.get("site") ?? "";
  const volume = query.get("volume") ?? "";
  const sweep = query.get("sweep") ?? "";
  const moment = query.get("moment") ?? "";
  const product = query.get("product") ?? "";
  const id = query.get("id") ?? "";
  const view = readView(query.get("view") ?? "");
  return {
    ...(/^[A-Z][A-Z0-9]{3}$/.test(site) && { site }),
    ...(entryName.test(volume) && { volume }),
    ...(/^\d{1,3}$/.test(sweep) && { sweep: Number(sweep) }),
    ...(known.has(moment) && { moment: moment as Moment }),
    ...(/^[A-Z0-9]{3}$/.test(product) && { product }),
    ...(entryName.test(id) && { id }),
    ...(view && { view }),
  };
}

function readView(text: string): Link["view"] | undefined {
  const parts = text.split("/").map(Number);
  const [zoom, latitude, longitude] = parts;
  if (parts.length !== 3 || !parts.every(Number.isFinite)) return undefined;
  if (Math.abs(latitude!) > 85 || zoom! < 0 || zoom! > 24) return undefined;
  return { zoom: zoom!, latitude: latitude!, longitude: longitude! };
}

/** Written by hand, since URLSearchParams would escape the slashes. */
export function writeHash({ site, volume, sweep, moment, product, id, view }: Link): string {
  const parts = [
    site && `site=${site}`,
    volume && `volume=${volume}`,
    sweep !== undefined && `sweep=${sweep}`,
    moment && `moment=${moment}`,
    product && `product=${product}`,
    id && `id=${id}`,
    view && `view=${view.zoom.toFixed(2)}/${view.latitude.toFixed(4)}/${view.longitude.toFixed(4)}`,
  ];
  return `#${parts.filter(Boolean).join("&")}`;
}
