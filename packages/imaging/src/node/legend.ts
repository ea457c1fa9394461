import sharp from "sharp";
import { type Legend, legendStops } from "../color/legend.ts";
import type { ColorTable } from "../color/table.ts";
import { ImagingError } from "../errors.ts";

/** How a legend is drawn. */
export interface LegendOptions {
  readonly orientation?: "horizontal" | "vertical";
  /** Pixels, 40 to 4096; by default 420 × 64 horizontal, 96 × 360 vertical. */
  readonly width?: number;
  readonly height?: number;
  /** Light text on a dark panel, or the reverse. Default dark. */
  readonly theme?: "dark" | "light";
}

interface Theme {
  readonly panel: string;
  readonly text: string;
  readonly line: string;
}

const themes: Readonly<Record<"dark" | "light", Theme>> = {
  dark: { panel: "#14181edd", text: "#eef1f4", line: "#ffffff66" },
  light: { panel: "#fffffff0", text: "#1c2228", line: "#00000066" },
};

const FONT = "font-family='DejaVu Sans, Liberation Sans, Arial, sans-serif'";
const PAD = 10;

/** A rectangle of the picture, pixels. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a colour table's bar with its title, unit and ticks, as PNG.
 * @throws ImagingError `GRID_SIZE`, `TABLE_EMPTY`
 */
export async function renderLegend(
  table: ColorTable,
  options: LegendOptions = {},
): Promise<Uint8Array> {
  const svg = legendSvg(legendStops(table), options);
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer();
}

function legendSvg(legend: Legend, options: LegendOptions): string {
  const vertical = options.orientation === "vertical";
  const width = side(options.width ?? (vertical ? 96 : 420));
  const height = side(options.height ?? (vertical ? 360 : 64));
  const theme = themes[options.theme ?? "dark"];
  const size = vertical ? 11 : Math.max(9, Math.min(13, height / 5));
  const heading = legend.unit ? `${legend.title} (${legend.unit})` : legend.title;
  const body = vertical
    ? standing(legend, heading, width, height, size, theme)
    : lying(legend, heading, width, height, size, theme);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" rx="6" fill="${theme.panel}"/>${body}</svg>`;
}

function side(pixels: number): number {
  if (Number.isInteger(pixels) && pixels >= 40 && pixels <= 4096) return pixels;
  throw new ImagingError("GRID_SIZE", "a legend's sides are whole numbers from 40 to 4096");
}

function lying(
  legend: Legend,
  heading: string,
  width: number,
  height: number,
  size: number,
  theme: Theme,
): string {
  const folded = foldedKey(legend, { x: width - PAD, y: PAD, width, height: size }, size, theme);
  const top = PAD + size + 5;
  const bar = { x: PAD, y: top, width: width - 2 * PAD, height: height - top - size - 11 };
  const segments = legend.stops.map((stop, i) => {
    const x = bar.x + stop.from * bar.width;
    const piece = { ...bar, x, width: (stop.to - stop.from) * bar.width };
    return segment(`s${i}`, piece, stop.color, stop.endColor, "x2='1'");
  });
  const longest = Math.max(...legend.ticks.map(({ label }) => label.length));
  // Two-letter names need less space than numbers: all of them are shown.
  const room = size * (longest > 2 ? 3.2 : 1.6);
  const roomy = thin(legend.ticks, bar.width / room);
  const marks = roomy.map(({ position, label }) => {
    const x = bar.x + position * bar.width;
    const anchor = position < 0.03 ? "start" : position > 0.97 ? "end" : "middle";
    const edge = bar.y + bar.height;
    return (
      `<path d="M${x} ${edge}v4" stroke="${theme.line}"/>` +
      text(label, x, edge + size + 4, size, theme, anchor)
    );
  });
  const title = text(heading, PAD, PAD + size * 0.85, size, theme, "start", "bold");
  return title + folded + frame(segments, bar, theme) + marks.join("");
}

function standing(
  legend: Legend,
  heading: string,
  width: number,
  height: number,
  size: number,
  theme: Theme,
): string {
  const lines = wrap(heading, Math.floor((width - 2 * PAD) / (size * 0.62)));
  const title = lines.map((line, i) =>
    text(line, PAD, PAD + size * (0.85 + 1.25 * i), size, theme, "start", "bold"),
  );
  const top = PAD + size * 1.25 * lines.length + 6;
  const bottom = legend.folded ? size + 10 : 0;
  const bar = { x: PAD, y: top, width: 18, height: height - top - PAD - bottom };
  const keyBox = { x: PAD, y: height - PAD - size, width, height: size };
  const folded = foldedKey(legend, keyBox, size, theme);
  const segments = legend.stops.map((stop, i) => {
    const y = bar.y + (1 - stop.to) * bar.height;
    const piece = { ...bar, y, height: (stop.to - stop.from) * bar.height };
    return segment(`s${i}`, piece, stop.endColor, stop.color, "x2='0' y2='1'");
  });
  const roomy = thin(legend.ticks, bar.height / (size * 1.4));
  const marks = roomy.map(({ position, label }) => {
    const y = bar.y + (1 - position) * bar.height;
    const edge = bar.x + bar.width;
    const baseline = Math.min(Math.max(y + size * 0.36, bar.y + size * 0.72), bar.y + bar.height);
    return (
      `<path d="M${edge} ${y}h4" stroke="${theme.line}"/>` +
      text(label, edge + 8, baseline, size, theme, "start")
    );
  });
  return title.join("") + frame(segments, bar, theme) + marks.join("") + folded;
}

function frame(segments: readonly string[], bar: Box, theme: Theme): string {
  const { x, y, width, height } = bar;
  const outline = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${theme.line}"/>`;
  return segments.join("") + outline;
}

function segment(id: string, box: Box, from: string, to: string, direction: string): string {
  const { x, y, width, height } = box;
  // A slight overlap hides the seams of anti-aliased edges.
  const shape = `<rect x="${x}" y="${y}" width="${width + 0.3}" height="${height + 0.3}"`;
  if (from === to) return `${shape} fill="${from}"/>`;
  const stops = `<stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/>`;
  return `<linearGradient id="${id}" ${direction}>${stops}</linearGradient>${shape} fill="url(#${id})"/>`;
}

/** Square and letters for range folded: right-aligned in the box when horizontal, left-aligned when vertical. */
function foldedKey(legend: Legend, box: Box, size: number, theme: Theme): string {
  if (!legend.folded) return "";
  const label = "RF";
  const left = box.x > box.width / 2 ? box.x - size * 2.8 : box.x;
  const square = `<rect x="${left}" y="${box.y}" width="${size}" height="${size}" fill="${legend.folded}" stroke="${theme.line}"/>`;
  return square + text(label, left + size + 5, box.y + size * 0.88, size, theme, "start");
}

function text(
  content: string,
  x: number,
  y: number,
  size: number,
  theme: Theme,
  anchor: "start" | "middle" | "end",
  weight = "normal",
): string {
  const escaped = content.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  return `<text x="${x}" y="${y}" font-size="${size}" ${FONT} font-weight="${weight}" fill="${theme.text}" text-anchor="${anchor}">${escaped}</text>`;
}

/** Every n-th tick, so that at most `most` are left. */
function thin<T>(ticks: readonly T[], most: number): T[] {
  const stride = Math.max(1, Math.ceil(ticks.length / Math.max(1, most)));
  return ticks.filter((_, i) => i % stride === 0);
}

function wrap(content: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of content.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
