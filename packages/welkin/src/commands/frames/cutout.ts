import { basename } from "node:path";
import { WelkinError } from "../../errors.ts";
import { cutFits } from "../../frames/cutouts/fits.ts";
import { basenameOf } from "../../frames/index.ts";
import { choiceOf, regionOf } from "../../frames/query.ts";
import { drawFrame } from "../../frames/render/draw.ts";
import { openImage, regionBox } from "../../frames/render/image.ts";
import { withFits } from "../../frames/render/open.ts";
import { CutoutQuery } from "../../frames/schema.ts";
import { sizeText, tellJson } from "../../terminal.ts";
import { openInput, writeOutput } from "../files.ts";
import { readOptions } from "../options.ts";
import { type PictureOptions, readBy, readPicture } from "./options.ts";

interface Options extends PictureOptions {
  readonly ra?: string;
  readonly dec?: string;
  readonly size?: string;
  readonly pixels?: string;
  readonly edge?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `welkin frames cutout`: part of a frame, as FITS or as a picture. */
export async function cutout(path: string, options: Options): Promise<void> {
  const { ra, dec, size, pixels, edge, hdu, plane } = options;
  const said = { ra, dec, size, box: pixels, edge, hdu, plane };
  const query = readBy(
    CutoutQuery,
    Object.fromEntries(Object.entries(said).filter((pair) => pair[1] !== undefined)) as Record<
      string,
      string
    >,
  );
  if (pixels === undefined && ra === undefined) {
    throw new WelkinError("WRONG_USE", "Give --ra, --dec and --size, or --pixels.");
  }
  const region = readOptions(() => regionOf(query));
  const format = formatOf(options);
  const out = options.out ?? `${basenameOf(basename(path))}-cutout.${format}`;
  await (await openInput(path)).close();
  const choice = choiceOf(query);
  const { bytes, box } =
    format === "fits"
      ? await withFits(path, (file) => cutFits(file, choice, region, query.edge))
      : await picture();
  await writeOutput(out, bytes);
  const { x, y, width, height } = box;
  if (options.json) {
    tellJson({ file: path, out, format, bytes: bytes.length, x: x + 1, y: y + 1, width, height });
    return;
  }
  const corner = `${x + 1}, ${y + 1}`;
  process.stdout.write(
    `${out}  ${sizeText(bytes.length)}\n${width}×${height} pixels from ${corner} of ${path}\n`,
  );

  async function picture() {
    const { spec } = readPicture(options, 1, out, region);
    const drawn = await drawFrame(path, query.edge === "trim" ? { ...spec, edge: "trim" } : spec);
    const cut = await withFits(path, async (file) =>
      regionBox(await openImage(file, choice), region, query.edge),
    );
    return { bytes: drawn.bytes, box: cut };
  }
}

function formatOf({ format, out }: Options): string {
  const ending = /\.([a-z]+)$/i.exec(out ?? "")?.[1]?.toLowerCase();
  return format ?? (ending === "fit" ? "fits" : ending) ?? "fits";
}
