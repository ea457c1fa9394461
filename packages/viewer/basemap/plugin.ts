import type { Plugin } from "vite";
import { america, cities, counties, countries, states } from "./data.ts";

const prefix = "virtual:basemap/";

/** The modules `virtual:basemap/…` that the page may import; each is a separate file, loaded on demand. */
const layers: Record<string, () => unknown> = {
  countries,
  america,
  states,
  counties,
  cities,
};

/** Makes the map's data at build time from npm packages. */
export function basemap(): Plugin {
  return {
    name: "welkin-basemap",
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const make = layers[id.slice(prefix.length + 1)];
      // Parsing a string is several times faster for a browser than an object literal.
      return make && `export default JSON.parse(${JSON.stringify(JSON.stringify(make()))});`;
    },
  };
}
