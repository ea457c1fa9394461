import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { escaped } from "../frames/avm.ts";
import type { Mask } from "../frames/draw/mask.ts";

/** The included font, for machines without any. Characters that it lacks are taken from the machine's own fonts. */
const FONT_FILE = fileURLToPath(new URL("../../data/DejaVuSansMono.ttf", import.meta.url));
const FONT = "DejaVu Sans Mono";

/** Text drawn this many pixels high, as coverage. The size of the mask is the inked extent. */
export async function textMask(text: string, size: number): Promise<Mask> {
  const words = escaped(text).trimEnd();
  if (words.trim() === "") return { x: 0, y: 0, width: 0, height: 0, data: new Uint8Array(0) };
  const image = sharp({
    text: { text: words, font: `${FONT} ${size}`, fontfile: FONT_FILE, dpi: 72 },
  });
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const coverage = Uint8Array.from(
    { length: width * height },
    (_, i) => data[i * channels] as number,
  );
  return { x: 0, y: 0, width, height, data: coverage };
}
