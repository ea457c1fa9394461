import { ImagingError } from "../errors.ts";
import { type Interval, parseCut, parseInterval } from "../intervals/interval.ts";
import { parseStretch, type Stretch } from "../stretches/stretch.ts";
import type { FrameOptions } from "./options.ts";
import { type Missing, parseMissing } from "./paint.ts";

/** Parsed and checked options. */
export interface Settings {
  readonly options: FrameOptions;
  readonly shrink: "fine" | "upstream";
  readonly interval: Interval;
  readonly stretch: Stretch;
  readonly cmap: string;
  readonly inverse: boolean;
  readonly nan: Missing;
  readonly saturation: number | undefined;
  readonly median: boolean;
  readonly percentile: number;
}

/** Defaults, by the way of shrinking. */
const defaults = {
  fine: { interval: "zscale", stretch: "linear" },
  upstream: { interval: "upstream", stretch: "upstream" },
} as const;

/** The midtone stretch finds its own shadows, and needs the full range. */
const MIDTONE_INTERVAL = "minmax";

/** @throws ImagingError `INTERVAL_UNKNOWN`, `STRETCH_UNKNOWN`, `STRETCH_PARAMETER`, `COLOR_SYNTAX`, `FRAME_OPTION` */
export function resolve(options: FrameOptions): Settings {
  const { shrink = "fine", percentile = 99.5, saturation } = options;
  if (!Object.hasOwn(defaults, shrink)) {
    throw new ImagingError("FRAME_OPTION", "shrink is fine or upstream");
  }
  if (!(percentile >= 0 && percentile <= 100)) {
    throw new ImagingError("FRAME_OPTION", "percentile is a number from 0 to 100");
  }
  if (saturation !== undefined && !Number.isFinite(saturation)) {
    throw new ImagingError("FRAME_OPTION", "saturation is a number");
  }
  const stretch = parseStretch(options.stretch ?? defaults[shrink].stretch);
  const fallback = stretch.name === "midtone" ? MIDTONE_INTERVAL : defaults[shrink].interval;
  return {
    options,
    shrink,
    interval: intervalOf(options, fallback),
    stretch,
    cmap: options.cmap ?? "grey",
    inverse: options.inverse ?? false,
    nan: parseMissing(options.nan),
    saturation,
    median: options.median ?? false,
    percentile,
  };
}

/** hips2fits' default for the end that is not given. */
const LOW_CUT = "0.5%";
const HIGH_CUT = "99.5%";

function intervalOf(options: FrameOptions, fallback: string): Interval {
  const interval = parseInterval(options.interval ?? fallback);
  const { min_cut, max_cut } = options;
  if (min_cut === undefined && max_cut === undefined) return interval;
  const ends = interval.kind === "cuts" ? interval : undefined;
  return {
    kind: "cuts",
    low: min_cut === undefined ? (ends?.low ?? parseCut(LOW_CUT)) : parseCut(min_cut),
    high: max_cut === undefined ? (ends?.high ?? parseCut(HIGH_CUT)) : parseCut(max_cut),
  };
}
