/**
 * GRLevelX colour tables (.pal), as used by RadarScope, GR2Analyst and others. Format: "Color Table File
 * Specification", GRLevelX manuals (grlevelx.com/manuals/color_tables).
 */
import { ImagingError } from "../errors.ts";
import type { ColorStop, ColorTable, Rgba } from "./table.ts";

/** Longest accepted text, characters; real tables are a few kilobytes. */
const MAX_LENGTH = 256 * 1024;

interface Draft {
  product: string;
  unit: string;
  scale: number;
  offset: number;
  step?: number;
  folded?: Rgba;
  stops: (ColorStop & { readonly line: number })[];
}

type Statement = (draft: Draft, words: readonly string[], line: number) => void;

/** Handlers of the statements, by the word before the colon in lower case. */
const statements: Readonly<Record<string, Statement>> = {
  product: (draft, words) => {
    draft.product = words.join(" ");
  },
  units: (draft, words) => {
    draft.unit = words.join(" ");
  },
  scale: (draft, words, line) => {
    draft.scale = oneNumber(words, line);
    if (draft.scale === 0) throw new ImagingError("PAL_VALUE", "Scale must not be 0", line);
  },
  offset: (draft, words, line) => {
    draft.offset = oneNumber(words, line);
  },
  step: (draft, words, line) => {
    const step = oneNumber(words, line);
    if (step > 0) draft.step = step;
  },
  decimals: (_draft, words, line) => {
    oneNumber(words, line);
  },
  rf: (draft, words, line) => {
    const [color] = colors(words, line, words.length === 4 ? 4 : 3, 1);
    draft.folded = color!;
  },
  // The colour of "no data", which a map overlay leaves transparent: checked, and not drawn.
  nd: (_draft, words, line) => {
    colors(words, line, words.length === 4 ? 4 : 3, 1);
  },
  color: gradient(3),
  color4: gradient(4),
  solidcolor: solid(3),
  solidcolor4: solid(4),
};

/** `value color {color}`: a gradient to the second colour, or else to the next statement's. */
function gradient(channels: 3 | 4): Statement {
  return (draft, words, line) => {
    const value = number(words[0], line);
    const [color, endColor] = colors(words.slice(1), line, channels, 2);
    draft.stops.push({ value, color: color!, ...(endColor && { endColor }), line });
  };
}

/** `value color`: holds to the next statement's value. */
function solid(channels: 3 | 4): Statement {
  return (draft, words, line) => {
    const value = number(words[0], line);
    const [color] = colors(words.slice(1), line, channels, 2);
    draft.stops.push({ value, color: color!, endColor: color!, line });
  };
}

/**
 * Reads a .pal file. Stops come back in the field's own unit (`Scale` and `Offset` undone), and the legend shows the
 * file's. Comments (`;`) and unknown statements are skipped.
 *
 * @param name the table's name; by default derived from its product
 * @throws ImagingError `PAL_SYNTAX`, `PAL_VALUE` with the line, or `PAL_EMPTY`
 */
export function parsePal(text: string, name?: string): ColorTable {
  if (text.length > MAX_LENGTH) throw new ImagingError("PAL_SYNTAX", "too long for a colour table");
  const draft: Draft = { product: "", unit: "", scale: 1, offset: 0, stops: [] };
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const content = raw.replace(/;.*/, "").trim();
    if (content !== "") readStatement(draft, content, index + 1);
  });
  if (draft.stops.length === 0) {
    throw new ImagingError("PAL_EMPTY", "the colour table has no colours");
  }
  return finish(draft, name);
}

function readStatement(draft: Draft, content: string, line: number): void {
  const colon = content.indexOf(":");
  if (colon < 1) {
    throw new ImagingError(
      "PAL_SYNTAX",
      `expected "Name: values", found "${quote(content)}"`,
      line,
    );
  }
  const keyword = content.slice(0, colon).trim().toLowerCase();
  const words = content
    .slice(colon + 1)
    .split(/[\s,]+/)
    .filter((word) => word !== "");
  if (Object.hasOwn(statements, keyword)) statements[keyword]!(draft, words, line);
}

function finish(draft: Draft, name: string | undefined): ColorTable {
  const { scale, offset, product, unit, step, folded } = draft;
  // A stable sort, so that of two statements for one value the later one applies.
  const ordered = [...draft.stops].sort((a, b) => (a.value - b.value) * Math.sign(scale));
  const stops = ordered
    .filter((stop, i) => ordered[i + 1]?.value !== stop.value)
    .map(({ line: _line, ...stop }) => ({ ...stop, value: (stop.value - offset) / scale }));
  const converts = scale !== 1 || offset !== 0;
  return {
    name: name ?? slug(product),
    title: product || "Colour table",
    unit: converts ? "" : unit,
    interpolation: "linear",
    stops,
    ...(folded && { folded }),
    ...(step !== undefined && { step: step / Math.abs(scale) }),
    ...(converts && { display: { unit, scale, offset } }),
  };
}

function slug(product: string): string {
  const words = product.toLowerCase().match(/[a-z0-9]+/g);
  return words?.join("-") ?? "palette";
}

function oneNumber(words: readonly string[], line: number): number {
  return number(words[0], line);
}

function number(word: string | undefined, line: number): number {
  const value = word === undefined ? Number.NaN : Number(word);
  if (Number.isFinite(value)) return value;
  throw new ImagingError("PAL_VALUE", `expected a number, found "${quote(word ?? "")}"`, line);
}

/** One to `most` colours of 3 or 4 channels. */
function colors(words: readonly string[], line: number, channels: 3 | 4, most: number): Rgba[] {
  const count = words.length / channels;
  if (!Number.isInteger(count) || count < 1 || count > most) {
    const wanted = most === 1 ? `${channels}` : `${channels} or ${channels * 2}`;
    const message = `expected ${wanted} channels, found ${words.length}`;
    throw new ImagingError("PAL_SYNTAX", message, line);
  }
  const bytes = words.map((word) => {
    const channel = number(word, line);
    if (channel >= 0 && channel <= 255) return Math.round(channel);
    throw new ImagingError("PAL_VALUE", `a channel is 0 to 255, found ${quote(word)}`, line);
  });
  return Array.from({ length: count }, (_, i): Rgba => {
    const [red, green, blue, alpha] = bytes.slice(i * channels, (i + 1) * channels);
    return [red!, green!, blue!, alpha ?? 255];
  });
}

function quote(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
