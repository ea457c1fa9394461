import type { RadialFormat } from "./radial.ts";
import { message1 } from "./radial-1.ts";
import { message31 } from "./radial-31.ts";

/** The message types that carry radials. */
export const RADIAL_FORMATS: ReadonlyMap<number, RadialFormat> = new Map(
  [message1, message31].map((format) => [format.messageType, format]),
);
