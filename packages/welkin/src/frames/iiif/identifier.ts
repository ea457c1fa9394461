import { z } from "zod";
import { WelkinError } from "../../errors.ts";
import { FrameId, TileStyle } from "../schema.ts";

/**
 * Reads the identifier of an image: a frame, followed by semicolons with which of its images and how it is shown, so
 * that any viewer can be given any style: `123;hdu=SCI;stretch=asinh;cmap=viridis`.
 *
 * @throws WelkinError BAD_REQUEST
 */
export function readIdentifier(text: string): { readonly id: string; readonly style: TileStyle } {
  const [id, ...said] = text.split(";");
  const pairs = said.map((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
  });
  const read = z
    .object({ id: FrameId, style: TileStyle })
    .safeParse({ id, style: Object.fromEntries(pairs) });
  if (read.success) return read.data;
  const told = read.error.issues.map(({ path, message }) => `${String(path.at(-1))}: ${message}`);
  throw new WelkinError("BAD_REQUEST", `identifier: ${told.join("; ")}.`);
}
