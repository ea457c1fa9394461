import type { Size } from "../shrink/size.ts";
import { type PictureSky, roundAngle } from "../sky.ts";
import type { Point, Segment } from "./mask.ts";

/** A drawn figure, with its text. */
export interface Figure {
  readonly segments: readonly Segment[];
  /** Texts, positioned by the centre of their extent. */
  readonly words: readonly { readonly text: string; readonly at: Point }[];
}

/** Arms to the north (with a tip) and the east in the top right corner. */
export function compass(sky: PictureSky, picture: Size, textSize: number, margin: number): Figure {
  const arm = Math.min(60, Math.max(14, Math.min(picture.width, picture.height) / 9));
  const reach = arm + 0.75 * textSize;
  const { north, east } = sky;
  const spread = (direction: Point, length: number): Point => ({
    x: direction.x * length,
    y: direction.y * length,
  });
  const letters = [spread(north, reach), spread(east, reach)];
  const half = textSize / 2;
  const right = Math.max(0, ...letters.map((at) => at.x + half));
  const top = Math.min(0, ...letters.map((at) => at.y - half));
  const origin = { x: picture.width - 1 - margin - right, y: margin - top };
  const from = (at: Point): Point => ({ x: origin.x + at.x, y: origin.y + at.y });
  const tip = from(spread(north, arm));
  const barb = (side: number): Segment => [
    tip,
    from({
      x: north.x * arm * 0.75 + side * -north.y * arm * 0.13,
      y: north.y * arm * 0.75 + side * north.x * arm * 0.13,
    }),
  ];
  return {
    segments: [[origin, tip], barb(1), barb(-1), [origin, from(spread(east, arm))]],
    words: [
      { text: "N", at: from(letters[0] as Point) },
      { text: "E", at: from(letters[1] as Point) },
    ],
  };
}

/** The maximum length of a scale bar, as a fraction of the picture's width. */
const LONGEST_BAR = 0.28;

/** A bar for a round angle in the bottom right corner, with its length above it; undefined if none is short enough. */
export function scaleBar(
  sky: PictureSky,
  picture: Size,
  textSize: number,
  margin: number,
): Figure | undefined {
  const angle = roundAngle(picture.width * LONGEST_BAR * sky.pixel);
  if (!angle) return;
  const right = picture.width - 1 - margin;
  const left = right - angle.degrees / sky.pixel;
  const y = picture.height - 1 - margin;
  const tick = textSize / 5;
  return {
    segments: [
      [
        { x: left, y },
        { x: right, y },
      ],
      [
        { x: left, y: y - tick },
        { x: left, y },
      ],
      [
        { x: right, y: y - tick },
        { x: right, y },
      ],
    ],
    words: [{ text: angle.text, at: { x: (left + right) / 2, y: y - 0.85 * textSize } }],
  };
}

/** Four strokes around a position that leave it visible. */
export function targetMark(at: Point, picture: Size): Figure {
  const length = Math.min(40, Math.max(6, Math.min(picture.width, picture.height) / 18));
  const gap = 0.6 * length;
  const stroke = (x: number, y: number): Segment => [
    { x: at.x + x * gap, y: at.y + y * gap },
    { x: at.x + x * (gap + length), y: at.y + y * (gap + length) },
  ];
  return { segments: [stroke(1, 0), stroke(-1, 0), stroke(0, 1), stroke(0, -1)], words: [] };
}
