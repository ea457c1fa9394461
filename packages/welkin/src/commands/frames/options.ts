import type { z } from "zod";
import type { CutoutRegion } from "../../frames/cutouts/box.ts";
import { pictureSpec } from "../../frames/query.ts";
import type { PictureSpec } from "../../frames/render/spec.ts";
import { type PictureFormat, PictureQuery, pictureFormats } from "../../frames/schema.ts";
import { wrongUse } from "../options.ts";

/** Options of the command line that say how a picture is drawn. */
export type PictureOptions = Readonly<
  Partial<Record<(typeof texts)[number], string>> & Partial<Record<(typeof flags)[number], boolean>>
> & { readonly format?: string; readonly color?: string };

const texts = [
  "width",
  "height",
  "enlarge",
  "mode",
  "interval",
  "minCut",
  "maxCut",
  "stretch",
  "cmap",
  "nan",
  "saturation",
  "orient",
  "percentile",
  "quality",
  "label",
  "target",
  "hdu",
  "plane",
  "align",
] as const;
const flags = ["invert", "median", "compass", "scalebar", "coordinates", "avm"] as const;

/** Picture parameters of the service whose names differ on the command line. */
const names: Readonly<Record<string, string>> = { minCut: "min_cut", maxCut: "max_cut" };

/**
 * Reads the options of a picture: the parameters of `/frames/{id}/picture`, checked by the same rules.
 *
 * @throws WelkinError WRONG_USE
 */
export function readPicture(
  options: PictureOptions,
  frames: number,
  out: string | undefined,
  region?: CutoutRegion,
): { readonly spec: PictureSpec; readonly query: PictureQuery } {
  const said: Record<string, string> = {};
  for (const name of texts) {
    const value = options[name];
    if (value !== undefined) said[names[name] ?? name] = value;
  }
  for (const name of flags) if (options[name]) said[name] = "true";
  if (options.color !== undefined) said["color"] = options.color;
  const query = readBy(PictureQuery, said);
  const format = formatOf(options, out);
  const shown = Array.from({ length: frames }, () => ({}));
  const layers =
    query.color === undefined || isThree(query.color) ? {} : { colors: colours(frames) };
  return { query, spec: pictureSpec(query, shown, format, { layers, ...(region && { region }) }) };
}

function isThree(blend: string): boolean {
  return blend === "rgb" || blend === "lupton";
}

/** Colours around the circle, one per frame; red, green and blue for three. */
function colours(frames: number): (readonly [number, number, number])[] {
  const level = (hue: number) =>
    Math.max(0, Math.min(1, 2 - Math.abs(((((hue + 3) % 6) + 6) % 6) - 3)));
  return Array.from({ length: frames }, (_, i) => {
    const hue = (6 * i) / frames;
    return [level(hue), level(hue - 2), level(hue - 4)] as const;
  });
}

/** @throws WelkinError WRONG_USE naming the option and what it accepts */
export function readBy<Schema extends z.ZodType>(
  schema: Schema,
  said: Readonly<Record<string, string>>,
): z.output<Schema> {
  const read = schema.safeParse(said);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const name = String(issue?.path[0] ?? "");
  const flag = `--${name === "box" ? "pixels" : name.replace("_", "-")}`;
  throw wrongUse(flag, said[name] ?? "", issue?.message ?? "");
}

/** The format requested, or implied by a file's extension. */
export function formatOf({ format }: PictureOptions, out: string | undefined): PictureFormat {
  const ending = /\.([a-z]+)$/i.exec(out ?? "")?.[1]?.toLowerCase();
  const wanted = format ?? (ending === "jpeg" ? "jpg" : ending) ?? "jpg";
  const known = pictureFormats.find((each) => each === wanted);
  if (known) return known;
  const flag = format === undefined ? "--out" : "--format";
  throw wrongUse(flag, format ?? out ?? "", `must be one of ${pictureFormats.join(", ")}`);
}
