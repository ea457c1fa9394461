import type { Orient } from "./orient.ts";

/** How pixels of several frames become colours. */
export type Blend = "rgb" | "lupton" | "sum" | "max" | "min" | "multiply" | "screen" | "overlay";

/** How a frame becomes a picture. Plain data: it can be sent to a thread, and {@link canonical} gives it a name. */
export interface FrameOptions {
  /** The box that the picture must fit in, pixels; the frame's own size by default. */
  readonly width?: number;
  readonly height?: number;
  /** How a frame smaller than the box is enlarged to it. Default: not at all. */
  readonly magnify?: "nearest" | "linear";
  /**
   * `fine` (default): areas are averaged in counts, then stretched. `upstream`: as in fits2image, stretched to 8 bits
   * at full size, then shrunk as in Pillow.
   */
  readonly shrink?: "fine" | "upstream";
  /** The interval of values shown, see {@link parseInterval}. Default `zscale`; with upstream shrinking, `upstream`. */
  readonly interval?: string;
  /** The two ends separately, overriding those of `interval`: a value, or a percentile as `0.5%` (as in hips2fits). */
  readonly min_cut?: number | string;
  readonly max_cut?: number | string;
  /** The curve, see {@link parseStretch}. Default `linear`; with upstream shrinking, `upstream`. */
  readonly stretch?: string;
  /** A colour map's name, see {@link colorMapNames}. Default `grey`. */
  readonly cmap?: string;
  /** Reverses the colour map. */
  readonly inverse?: boolean;
  /** The colour of pixels without a value: `black` (default), `transparent`, or `#rrggbb`. */
  readonly nan?: string;
  /** Values from here up are shown in red: the detector could not count them. */
  readonly saturation?: number;
  /**
   * The orientation: `file` (default: row 0 at the bottom), `snap` (north up, east left, by quarter turns, as
   * fits2image ≥ 1.0), `exact` (by rotation). The last two need the plane's `cd`; without it they act like `file`.
   */
  readonly orient?: Orient;
  /** fits2image's `median`: the median is subtracted from the 8-bit picture, and the rest spread up to `percentile`. */
  readonly median?: boolean;
  /** Default 99.5. */
  readonly percentile?: number;
}

/** How several frames become a colour picture. */
export interface ColorOptions extends FrameOptions {
  /** Default `rgb`: three frames are red, green and blue. */
  readonly blend?: Blend;
  /** For the blends of fits2image: the weights of red, green and blue of each frame, 0 to 1. */
  readonly colors?: readonly (readonly [number, number, number])[];
  /** Lupton's softening, default 8. */
  readonly Q?: number;
}
