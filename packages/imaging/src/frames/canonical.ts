import { colorMapNamed } from "../colormaps/colormap.ts";
import type { ColorOptions, FrameOptions } from "./options.ts";
import { resolve } from "./settings.ts";

/**
 * One text for options that draw the same picture, however they are spelled, ordered, and whether or not defaults are said: for the
 * keys of caches.
 *
 * @throws ImagingError as {@link renderFrame}, where an option is not understood.
 */
export function canonical(options: FrameOptions | ColorOptions): string {
  const { options: _asSaid, median, percentile, cmap, ...settings } = resolve(options);
  const { width, height, magnify, orient = "file" } = options;
  const { blend, colors, Q }: ColorOptions = options;
  return JSON.stringify({
    width,
    height,
    magnify,
    orient,
    ...settings,
    cmap: colorMapNamed(cmap).name,
    percentile: median ? percentile : undefined,
    blend: blend === "rgb" ? undefined : blend,
    colors,
    Q: blend === "lupton" ? (Q ?? 8) : undefined,
  });
}
