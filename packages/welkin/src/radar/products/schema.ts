import { z } from "zod";
import { PictureMetadata, SiteId, VolumeId } from "../schema.ts";

export const ProductCode = z
  .string()
  .regex(/^[A-Z0-9]{3}$/, "three capital letters or digits, e.g. N0B")
  .meta({ description: "The product's code in AWIPS" });

const time = z.iso.datetime();

const ProductKind = z.enum(["picture", "features", "profile", "text"]).meta({
  description: "A grid drawn on the map; features drawn as GeoJSON; winds by height; or a text",
});

const what = {
  code: ProductCode,
  name: z.string(),
  kind: ProductKind,
  unit: z.string(),
  table: z.string().optional().meta({ description: "Colour table it is drawn with" }),
  elevation: z.number().optional().meta({ description: "Degrees; for products of one elevation" }),
};

/** What is held of one product at a site. */
export const HeldProduct = z
  .object({
    ...what,
    count: z.number().int(),
    latest: time,
    url: z.string().meta({ description: "Their list" }),
    latestUrl: z.string(),
  })
  .meta({ id: "RadarHeldProduct" });

export const ProductSummary = z
  .object({
    id: VolumeId,
    site: SiteId,
    ...what,
    productCode: z.number().int().optional().meta({ description: "Product code in ICD 2620001" }),
    time: time.meta({ description: "Start of the scan it was made from" }),
    made: time,
    empty: z.string().optional().meta({ description: "Why there is nothing to show" }),
    bytes: z.number().int(),
    url: z.string(),
    png: z.string().optional(),
    webp: z.string().optional(),
    json: z
      .string()
      .optional()
      .meta({ description: "What the picture shows, and its place on the map" }),
    value: z.string().optional(),
    geojson: z.string().optional(),
    winds: z.string().optional(),
    txt: z.string().optional(),
  })
  .meta({ id: "RadarProduct" });

export const ProductDetail = ProductSummary.extend({
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  height: z.number().optional(),
  source: z.string(),
  report: z
    .looseObject({})
    .meta({ description: "The contents of the file, as from `welkin radar inspect`" }),
}).meta({ id: "RadarProductDetail" });

/** What a product's picture shows and its position, in both conventions of web maps. */
export const ProductPicture = PictureMetadata.pick({
  site: true,
  label: true,
  time: true,
  width: true,
  height: true,
  bbox: true,
  coordinates: true,
  bounds: true,
  unit: true,
  range: true,
  table: true,
  legend: true,
  png: true,
  webp: true,
})
  .extend({
    product: VolumeId,
    code: ProductCode,
    productCode: z.number().int().optional(),
    made: time,
    elevation: z.number().optional(),
    empty: z.string().optional(),
  })
  .meta({ id: "RadarProductPicture" });

/** The value of a product over a point. */
export const ProductValue = z
  .object({
    state: z.enum(["value", "below threshold", "range folded", "out of range", "no data"]),
    value: z.number().nullable(),
    unit: z.string(),
    text: z.string().meta({ description: "For display: 0.35 in, HA: Hail, possibly with rain" }),
    azimuth: z.number().meta({ description: "Degrees from the radar" }),
    groundRange: z.number().meta({ description: "Metres along the ground" }),
    beamHeight: z
      .number()
      .optional()
      .meta({ description: "Metres above mean sea level; for products of one elevation" }),
  })
  .meta({ id: "RadarProductValue" });

export type HeldProduct = z.infer<typeof HeldProduct>;
export type ProductSummary = z.infer<typeof ProductSummary>;
export type ProductDetail = z.infer<typeof ProductDetail>;
export type ProductPicture = z.infer<typeof ProductPicture>;
export type ProductValue = z.infer<typeof ProductValue>;
