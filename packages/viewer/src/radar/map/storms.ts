import type { ExpressionSpecification, LayerSpecification, Map as MapLibre } from "maplibre-gl";
import type { Mark } from "../logic/storms.ts";
import type { Palette } from "./palette.ts";

/** Layers whose features are explained when the pointer is over them. */
export const telling = [
  "storm-points",
  "storm-cells",
  "storm-circulations",
  "storm-hail",
  "storm-tornadoes",
  "storm-contours",
];

const isMark = (...marks: string[]): ExpressionSpecification => [
  "in",
  ["get", "mark"],
  ["literal", marks],
];
const isLine: ExpressionSpecification = ["!=", ["geometry-type"], "Point"];
const isPoint: ExpressionSpecification = ["==", ["geometry-type"], "Point"];

/**
 * Storm marks in the style that chasers know: a ring for a cell, its past track dotted and its forecast solid, a
 * green triangle for hail, filled if it is likely to be severe, a yellow ring for a mesocyclone, a red triangle on
 * its point for a tornado signature. Each has a rim, so that it is visible on any colour of echo.
 */
export const stormLayers = (palette: Palette): LayerSpecification[] => [
  {
    id: "storm-lines-rim",
    type: "line",
    source: "storms",
    filter: isLine,
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": palette.stormRim, "line-width": 3.6 },
  },
  {
    id: "storm-past",
    type: "line",
    source: "storms",
    filter: ["all", isLine, isMark("past")],
    paint: { "line-color": palette.storm, "line-width": 1.4, "line-dasharray": [1.5, 2] },
  },
  {
    id: "storm-forecast",
    type: "line",
    source: "storms",
    filter: ["all", isLine, isMark("forecast")],
    paint: { "line-color": palette.storm, "line-width": 1.6 },
  },
  {
    id: "storm-contours",
    type: "line",
    source: "storms",
    filter: ["all", isLine, ["!", isMark("past", "forecast")]],
    paint: { "line-color": palette.storm, "line-width": 1.6 },
  },
  {
    id: "storm-points",
    type: "circle",
    source: "storms",
    filter: ["all", isPoint, isMark("past", "forecast", "line")],
    paint: {
      "circle-radius": ["match", ["get", "mark"], "past", 1.8, 2.6],
      "circle-color": palette.storm,
      "circle-stroke-color": palette.stormRim,
      "circle-stroke-width": 1.1,
    },
  },
  ...ring("storm-circulations", "circulation", 8, "#ffd60a", palette.stormRim),
  ...ring("storm-cells", "cell", 4.5, palette.storm, palette.stormRim),
  // Beside a cell's ring, in which they would be hidden.
  sign("storm-hail", ["hail", "severe hail"], -12),
  sign("storm-tornadoes", ["tornado"], 12),
];

/** Signs, this many pixels below their position. */
const sign = (id: string, marks: Mark[], below: number): LayerSpecification => ({
  id,
  type: "symbol",
  source: "storms",
  filter: ["all", isPoint, isMark(...marks)],
  layout: {
    "icon-image": ["get", "mark"],
    "icon-offset": [0, below],
    "icon-allow-overlap": true,
    "icon-ignore-placement": true,
  },
});

/** A ring with a rim on both sides. */
function ring(
  id: string,
  mark: string,
  radius: number,
  color: string,
  rim: string,
): LayerSpecification[] {
  const common = {
    type: "circle" as const,
    source: "storms",
    filter: ["all", isPoint, isMark(mark)] as ExpressionSpecification,
  };
  const paint = { "circle-radius": radius, "circle-color": "rgba(0, 0, 0, 0)" };
  return [
    {
      id: `${id}-rim`,
      ...common,
      paint: { ...paint, "circle-stroke-color": rim, "circle-stroke-width": 4 },
    },
    {
      id,
      ...common,
      paint: {
        ...paint,
        "circle-radius": radius + 1,
        "circle-stroke-color": color,
        "circle-stroke-width": 2,
      },
    },
  ];
}

/** Device pixels per map pixel. */
const sharpness = 3;
const side = 15;

/** Draws the signs that are not circles. */
export function addStormSigns(map: MapLibre): void {
  const add = (mark: Mark, image: ImageData) =>
    map.addImage(mark, image, { pixelRatio: sharpness });
  add("hail", triangle("#ffffff", "#0a7a28", "up"));
  add("severe hail", triangle("#2fd052", "#06280e", "up"));
  add("tornado", triangle("#ff2d2d", "#ffffff", "down"));
}

function triangle(fill: string, rim: string, points: "up" | "down"): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = side * sharpness;
  canvas.height = side * sharpness;
  const context = canvas.getContext("2d")!;
  context.scale(sharpness, sharpness);
  const [base, tip] = points === "up" ? [side - 2.5, 2.5] : [2.5, side - 2.5];
  context.beginPath();
  context.moveTo(2, base);
  context.lineTo(side - 2, base);
  context.lineTo(side / 2, tip);
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = 2.6;
  context.strokeStyle = rim;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
