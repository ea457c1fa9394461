import { z } from "zod";
import type { JobKind } from "../engines/queue/index.ts";

/** Scans a local archive for new, changed and removed files. */
export const scanJob: JobKind<{ archive: string }> = {
  name: "frames.scan",
  data: z.object({ archive: z.string() }),
  // The next is due in minutes.
  retries: 0,
  expiresIn: 6 * 3600,
};

/** Removes pictures that are too old. */
export const cleanFramesJob: JobKind<Record<string, never>> = {
  name: "frames.clean",
  data: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  retries: 0,
  expiresIn: 3600,
};
