import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Palette } from "./palette.ts";
import { stormLayers } from "./storms.ts";

/** Sources filled once their data has loaded. */
const shapes = [
  "countries",
  "borders",
  "patch",
  "greatLakes",
  "lakes",
  "shores",
  "rivers",
  "provinces",
  "states",
  "stateLines",
  "countyLines",
  "cities",
  "ring",
  "storms",
  "sites",
  "probe",
] as const;

export type Shape = (typeof shapes)[number];

/** No glyph server is needed: MapLibre draws text with the visitor's own fonts. */
const font = ["Helvetica Neue", "Arial", "sans-serif"];

/** Zoom from which counties are drawn, and their data loaded. */
export const countyZoom = 6;

/** The lowest layer above the radar's picture. */
export const aboveRadar = "shores";

const noFeatures = { type: "FeatureCollection" as const, features: [] };

export function style(palette: Palette): StyleSpecification {
  const sources = Object.fromEntries(
    shapes.map((id) => [id, { type: "geojson" as const, data: noFeatures, tolerance: 0.2 }]),
  );
  return { version: 8, sources, layers: layers(palette) };
}

export function layers(palette: Palette): LayerSpecification[] {
  return [...ground(palette), ...lines(palette), ...marks(palette), ...stormLayers(palette)];
}

const ground = (palette: Palette): LayerSpecification[] => [
  { id: "water", type: "background", paint: { "background-color": palette.water } },
  {
    id: "countries",
    type: "fill",
    source: "countries",
    paint: { "fill-color": palette.land },
  },
  {
    // The states come from a finer survey than their neighbours: this fills the slivers along the border.
    id: "patch",
    type: "line",
    source: "patch",
    paint: {
      "line-color": palette.land,
      "line-width": ["interpolate", ["exponential", 2], ["zoom"], 3, 1, 6, 8, 12, 512],
    },
  },
  {
    // Below the states, whose own shore is finer.
    id: "great-lakes",
    type: "fill",
    source: "greatLakes",
    paint: { "fill-color": palette.water },
  },
  { id: "states", type: "fill", source: "states", paint: { "fill-color": palette.land } },
  { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": palette.water } },
  {
    id: "rivers",
    type: "line",
    source: "rivers",
    minzoom: 4,
    paint: { "line-color": palette.river, "line-width": 1.2 },
  },
];

const lines = (palette: Palette): LayerSpecification[] => [
  {
    id: "shores",
    type: "line",
    source: "shores",
    paint: {
      "line-color": palette.shore,
      "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.4, 8, 1],
    },
  },
  {
    id: "counties",
    type: "line",
    source: "countyLines",
    minzoom: countyZoom,
    paint: { "line-color": palette.county, "line-width": 0.8 },
  },
  {
    id: "provinces",
    type: "line",
    source: "provinces",
    minzoom: 3,
    paint: { "line-color": palette.state, "line-width": 0.8 },
  },
  {
    id: "state-lines",
    type: "line",
    source: "stateLines",
    paint: {
      "line-color": palette.state,
      "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.5, 8, 1.2],
    },
  },
  {
    id: "borders",
    type: "line",
    source: "borders",
    paint: { "line-color": palette.country, "line-width": 1 },
  },
  {
    id: "ring",
    type: "line",
    source: "ring",
    paint: { "line-color": palette.ring, "line-width": 1, "line-dasharray": [3, 3] },
  },
];

const marks = (palette: Palette): LayerSpecification[] => [
  {
    id: "cities",
    type: "symbol",
    source: "cities",
    filter: [
      ">=",
      ["get", "thousands"],
      ["step", ["zoom"], 2000, 4, 700, 5, 250, 6, 90, 7, 35, 8, 15, 9, 8],
    ],
    layout: {
      "text-field": ["get", "name"],
      "text-font": font,
      "text-size": ["interpolate", ["linear"], ["get", "thousands"], 10, 11, 200, 12, 2000, 14],
      "text-max-width": 8,
      "text-padding": 6,
      "symbol-sort-key": ["-", 0, ["get", "thousands"]],
    },
    paint: {
      "text-color": palette.label,
      "text-halo-color": palette.halo,
      "text-halo-width": 1.2,
    },
  },
  {
    id: "sites",
    type: "circle",
    source: "sites",
    paint: {
      "circle-radius": ["case", ["get", "chosen"], 5.5, ["get", "held"], 4.5, 3],
      "circle-color": [
        "case",
        ["get", "chosen"],
        palette.siteEdge,
        ["get", "held"],
        palette.site,
        palette.siteEmpty,
      ],
      "circle-stroke-color": ["case", ["get", "chosen"], palette.site, palette.siteEdge],
      "circle-stroke-width": ["case", ["get", "chosen"], 2.5, 1.5],
      "circle-opacity": ["case", ["get", "held"], 1, 0.7],
    },
  },
  {
    id: "site-names",
    type: "symbol",
    source: "sites",
    minzoom: 4,
    filter: ["get", "held"],
    layout: {
      "text-field": ["get", "id"],
      "text-font": font,
      "text-size": 11,
      "text-letter-spacing": 0.06,
      "text-anchor": "top",
      "text-offset": [0, 0.8],
      "text-optional": true,
    },
    paint: {
      "text-color": palette.site,
      "text-halo-color": palette.halo,
      "text-halo-width": 1.4,
    },
  },
  {
    id: "probe",
    type: "circle",
    source: "probe",
    paint: {
      "circle-radius": 7,
      "circle-color": "rgba(0, 0, 0, 0)",
      "circle-stroke-color": palette.label,
      "circle-stroke-width": 1.8,
    },
  },
];
