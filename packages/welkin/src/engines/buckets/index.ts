export { type Bucket, openBucket } from "./bucket.ts";
export { isTooSlow, TOO_SLOW } from "./pace.ts";
export type { Patience } from "./request.ts";
