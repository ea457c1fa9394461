import { ImagingError } from "../errors.ts";
import { compass, type Figure, scaleBar, targetMark } from "../frames/draw/figures.ts";
import { type Mask, type Point, stamp, strokeMask } from "../frames/draw/mask.ts";
import type { CdMatrix } from "../frames/plane.ts";
import type { FramePicture } from "../frames/render.ts";
import { pictureOf, pictureSky } from "../frames/sky.ts";
import { textMask } from "./text.ts";

/** Marks drawn on a picture. Plain data, like {@link FrameOptions}. */
export interface DrawOptions {
  /** Bottom left, any Unicode; a line break starts a new line. It is shrunk, and then cut, to fit. */
  readonly label?: string;
  /** As in fits2image: letters 20 pixels high, 4 from the edge; smaller if the text is too wide. */
  readonly labelAs?: "upstream";
  /** Arms to the north and the east; needs `cd`. */
  readonly compass?: boolean;
  /** A round number of arcseconds, arcminutes or degrees; needs `cd`. */
  readonly scaleBar?: boolean;
  /** A mark at this pixel of the plane (centres are whole numbers from 0). */
  readonly target?: { readonly x: number; readonly y: number };
  /** A text at the top left, such as {@link formatSky} gives for the centre. */
  readonly coordinates?: string;
  /** Height of the letters in pixels, 6 to 200; by default it follows the picture's size. */
  readonly textSize?: number;
}

/** Longer texts are refused. */
const LONGEST_TEXT = 1000;
const SMALLEST_LETTERS = 6;
const GREATEST_LETTERS = 200;
/** A text that is too long is shrunk by at most this factor before it is cut. */
const LEAST_SHRINK = 0.6;
const UPSTREAM_LABEL = { textSize: 20, margin: 4, leastSize: SMALLEST_LETTERS };

/** Sizes shared by everything drawn on one picture. */
interface Pen {
  readonly textSize: number;
  readonly margin: number;
  /** Letters are not made smaller than this to fit a text. */
  readonly leastSize: number;
  readonly thickness: number;
  readonly outline: number;
}

/**
 * Draws a label, a compass, a scale bar, marks: white with a dark outline, made for exactly this size. The given
 * picture is not modified.
 *
 * @throws ImagingError `LABEL_LENGTH`, `FRAME_OPTION`
 */
export async function drawOn(
  picture: FramePicture,
  options: DrawOptions,
  cd?: CdMatrix,
): Promise<FramePicture> {
  const { label = "", coordinates = "", target } = options;
  for (const text of [label, coordinates]) checkText(text);
  const pen = penFor(picture, options.textSize);
  const drawn = { ...picture, data: picture.data.slice() };
  const sky = pictureSky(cd, picture.toPlane);
  const bar =
    sky && options.scaleBar ? scaleBar(sky, picture, pen.textSize, pen.margin) : undefined;
  const figures = [
    sky && options.compass ? compass(sky, picture, pen.textSize, pen.margin) : undefined,
    bar,
    target && targetMark(pictureOf(picture.toPlane, target.x, target.y), picture),
  ];
  for (const figure of figures) if (figure) await drawFigure(drawn, figure, pen);
  const taken = bar ? drawn.width - leftOf(bar) : 0;
  const labelPen = options.labelAs === "upstream" ? { ...pen, ...UPSTREAM_LABEL } : pen;
  await drawLine(drawn, label, labelPen, "bottom", taken);
  await drawLine(drawn, coordinates, pen, "top", options.compass && sky ? drawn.width / 6 : 0);
  return drawn;
}

function checkText(text: string): void {
  if (text.length <= LONGEST_TEXT) return;
  throw new ImagingError("LABEL_LENGTH", `a text has at most ${LONGEST_TEXT} characters`);
}

function penFor({ width, height }: FramePicture, asked: number | undefined): Pen {
  const side = Math.min(width, height);
  const textSize = asked ?? Math.min(48, Math.max(9, Math.round(0.7 * Math.sqrt(side))));
  if (!(textSize >= SMALLEST_LETTERS && textSize <= GREATEST_LETTERS)) {
    throw new ImagingError(
      "FRAME_OPTION",
      `letters are ${SMALLEST_LETTERS} to ${GREATEST_LETTERS} pixels high`,
    );
  }
  return {
    textSize,
    margin: Math.max(4, Math.round(textSize * 0.6)),
    leastSize: Math.max(SMALLEST_LETTERS, Math.round(textSize * LEAST_SHRINK)),
    thickness: Math.max(1.25, textSize / 10),
    outline: Math.max(1, textSize / 12),
  };
}

function leftOf({ segments, words }: Figure): number {
  const ends = segments.flatMap(([a, b]) => [a.x, b.x]);
  return Math.min(...ends, ...words.map(({ at }) => at.x - 20));
}

async function drawFigure(picture: FramePicture, figure: Figure, pen: Pen): Promise<void> {
  if (isNear(figure, picture))
    stamp(picture, strokeMask(figure.segments, pen.thickness), pen.outline);
  for (const { text, at } of figure.words) {
    const mask = await textMask(text, pen.textSize);
    stamp(picture, centred(mask, at), pen.outline);
  }
}

/** A mark far outside is not drawn, and takes no memory. */
function isNear({ segments }: Figure, { width, height }: FramePicture): boolean {
  const near = ({ x, y }: Point) => x > -width && x < 2 * width && y > -height && y < 2 * height;
  return segments.every(([a, b]) => near(a) && near(b));
}

function centred(mask: Mask, at: Point): Mask {
  return { ...mask, x: Math.round(at.x - mask.width / 2), y: Math.round(at.y - mask.height / 2) };
}

/** A text in a corner on the left, not closer than `taken` to the right edge. */
async function drawLine(
  picture: FramePicture,
  text: string,
  pen: Pen,
  edge: "top" | "bottom",
  taken: number,
): Promise<void> {
  const room = picture.width - 2 * pen.margin - taken;
  if (text.trim() === "" || room < SMALLEST_LETTERS) return;
  const mask = await fittingMask(text, pen, room);
  const y = edge === "top" ? pen.margin : picture.height - pen.margin - mask.height;
  stamp(picture, { ...mask, x: pen.margin, y }, pen.outline);
}

/** A text no wider than this: in smaller letters, and cut if even the smallest are too wide. */
async function fittingMask(
  text: string,
  { textSize, leastSize }: Pen,
  room: number,
): Promise<Mask> {
  const mask = await textMask(text, textSize);
  if (mask.width <= room) return mask;
  const smaller = Math.max(leastSize, Math.floor((textSize * room) / mask.width));
  const second = await textMask(text, smaller);
  if (second.width <= room) return second;
  const lines = text.split("\n");
  const longest = Math.max(...lines.map((line) => Array.from(line).length));
  const letters = Math.max(1, Math.floor((longest * room) / second.width) - 1);
  const cut = lines.map((line) => {
    const all = Array.from(line);
    return all.length <= letters + 1 ? line : `${all.slice(0, letters).join("")}…`;
  });
  return textMask(cut.join("\n"), smaller);
}
