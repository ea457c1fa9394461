import { WelkinError } from "../../errors.ts";
import { intersections, readPiece } from "../../survey/index.ts";
import { tellJson, tellTable } from "../../terminal.ts";
import { numberOption, readOptions, wordOption } from "../options.ts";
import { type FixedQuestion, withSurvey } from "./house.ts";
import { type WindowOptions, windowOf } from "./window.ts";

interface Options extends WindowOptions {
  readonly radius: string;
  readonly polygon?: string;
  readonly intersection: string;
  readonly json?: boolean;
}

/** `welkin survey fixed`: the observations of a point, a circle or a polygon on the sky. */
export async function fixed(text: string | undefined, options: Options): Promise<void> {
  const intersection = wordOption("--intersection", options.intersection, intersections);
  const place = placeOf(text, options);
  // Bad input is reported before anything is opened.
  readOptions(() => readPiece({ radius: 0, ...place }));
  const window = windowOf(options);
  const observations = await withSurvey((house) => house.fixed({ place, intersection, ...window }));
  if (options.json) {
    const asked = { ...place, intersection_type: intersection };
    tellJson({ query: asked, count: observations.length, observations });
    return;
  }
  tellTable(
    ["source", "product", "mjd start", "seconds", "filter", "limit"],
    observations.map((row) => [
      row.source,
      row.product_id,
      row.mjd_start.toFixed(5),
      ((row.mjd_stop - row.mjd_start) * 86_400).toFixed(0),
      row.filter ?? undefined,
      row.maglimit?.toFixed(1),
    ]),
  );
}

function placeOf(text: string | undefined, { polygon, radius }: Options): FixedQuestion["place"] {
  if (polygon !== undefined) {
    if (text !== undefined) {
      throw new WelkinError("WRONG_USE", "Give a place or a polygon, not both.");
    }
    return { polygon };
  }
  const found = /^([^,]+),([^,]+)$/.exec(text ?? "");
  if (!found) {
    throw new WelkinError("WRONG_USE", "Give a place as RA,DEC in degrees, or --polygon.");
  }
  const ra = numberOption("RA", found[1]!, 0, 360);
  const dec = numberOption("Dec", found[2]!, -90, 90);
  return { ra, dec, radius: numberOption("--radius", radius, 0, 600) };
}
