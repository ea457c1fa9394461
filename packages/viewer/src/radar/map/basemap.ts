import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import { countyZoom, type Shape } from "./style.ts";
import { unwrap } from "./unwrap.ts";

/** ISO 3166 numbers that identify the countries' shapes. */
const unitedStates = "840";
const neighbours = new Set(["124", "484"]);

/** Minimum size in square degrees of a great lake's bounding box: Ontario has four, the Great Salt Lake one. */
const greatLake = 2.5;

/** Fills the map's sources with land, borders and places; with counties once the map is zoomed in far enough. */
export async function loadBasemap(map: MapLibre): Promise<void> {
  loadCountiesWhenClose(map);
  const land = Promise.all([loadCountries(map), loadStates(map)]);
  await Promise.all([loadAmerica(map), loadCities(map)]);
  const shores = (await land).flatMap(({ coordinates }) => coordinates);
  fill(map, "shores", lines({ type: "MultiLineString", coordinates: shores }));
}

/** Returns the shorelines, except those of the United States. */
async function loadCountries(map: MapLibre): Promise<GeoJSON.MultiLineString> {
  const { default: topology } = await import("virtual:basemap/countries");
  const countries = collection(topology, "countries");
  // The states have their own, finer land.
  const others = countries.geometries.filter(({ id }) => id !== unitedStates);
  fill(map, "countries", polygons(topology, { ...countries, geometries: others }));
  fill(map, "borders", lines(mesh(topology, countries, (a, b) => a !== b)));
  const isPair = (a: TopoJSON.GeometryObject, b: TopoJSON.GeometryObject) =>
    a.id === unitedStates && neighbours.has(String(b.id));
  fill(map, "patch", lines(mesh(topology, countries, (a, b) => isPair(a, b) || isPair(b, a))));
  return mesh(topology, countries, (a, b) => a === b && a.id !== unitedStates);
}

async function loadAmerica(map: MapLibre) {
  const { default: topology } = await import("virtual:basemap/america");
  const lakes = polygons(topology, collection(topology, "lakes"));
  const { great = [], small = [] } = Object.groupBy(lakes.features, (lake) =>
    boxSize(lake.geometry) > greatLake ? "great" : "small",
  );
  fill(map, "greatLakes", { ...lakes, features: great });
  fill(map, "lakes", { ...lakes, features: small });
  fill(map, "rivers", polygons(topology, collection(topology, "rivers")));
  const between = mesh(topology, collection(topology, "provinces"), (a, b) => a !== b);
  fill(map, "provinces", lines(between));
}

/** Returns the shorelines. */
async function loadStates(map: MapLibre): Promise<GeoJSON.MultiLineString> {
  const { default: topology } = await import("virtual:basemap/states");
  const states = collection(topology, "states");
  fill(map, "states", polygons(topology, states));
  fill(map, "stateLines", lines(mesh(topology, states, (a, b) => a !== b)));
  return mesh(topology, states, (a, b) => a === b);
}

async function loadCities(map: MapLibre) {
  const { default: rows } = await import("virtual:basemap/cities");
  fill(map, "cities", {
    type: "FeatureCollection",
    features: rows.map(([name, longitude, latitude, thousands]) => ({
      type: "Feature",
      properties: { name, thousands },
      geometry: { type: "Point", coordinates: [longitude, latitude] },
    })),
  });
}

function loadCountiesWhenClose(map: MapLibre) {
  const load = async () => {
    if (map.getZoom() < countyZoom - 0.5) return;
    map.off("move", load);
    const { default: topology } = await import("virtual:basemap/counties");
    const between = mesh(topology, collection(topology, "counties"), (a, b) => a !== b);
    fill(map, "countyLines", lines(between));
  };
  map.on("move", load);
  void load();
}

const collection = (topology: TopoJSON.Topology, name: string) =>
  topology.objects[name] as TopoJSON.GeometryCollection;

/** Size of a shape's bounding box, in square degrees. */
function boxSize(shape: GeoJSON.Geometry): number {
  if (shape.type !== "Polygon" && shape.type !== "MultiPolygon") return 0;
  const points = (shape.type === "Polygon" ? shape.coordinates : shape.coordinates.flat()).flat();
  const size = (axis: 0 | 1) => {
    const values = points.map((point) => point[axis]!);
    return values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  };
  return size(0) * size(1);
}

const polygons = (
  topology: TopoJSON.Topology,
  shape: TopoJSON.GeometryCollection,
): GeoJSON.FeatureCollection => unwrap(feature(topology, shape) as GeoJSON.FeatureCollection);

const lines = (geometry: GeoJSON.MultiLineString): GeoJSON.FeatureCollection =>
  unwrap({
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: {}, geometry }],
  });

/** Puts data into one of the style's sources; does nothing once the map is gone. */
export function fill(map: MapLibre, shape: Shape, data: GeoJSON.FeatureCollection): void {
  map.getSource<GeoJSONSource>(shape)?.setData(data);
}
