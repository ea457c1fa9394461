import { colorMapNames, parseCut, parseInterval, parseStretch } from "@welkin/imaging";
import { z } from "zod";

/** A parameter parsed by another module, whose errors are reported as the parameter's fault. */
function readBy<Value>(read: (text: string) => Value, most = 64) {
  return z
    .string()
    .max(most)
    .superRefine((text, context) => {
      try {
        read(text);
      } catch (error) {
        context.addIssue({ code: "custom", message: (error as Error).message });
      }
    });
}

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "a whole number")
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

const flag = z.stringbool().default(false);

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
const number = (min: number, max: number) =>
  z
    .string()
    .max(40)
    .regex(decimal, "a number")
    .transform(Number)
    .pipe(z.number().min(min).max(max));

const sexagesimal = /^([+-]?)(\d{1,3})[:h°d ](\d{1,2})[:m' ](\d{1,2}(?:\.\d*)?)(?:s|"|'')?$/;

/** Degrees, or hours (degrees for declinations), minutes and seconds. */
function angle(min: number, max: number, unit: number) {
  return z
    .string()
    .max(40)
    .transform((text, context) => {
      const trimmed = text.trim();
      if (decimal.test(trimmed)) return Number(trimmed);
      const match = sexagesimal.exec(trimmed);
      if (!match) {
        context.addIssue({ code: "custom", message: "degrees, or 12:34:56.7" });
        return z.NEVER;
      }
      const [, sign, whole, minutes, seconds] = match;
      const value = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
      return (sign === "-" ? -1 : 1) * value * unit;
    })
    .pipe(z.number().min(min).max(max));
}

export const RightAscension = angle(-360, 360, 15)
  .transform((ra) => ((ra % 360) + 360) % 360)
  .meta({ description: "Right ascension, ICRS: degrees, or hours as 13:29:52.7" });
export const Declination = angle(-90, 90, 1).meta({
  description: "Declination, ICRS: degrees, or as +47:11:43",
});

/** `ra,dec` */
export const Place = z
  .string()
  .max(80)
  .transform((text, context) => {
    const [ra, dec, ...more] = text.split(",");
    const read = [RightAscension.safeParse(ra), Declination.safeParse(dec)] as const;
    if (!read[0].success || !read[1].success || more.length > 0) {
      context.addIssue({ code: "custom", message: "right ascension and declination: ra,dec" });
      return z.NEVER;
    }
    return [read[0].data, read[1].data] as const;
  });

export const FrameId = z
  .string()
  .min(1)
  .max(200)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no name has them
  .regex(/^[^/\\\x00-\x1f]+$/, "the number of a frame, or its basename")
  .meta({ description: "The archive's number of the frame, or its basename" });

export const frameParams = z.object({ id: FrameId });
export const versionParams = frameParams.extend({
  version: z
    .string()
    .max(80)
    .regex(/^[A-Za-z0-9._-]+$/, "a file's version, as given with its frame")
    .meta({ description: "The file's version; it changes when the bytes do" }),
});

export const pictureFormats = ["jpg", "png", "webp", "avif"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

const blends = ["rgb", "lupton", "sum", "max", "min", "multiply", "screen", "overlay"] as const;

/** Selects an image in a file. */
const choice = {
  hdu: z.string().min(1).max(80).optional().meta({
    description: "Number from 0, or EXTNAME, or EXTNAME,EXTVER; the first image by default",
  }),
  plane: whole(0, 999_999_999).optional().meta({ description: "Plane of a cube, from 0" }),
};

/** How values become colours. */
const style = {
  width: whole(1, 8192).optional().meta({ description: "Width of the box to fit in, pixels" }),
  height: whole(1, 8192).optional().meta({ description: "Height of the box to fit in, pixels" }),
  enlarge: z
    .enum(["none", "nearest", "linear"])
    .default("none")
    .meta({ description: "Whether and how a frame smaller than the box is enlarged" }),
  mode: z.enum(["fine", "upstream"]).default("fine").meta({
    description: "fine: averages counts, then stretches; upstream: draws as fits2image does",
  }),
  interval: readBy(parseInterval)
    .optional()
    .meta({ description: "zscale, zscale:0.1, minmax, upstream, 99.5%, 0.5%..99.5%, 700..2000" }),
  min_cut: readBy(parseCut).optional().meta({ description: "Lower end: a value, or 0.5%" }),
  max_cut: readBy(parseCut).optional().meta({ description: "Upper end: a value, or 99.5%" }),
  stretch: readBy(parseStretch).optional().meta({
    description: "linear, sqrt, log, asinh, power, sinh, squared, …; a parameter after :",
  }),
  cmap: z
    .string()
    .max(40)
    .transform((name) => name.toLowerCase())
    .refine((name) => (colorMapNames as readonly string[]).includes(name), "no such colour map")
    .optional()
    .meta({ description: "Colour map, e.g. viridis" }),
  inverse: flag.meta({ description: "Reverse the colour map" }),
  invert: flag.meta({ description: "The same as inverse" }),
  nan: z
    .string()
    .regex(/^(black|transparent|#[0-9a-fA-F]{6})$/, "black, transparent or #rrggbb")
    .optional()
    .meta({ description: "Colour of pixels without a value" }),
  saturation: number(-1e30, 1e30)
    .optional()
    .meta({ description: "Show values from this one up in red" }),
  orient: z
    .enum(["up", "snap", "none"])
    .default("snap")
    .meta({ description: "Turn north up exactly, by quarter turns, or not at all" }),
  median: flag.meta({ description: "Subtract the median, as fits2image does" }),
  percentile: number(0, 100).optional().meta({ description: "Percentile drawn white with median" }),
};

/** What is drawn on top. */
const marks = {
  label: z.string().max(400).optional().meta({ description: "Text at the lower left" }),
  compass: flag,
  scalebar: flag,
  target: Place.optional().meta({ description: "A position to mark: ra,dec" }),
  coordinates: flag.meta({ description: "Write the coordinates of the centre" }),
};

const file = {
  quality: whole(1, 100)
    .optional()
    .meta({ description: "Quality of jpg, webp and avif; 80 by default" }),
  avm: flag.meta({ description: "Embed the coordinates (AVM in XMP)" }),
};

const channel = z.string().min(1).max(200).optional();

const colour = {
  color: z.enum(blends).optional().meta({
    description:
      "Makes a colour picture, and says how frames are blended; screen by default for layers",
  }),
  red: channel.meta({ description: "A frame, or a filter of the same request" }),
  green: channel,
  blue: channel,
  layers: z.string().max(1000).optional().meta({
    description: "Two to eight frames or filters, each with a colour: 123:ff8800,V:00ff88",
  }),
  q: number(1e-3, 1e3).optional().meta({ description: "Lupton's softening parameter Q" }),
  align: z.enum(["wcs", "stars", "none"]).default("wcs"),
};

const region = {
  ra: RightAscension.optional(),
  dec: Declination.optional(),
  x: number(-1e6, 1e6).optional().meta({ description: "Pixel of the centre, from 1" }),
  y: number(-1e6, 1e6).optional(),
  size: z.string().max(80).optional().meta({
    description:
      "Side, or width,height: in arc minutes (around a pixel: in pixels), or with a unit: 90arcsec, 0.1deg, 300pix",
  }),
  fov: number(1e-6, 360).optional().meta({ description: "Side in degrees, instead of size" }),
  box: z
    .string()
    .max(80)
    .regex(/^[+-]?\d{1,7},[+-]?\d{1,7},\d{1,7},\d{1,7}$/, "x,y,width,height in pixels from 1")
    .optional()
    .meta({ description: "x,y,width,height: the lower left pixel, from 1, and the size" }),
  edge: z
    .enum(["partial", "trim"])
    .default("partial")
    .meta({ description: "What lies beyond the frame is filled with no value, or cut off" }),
};

export const PictureQuery = z.strictObject({
  ...choice,
  ...style,
  ...marks,
  ...file,
  ...colour,
  format: z.enum(pictureFormats).optional(),
});

export const CutoutQuery = z.strictObject({
  ...choice,
  ...region,
  ...style,
  ...marks,
  ...file,
  ...colour,
  format: z.enum(["fits", ...pictureFormats]).optional(),
});

export const BlinkQuery = z.strictObject({
  frames: z.string().min(1).max(8000).meta({ description: "Ids or basenames, in order: a,b,c" }),
  ra: RightAscension.optional(),
  dec: Declination.optional(),
  positions: z
    .string()
    .max(4000)
    .optional()
    .meta({ description: "Centre for each frame, to follow a target: ra,dec;ra,dec;…" }),
  size: z
    .string()
    .max(80)
    .optional()
    .meta({ description: "Side, or width,height, on the sky: in arc minutes, or with a unit" }),
  width: whole(16, 2048).default(400),
  height: whole(16, 2048).default(400),
  ...choice,
  interval: style.interval,
  stretch: style.stretch,
  cmap: style.cmap,
  inverse: style.inverse,
  invert: style.invert,
  fps: number(0.1, 30).default(2),
  labels: z
    .stringbool()
    .default(true)
    .meta({ description: "Write the time and filter of each frame" }),
  mark: flag.meta({ description: "Mark the centre" }),
  scalebar: flag,
  compass: flag,
  format: z.enum(["gif", "webp"]).default("gif"),
});

export type BlinkQuery = z.output<typeof BlinkQuery>;

export const InfoQuery = z.strictObject({
  ...choice,
  cards: flag.meta({ description: "Include the header cards" }),
});

export type PictureQuery = z.output<typeof PictureQuery>;
export type CutoutQuery = z.output<typeof CutoutQuery>;

const maybe = z.number().nullable();
const lonLat = z.array(z.number()).length(2);

const FrameFacts = z
  .object({
    id: z.string(),
    basename: z.string(),
    filename: z.string(),
    archive: z.string(),
    version: z.string(),
    filter: z.string().optional(),
    observedAt: z.string().optional(),
    exposure: z.number().optional().meta({ description: "Seconds" }),
    target: z.string().optional(),
    instrument: z.string().optional(),
    site: z.string().optional(),
    telescope: z.string().optional(),
    proposalId: z.string().optional(),
    requestId: z.string().optional(),
    reductionLevel: z.number().optional(),
    configurationType: z.string().optional(),
    publicDate: z.string().optional(),
  })
  .meta({ id: "FrameFacts" });

export const FrameInfo = z
  .object({
    frame: FrameFacts,
    hdus: z.array(
      z.object({
        index: z.number().int(),
        name: z.string(),
        type: z.string(),
        bitpix: z.number().int(),
        axes: z.array(z.number().int()),
        compression: z.string().optional(),
        cards: z
          .array(
            z.object({
              keyword: z.string(),
              value: z.unknown().optional(),
              comment: z.string().optional(),
            }),
          )
          .optional(),
      }),
    ),
    image: z
      .object({
        hdu: z.number().int(),
        name: z.string(),
        mosaic: z.boolean().meta({ description: "Assembled from a detector's amplifiers" }),
        width: z.number().int(),
        height: z.number().int(),
        planes: z.number().int(),
        plane: z.number().int(),
        valid: z.number().int(),
        min: maybe,
        max: maybe,
        mean: maybe,
        std: maybe,
        percentiles: z.array(z.tuple([z.number(), maybe])).meta({
          description: "Percent and value; from a sample of the pixels if there are many",
        }),
        zscale: z.array(z.number()).length(2).nullable(),
        saturation: z.number().optional(),
      })
      .optional(),
    wcs: z
      .object({
        projection: z.string(),
        system: z.string(),
        radesys: z.string(),
        pixelScale: z.number().meta({ description: "Arc seconds per pixel" }),
        parity: z.string(),
        northAngle: maybe.meta({
          description: "Direction of north, degrees counter-clockwise from up",
        }),
        centre: lonLat.nullable(),
        footprint: z.array(lonLat),
      })
      .optional(),
    warnings: z.array(z.string()),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: "FrameInfo" });

export type FrameInfo = z.infer<typeof FrameInfo>;

/** Stretches that use the whole image would differ from tile to tile. */
const perPixel = (text: string) => !/^(histogram|midtone|upstream)/i.test(text.trim());

/** How the tiles of an image are drawn. */
export const TileStyle = z.strictObject({
  ...choice,
  interval: style.interval,
  min_cut: style.min_cut,
  max_cut: style.max_cut,
  stretch: readBy(parseStretch).refine(perPixel, "not for tiles").optional(),
  cmap: style.cmap,
  inverse: style.inverse,
  invert: style.invert,
  nan: style.nan,
});

export type TileStyle = z.output<typeof TileStyle>;
