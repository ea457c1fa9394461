import { colorMapNamed } from "../colormaps/colormap.ts";
import type { ColorOptions, FrameOptions } from "./options.ts";
import { resolve } from "./settings.ts";

/**
 * The same text for all options that draw the same picture, whatever their spelling and order, and whether or not
 * defaults are stated: for cache keys.
 *
 * @throws ImagingError as {@link renderFrame}, if an option is invalid.
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
