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
    // Sources of what is drawn are named in the page's own corner.
    attributionControl: false,
    // Radar is read with north up; arrows step through time instead of moving the map.
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    keyboard: false,
    renderWorldCopies: true,
    fadeDuration: 120,
  });
  // Keys are the page's, wherever the focus is: no stop on the way through it.
  map.getCanvas().tabIndex = -1;
  return map;
}

/** Changes the map's colours in place: nothing is loaded again. */
export function paint(map: MapLibre, palette: Palette): void {
  for (const layer of layers(palette)) {
    for (const [property, value] of Object.entries(layer.paint ?? {})) {
      map.setPaintProperty(layer.id, property as never, value as never);
    }
  }
}
