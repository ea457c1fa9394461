import "maplibre-gl/dist/maplibre-gl.css";
import { Map as MapLibre, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Link } from "../logic/hash.ts";
import type { Palette } from "./palette.ts";
import { layers, style } from "./style.ts";

setWorkerUrl(workerUrl);

export function createMap(container: HTMLElement, palette: Palette, view: Link["view"]): MapLibre {
  const map = new MapLibre({
    container,
    style: style(palette),
    center: view ? [view.longitude, view.latitude] : [-96, 38.5],
    zoom: view?.zoom ?? 3.6,
    minZoom: 2,
    maxZoom: 14,
    // The page credits the data sources in its own corner.
    attributionControl: false,
    // Radar is viewed with north up; arrow keys step through time instead of moving the map.
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    keyboard: false,
    renderWorldCopies: true,
    fadeDuration: 120,
  });
  // Keys belong to the page, wherever the focus is: the map is not a tab stop.
  map.getCanvas().tabIndex = -1;
  return map;
}

/** Changes the map's colours in place, without reloading anything. */
export function paint(map: MapLibre, palette: Palette): void {
  for (const layer of layers(palette)) {
    for (const [property, value] of Object.entries(layer.paint ?? {})) {
      map.setPaintProperty(layer.id, property as never, value as never);
    }
  }
}
