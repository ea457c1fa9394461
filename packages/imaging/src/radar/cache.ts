import type { MercatorGrid } from "../geo/mercator.ts";
import { type GeometryTable, geometryTable, type Site } from "./geometry.ts";

/**
 * Keeps the most recently used geometry tables, up to a number of bytes. A table larger than the whole budget is
 * computed but not kept.
 */
export class GeometryCache {
  readonly #tables = new Map<string, GeometryTable>();
  readonly #budget: number;
  #bytes = 0;

  /** @param budget bytes; a 2712-pixel picture's table takes 15 MB */
  constructor(budget = 64 * 2 ** 20) {
    this.#budget = budget;
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The table of a grid seen from a site, computed if necessary. */
  table(site: Site, grid: MercatorGrid): GeometryTable {
    const { west, south, east, north, width, height } = grid;
    const key = [site.longitude, site.latitude, west, south, east, north, width, height].join();
    const known = this.#tables.get(key);
    if (known) {
      this.#tables.delete(key);
      this.#tables.set(key, known);
      return known;
    }
    const table = geometryTable(site, grid);
    this.#keep(key, table);
    return table;
  }

  #keep(key: string, table: GeometryTable): void {
    const size = table.cells.byteLength;
    if (size > this.#budget) return;
    for (const [oldest, held] of this.#tables) {
      if (this.#bytes + size <= this.#budget) break;
      this.#tables.delete(oldest);
      this.#bytes -= held.cells.byteLength;
    }
    this.#tables.set(key, table);
    this.#bytes += size;
  }
}

/** The default cache of projections. */
export const sharedGeometry = new GeometryCache();
