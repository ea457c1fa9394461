import { z } from "zod";

export const moments = ["REF", "VEL", "SW", "ZDR", "PHI", "RHO", "CFP"] as const;

export const Moment = z
  .enum(moments)
  .meta({ id: "Moment", description: "A moment of NEXRAD Level II" });

export const SiteId = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{3}$/, "four capital letters or digits, e.g. KLOT")
  .meta({ description: "ICAO identifier of the radar" });

/**
 * A volume's name: its start and the first digits of its file's SHA-256, so that a volume sent again longer or
 * repaired gets another name, and whatever has that name never changes.
 */
export const VolumeId = z
  .string()
  .regex(
    /^\d{8}T\d{6}Z-[0-9a-f]{8}$/,
    "start time and file version, e.g. 20210625T075154Z-cb1c389e",
  );

const time = z.iso.datetime();
const lonLat = z.tuple([z.number(), z.number()]);

export const Site = z
  .object({
    id: SiteId,
    name: z.string(),
    kind: z.enum(["WSR-88D", "TDWR", "other"]),
    latitude: z.number(),
    longitude: z.number(),
    height: z.number().meta({ description: "Height of the antenna above mean sea level, metres" }),
    volumes: z.number().int().meta({ description: "How many volumes are held here" }),
    latest: time.optional().meta({ description: "Start of the newest volume held" }),
    products: z.number().int().meta({ description: "How many Level III products are held" }),
    latestProduct: time.optional().meta({ description: "Time of the newest product held" }),
    simulated: z.boolean().meta({ description: "Whether its newest volume is simulated" }),
  })
  .meta({ id: "RadarSite" });

export const VolumeSummary = z
  .object({
    id: VolumeId,
    site: SiteId,
    time,
    vcp: z.number().int().optional(),
    sweeps: z.number().int(),
    moments: z.array(Moment),
    bytes: z.number().int(),
    simulated: z.boolean(),
    growing: z
      .boolean()
      .optional()
      .meta({ description: "The radar is still scanning this volume: more sweeps will follow" }),
    incomplete: z.array(z.string()).optional().meta({ description: "Why it is incomplete" }),
    url: z.string(),
  })
  .meta({ id: "RadarVolume" });

const SweepMoment = z
  .object({
    name: Moment,
    gates: z.number().int(),
    firstGate: z.number().meta({ description: "Slant range of the first gate's centre, metres" }),
    gateSpacing: z.number().meta({ description: "Metres" }),
    unit: z.string(),
    png: z.string(),
    json: z.string(),
  })
  .meta({ id: "RadarSweepMoment" });

export const Sweep = z
  .object({
    index: z.number().int(),
    elevationNumber: z.number().int(),
    elevation: z.number().meta({ description: "Nominal angle, degrees" }),
    cut: z.enum(["surveillance", "doppler", "batch", "unknown"]),
    supplemental: z.enum(["SAILS", "MRLE"]).optional(),
    time,
    radials: z.number().int(),
    nyquist: z.number().optional().meta({ description: "m/s" }),
    complete: z.boolean(),
    moments: z.array(SweepMoment),
  })
  .meta({ id: "RadarSweep" });

export const VolumeDetail = VolumeSummary.extend({
  latitude: z.number(),
  longitude: z.number(),
  height: z.number(),
  sweepList: z.array(Sweep),
}).meta({ id: "RadarVolumeDetail" });

/** What a picture shows and its position, in both conventions of web maps. */
export const PictureMetadata = z
  .object({
    site: SiteId,
    volume: VolumeId,
    sweep: z.number().int(),
    moment: Moment,
    label: z.string().meta({ description: "E.g. Base reflectivity 0.5°" }),
    simulated: z.boolean(),
    elevation: z.number(),
    time,
    endTime: time,
    width: z.number().int(),
    height: z.number().int(),
    bbox: z
      .tuple([z.number(), z.number(), z.number(), z.number()])
      .meta({ description: "west, south, east, north; degrees" }),
    coordinates: z.tuple([lonLat, lonLat, lonLat, lonLat]).meta({
      description:
        "Corners nw, ne, se, sw as [lon, lat]: the form for image sources of MapLibre and Mapbox",
    }),
    bounds: z.object({ nw: lonLat, ne: lonLat, se: lonLat, sw: lonLat }),
    unit: z.string(),
    range: z
      .object({ min: z.number(), max: z.number() })
      .optional()
      .meta({ description: "Range of the values shown; absent if there is no echo" }),
    table: z.string(),
    legend: z.object({ json: z.string(), png: z.string() }),
    png: z.string(),
    webp: z.string(),
  })
  .meta({ id: "RadarPicture" });

/** Parameters of every picture of a sweep. */
export const PictureQuery = z.object({
  width: z.coerce
    .number()
    .int()
    .min(64)
    .max(4096)
    .default(1600)
    .meta({ description: "Pixels; the picture is square" }),
  table: z
    .string()
    .max(64)
    .optional()
    .meta({ description: "Colour table; the moment's own by default (see /radar/legend)" }),
  smooth: z
    .stringbool()
    .default(false)
    .meta({ description: "Interpolate between gates; the outline of the echo does not change" }),
});

export const TileParams = z.object({
  z: z.coerce.number().int().min(0).max(16),
  x: z.coerce.number().int().min(0),
  y: z.coerce.number().int().min(0),
});

/** A point on the ground; a map panned around the globe may count beyond 180 degrees. */
export const PointQuery = z.object({
  lon: z.coerce.number().min(-540).max(540),
  lat: z.coerce.number().min(-90).max(90),
});

/** The value under a point. */
export const PointValue = z
  .object({
    state: z.enum(["value", "below threshold", "range folded", "out of range", "no data"]),
    value: z.number().nullable(),
    unit: z.string(),
    text: z.string().meta({ description: "For display: 42.5 dBZ" }),
    azimuth: z.number().meta({ description: "Degrees from the antenna" }),
    range: z.number().meta({ description: "Slant range, metres" }),
    beamHeight: z
      .number()
      .meta({ description: "Height of the beam's centre above mean sea level, metres" }),
    radial: z.number().int().nullable(),
    gate: z.number().int().nullable(),
  })
  .meta({ id: "RadarPointValue" });

/** A legend: how to read a table's colours. Positions along the bar run from 0 to 1. */
export const Legend = z
  .object({
    table: z.string(),
    title: z.string(),
    unit: z.string(),
    moments: z.array(Moment).meta({ description: "Moments it is made for" }),
    interpolated: z.boolean(),
    classes: z
      .boolean()
      .meta({ description: "Whether each interval of values is a class of its own" }),
    min: z.number(),
    max: z.number(),
    stops: z.array(
      z.object({
        value: z.number().meta({ description: "Where the interval begins" }),
        from: z.number(),
        to: z.number(),
        color: z.string(),
        endColor: z.string(),
        label: z.string().optional(),
        description: z.string().optional().meta({ description: "Meaning of the label" }),
      }),
    ),
    ticks: z.array(z.object({ value: z.number(), position: z.number(), label: z.string() })),
    folded: z.string().optional().meta({ description: "Colour of range folded gates" }),
    png: z.string(),
  })
  .meta({ id: "Legend" });

export type Site = z.infer<typeof Site>;
export type VolumeSummary = z.infer<typeof VolumeSummary>;
export type VolumeDetail = z.infer<typeof VolumeDetail>;
export type Sweep = z.infer<typeof Sweep>;
export type PictureMetadata = z.infer<typeof PictureMetadata>;
export type PointValue = z.infer<typeof PointValue>;
export type Legend = z.infer<typeof Legend>;
