import { z } from "zod";

/** Declares in OpenAPI that a route returns bytes. */
export const bytesOf = (mediaType: string) => ({
  200: { content: { [mediaType]: { schema: z.any().meta({ format: "binary", type: "string" }) } } },
});
