import type { RadarCatalog } from "../catalog.ts";
import type { ProductCatalog } from "../products/catalog.ts";
import type { ProductRow } from "../products/tables.ts";
import type { VolumeRow } from "../tables.ts";
import { options, type ProductType, typeOfCode } from "./products.ts";
import { tiltsOf } from "./tilts.ts";

/** `{ "KPDT20250319_010412_V06": { "sweeps": 16 } }`, by name. */
export type FileList = Record<string, { readonly sweeps: number }>;

/** Level III products that the page offers. */
const listedCodes = Object.values(options).flatMap((labels) => Object.keys(labels));

/** The most files per product in a list. */
const most = 500;

/** nexrad-mapbox's lists, made from the catalogue on each request. */
export class CompatLists {
  readonly #catalog: RadarCatalog;
  readonly #products: ProductCatalog;
  /** How far back from its newest file a list reaches. */
  readonly #windowMs: number;

  constructor(house: {
    readonly catalog: RadarCatalog;
    readonly products: ProductCatalog;
    readonly windowMinutes: number;
  }) {
    this.#catalog = house.catalog;
    this.#products = house.products;
    this.#windowMs = house.windowMinutes * 60_000;
  }

  /** The site assumed if a client names none: the one with the newest real data that the page can show. */
  async defaultSite(): Promise<string | undefined> {
    const volumes = (await this.#catalog.sites()).map(({ site, latest, simulated }) => ({
      site,
      latest,
      simulated,
    }));
    const products = (await this.#products.sites()).map(({ site, latest }) => ({
      site,
      latest,
      simulated: false,
    }));
    const hasVolumes = new Set(volumes.map(({ site }) => site));
    const known = [...volumes, ...products].sort(
      (one, other) =>
        Number(one.simulated) - Number(other.simulated) ||
        other.latest.getTime() - one.latest.getTime(),
    );
    for (const { site } of known) {
      if (hasVolumes.has(site) || (await this.#products.lastAdded(site, listedCodes))) return site;
    }
    return undefined;
  }

  async list(site: string, type: ProductType): Promise<FileList> {
    if (type === "reflectivity") return this.#volumeList(site);
    const codes = Object.keys(options[type]);
    const found = (await Promise.all(codes.map((code) => this.#recent(site, code)))).flat();
    // The page fetches a picture of every listed file.
    const rows = found.filter(({ table }) => table !== null);
    const newest = Math.max(...rows.map(({ time }) => time.getTime()));
    return sorted(
      rows
        .filter(({ time }) => time.getTime() >= newest - this.#windowMs)
        .map((row) => [productKey(row), { sweeps: 1 }]),
    );
  }

  async #volumeList(site: string): Promise<FileList> {
    const newest = await this.#catalog.newest(site);
    if (!newest) return {};
    const from = new Date(newest.time.getTime() - this.#windowMs);
    const volumes = await this.#catalog.volumes(site, { from, limit: most });
    const sweeps = await this.#catalog.sweepsOf(
      site,
      volumes.map(({ id }) => id),
    );
    return sorted(
      volumes.map((row) => [volumeKey(row), { sweeps: tiltsOf(sweeps.get(row.id) ?? []).length }]),
    );
  }

  async #recent(site: string, code: string): Promise<ProductRow[]> {
    const newest = await this.#products.newest(site, code);
    if (!newest) return [];
    const from = new Date(newest.time.getTime() - this.#windowMs);
    return this.#products.list(site, code, { from, limit: most });
  }

  /** Labels and counts of the Level III products, as the page's menu shows them. */
  async options(site: string) {
    const [hydrometeor, precipitation] = await Promise.all(
      (["hydrometeor", "precipitation"] as const).map(async (type) => {
        const codes = Object.keys(await this.list(site, type)).map((key) => key.split("_").at(-1));
        return Object.entries(options[type]).map(([value, label]) => ({
          count: codes.filter((code) => code === value).length,
          label: `${value} - ${label}`,
          value,
        }));
      }),
    );
    return { hydrometeor, precipitation, reflectivity: [{ count: 0, label: null, value: null }] };
  }

  /** When something of a type was last added at a site. */
  async newest(site: string, type: ProductType): Promise<Date | undefined> {
    if (type === "reflectivity") return this.#catalog.lastAdded(site);
    return this.#products.lastAdded(site, Object.keys(options[type]));
  }

  /** The volume with this file name. */
  async volumeOf(name: string): Promise<VolumeRow | undefined> {
    const { site, time } = readKey(name);
    if (!site || !time) return undefined;
    const to = new Date(time.getTime() + 999);
    return (await this.#catalog.volumes(site, { from: time, to, limit: 1 }))[0];
  }

  async productOf(name: string): Promise<ProductRow | undefined> {
    const { site, time, code } = readKey(name);
    if (!site || !time || !code || !typeOfCode(code)) return undefined;
    const to = new Date(time.getTime() + 999);
    return (await this.#products.list(site, code, { from: time, to, limit: 1 }))[0];
  }
}

function volumeKey({ site, time }: { site: string; time: Date }): string {
  return `${site}${stamp(time)}_V06`;
}

function productKey({ site, time, code }: ProductRow): string {
  return `${site}${stamp(time)}_${code}`;
}

/** `20250319_010412` */
function stamp(time: Date): string {
  return time.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "_");
}

/** `KPDT20250319_010412_HHC`: its site, time and last part. */
function readKey(name: string): { site?: string; time?: Date; code?: string } {
  const parts = /^([A-Z][A-Z0-9]{3})(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_([A-Z0-9]{3})$/.exec(
    name,
  );
  if (!parts) return {};
  const [, site = "", year, month, day, hour, minute, second, code = ""] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? {} : { site, time, code };
}

function sorted(entries: (readonly [string, { sweeps: number }])[]): FileList {
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
