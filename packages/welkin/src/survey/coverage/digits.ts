import type { Picture } from "@welkin/imaging";

/** Characters of five by seven dots; each row is five bits. */
const signs: Readonly<Record<string, readonly number[]>> = {
  "0": [14, 17, 19, 21, 25, 17, 14],
  "1": [4, 12, 4, 4, 4, 4, 14],
  "2": [14, 17, 1, 2, 4, 8, 31],
  "3": [31, 2, 4, 2, 1, 17, 14],
  "4": [2, 6, 10, 18, 31, 2, 2],
  "5": [31, 16, 30, 1, 1, 17, 14],
  "6": [6, 8, 16, 30, 17, 17, 14],
  "7": [31, 1, 2, 4, 8, 8, 8],
  "8": [14, 17, 17, 14, 17, 17, 14],
  "9": [14, 17, 17, 15, 1, 2, 12],
  "+": [0, 4, 4, 31, 4, 4, 0],
  "-": [0, 0, 0, 31, 0, 0, 0],
  h: [16, 16, 22, 25, 17, 17, 17],
  "°": [12, 18, 18, 12, 0, 0, 0],
};

interface Ink {
  /** 0 to 255: black to white. */
  readonly level: number;
  readonly opacity: number;
}

const LIGHT: Ink = { level: 255, opacity: 0.9 };
const SHADOW: Ink = { level: 0, opacity: 0.3 };

/**
 * Draws digits and a few other characters into a picture, white with a shadow, with dots of `size` pixels, from a top
 * left corner.
 */
export function stampText(
  picture: Picture,
  text: string,
  x: number,
  y: number,
  size: number,
): void {
  const dots = dotsOf(text);
  for (const { column, row } of dots) {
    const [left, top] = [x + (column - 1) * size, y + (row - 1) * size];
    fill(picture, left, top, 3 * size, SHADOW);
  }
  for (const { column, row } of dots) {
    fill(picture, x + column * size, y + row * size, size, LIGHT);
  }
}

function dotsOf(text: string): { readonly column: number; readonly row: number }[] {
  return [...text].flatMap((sign, place) =>
    (signs[sign] ?? []).flatMap((bits, row) =>
      [0, 1, 2, 3, 4]
        .filter((column) => ((bits >> (4 - column)) & 1) === 1)
        .map((column) => ({ column: place * 6 + column, row })),
    ),
  );
}

function fill(
  { width, height, data }: Picture,
  x: number,
  y: number,
  size: number,
  ink: Ink,
): void {
  for (let row = Math.max(0, y); row < Math.min(height, y + size); row++) {
    for (let column = Math.max(0, x); column < Math.min(width, x + size); column++) {
      const at = 4 * (row * width + column);
      for (let k = 0; k < 3; k++) data[at + k]! += (ink.level - data[at + k]!) * ink.opacity;
    }
  }
}
