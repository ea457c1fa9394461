import { simulatedSurvey } from "../frames/index.ts";
import type { FileRecord } from "./import/record.ts";
import type { SourceDefinition } from "./sources/definition.ts";

const coordinates = "CTYPE1 CTYPE2 CRPIX1 CRPIX2 CRVAL1 CRVAL2 CD1_1 CD1_2 CD2_1 CD2_2".split(" ");

/** The source of the simulated survey; its files are those of the simulated archive of frames. */
export const simulatedSource: SourceDefinition = {
  name: "simulated",
  title: "Simulated survey",
  observatories: [simulatedSurvey.observatory],
  nightOffset: -0.2,
  fields: coordinates,
  derived: {},
  products: [
    {
      pattern: "",
      urls: {
        cutout: "/frames/{product_id}/cutout.fits?ra={ra}&dec={dec}&size=8",
        preview: "/frames/{product_id}/cutout.jpg?ra={ra}&dec={dec}&size=12&width=320&height=320",
      },
    },
  ],
};

/** The comet that crosses it. */
export const simulatedComet = simulatedSurvey.comet;

const DAY = 86_400;

/** Every exposure of the simulated survey as a row to be imported. */
export async function* simulatedRecords(): AsyncGenerator<FileRecord> {
  let line = 0;
  for (const exposure of simulatedSurvey.exposures()) {
    const { id, mjd, filter, maglimit, corners } = exposure;
    line++;
    const cards = Object.fromEntries(simulatedSurvey.coordinates(exposure));
    const values = {
      product_id: id,
      mjd_start: mjd,
      mjd_stop: mjd + exposure.exposure / DAY,
      fov: corners.map(([ra, dec]) => `${ra.toFixed(6)}:${dec.toFixed(6)}`).join(","),
      filter,
      exposure: exposure.exposure,
      maglimit,
      ...Object.fromEntries(coordinates.map((keyword) => [keyword, cards[keyword]])),
    };
    yield { line, values };
  }
}
