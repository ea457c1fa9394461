// The service's own types: imported only as types, so that none of its code is in the page.
import type { ProductValue } from "../../../welkin/src/radar/products/schema.ts";
import type { moments, PointValue } from "../../../welkin/src/radar/schema.ts";

export type {
  HeldProduct,
  ProductDetail,
  ProductSummary,
} from "../../../welkin/src/radar/products/schema.ts";
export type {
  Legend,
  PictureMetadata,
  Site,
  Sweep,
  VolumeDetail,
  VolumeSummary,
} from "../../../welkin/src/radar/schema.ts";

export type { SourceStatus } from "../../../welkin/src/radar/sources/view.ts";

/** The value under a point: for volumes with the beam's slant range, for products with the range along the ground. */
export type Value = PointValue | ProductValue;

export type Moment = (typeof moments)[number];
