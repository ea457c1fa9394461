import { z } from "zod";

const units: Record<string, number> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** Bytes, as `64M`. */
export const size = z
  .string()
  .regex(/^\d{1,6}[KMG]?$/)
  .transform((text) => Number.parseInt(text, 10) * (units[text.replace(/\d/g, "")] ?? 1));

export const whole = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(min).max(max));

export const number = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
