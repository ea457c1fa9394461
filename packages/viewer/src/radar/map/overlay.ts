import type {
  Coordinates,
  ImageSource,
  ImageSourceSpecification,
  Map as MapLibre,
} from "maplibre-gl";
import type { Site } from "../api-types.ts";
import type { Frame, Reach } from "../frames.ts";
import { circle } from "../logic/circle.ts";
import { isHeld } from "../store.ts";
import { fill } from "./basemap.ts";
import { aboveRadar } from "./style.ts";

const id = "radar";

/** The position of an overlay without a picture: arbitrary. */
const nowhere: Coordinates = [
  [-1, 1],
  [1, 1],
  [1, -1],
  [-1, -1],
];

/** Creates the layer for pictures, below the borders. */
export function addOverlay(map: MapLibre): void {
  // Without a URL, MapLibre waits for a picture to be set; its types do not allow for this.
  map.addSource(id, { type: "image", coordinates: nowhere } as ImageSourceSpecification);
  map.addLayer(
    { id, type: "raster", source: id, paint: { "raster-fade-duration": 0 } },
    aboveRadar,
  );
}

/** Shows a frame's picture in its place, or none. It is already decoded, so nothing flickers. */
export function showFrame(map: MapLibre, { picture }: Frame): void {
  if (picture) map.getSource<ImageSource>(id)?.updateImage(picture);
  map.setLayoutProperty(id, "visibility", picture ? "visible" : "none");
}

export function setAppearance(map: MapLibre, opacity: number, smooth: boolean): void {
  map.setPaintProperty(id, "raster-opacity", opacity);
  map.setPaintProperty(id, "raster-resampling", smooth ? "linear" : "nearest");
}

export const isSameReach = (a: Reach | undefined, b: Reach | undefined): boolean =>
  a?.longitude === b?.longitude && a?.latitude === b?.latitude && a?.distance === b?.distance;

/** Draws the ring at a sweep's range, or none. */
export function showReach(map: MapLibre, reach: Reach | undefined): void {
  const ring = reach && circle(reach.longitude, reach.latitude, reach.distance);
  fill(map, "ring", collect(ring ? [line(ring)] : []));
}

const line = (coordinates: GeoJSON.Position[]): GeoJSON.Feature => ({
  type: "Feature",
  properties: {},
  geometry: { type: "LineString", coordinates },
});

export function showSites(map: MapLibre, sites: readonly Site[], chosen: string | undefined) {
  const features = sites.map(
    (site): GeoJSON.Feature => ({
      type: "Feature",
      properties: { id: site.id, held: isHeld(site), chosen: site.id === chosen },
      geometry: { type: "Point", coordinates: [site.longitude, site.latitude] },
    }),
  );
  fill(map, "sites", collect(features));
}

export const showStorms = (map: MapLibre, features: GeoJSON.Feature[]): void =>
  fill(map, "storms", collect(features));

/** Marks the tapped position, since a finger leaves no pointer behind. */
export function showProbe(map: MapLibre, point: { lon: number; lat: number }): void {
  const geometry = { type: "Point" as const, coordinates: [point.lon, point.lat] };
  fill(map, "probe", collect([{ type: "Feature", properties: {}, geometry }]));
}

const collect = (features: GeoJSON.Feature[]): GeoJSON.FeatureCollection => ({
  type: "FeatureCollection",
  features,
});
