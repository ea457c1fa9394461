// The service's own types: imported as types only, so that nothing of the service is in the page.
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

/** What is under a point: of volumes with the beam's slant range, of products with the range along the ground. */
export type Value = PointValue | ProductValue;

export type Moment = (typeof moments)[number];
