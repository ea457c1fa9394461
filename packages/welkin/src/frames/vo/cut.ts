import type { PoolTask } from "../../engines/pool/index.ts";
import { WelkinError } from "../../errors.ts";
import { cutFits } from "../cutouts/fits.ts";
import { type ImageChoice, openImage } from "../render/image.ts";
import { withFits } from "../render/open.ts";
import { boxOfShape } from "./box.ts";
import type { Shape } from "./shapes.ts";

/** Cuts the intersection of a shape and a frame out as a FITS file; undefined if there is none. */
export const cutShapeTask: PoolTask<
  { readonly path: string; readonly choice: ImageChoice; readonly shape?: Shape },
  Promise<Uint8Array | undefined>
> = { module: new URL(import.meta.url), name: "cutShape" };

export async function cutShape({
  path,
  choice,
  shape,
}: Parameters<NonNullable<typeof cutShapeTask.types>>[0]): Promise<Uint8Array | undefined> {
  return withFits(path, async (file) => {
    const { wcs, width, height } = await openImage(file, choice);
    if (shape && !wcs) {
      throw new WelkinError("FRAME_NO_WCS", "The frame does not say where on the sky it is.");
    }
    const whole = { x: 0, y: 0, width, height };
    const box = shape && wcs ? boxOfShape(shape, wcs, { width, height }) : whole;
    if (!box) return undefined;
    return (await cutFits(file, choice, { kind: "box", box }, "trim")).bytes;
  });
}
