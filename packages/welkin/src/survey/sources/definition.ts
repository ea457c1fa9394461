import { z } from "zod";

const template = z.string().max(1000);
const pattern = z.string().max(500).refine(isPattern, "it is no regular expression");

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A source of observations, as data. Addresses are templates: `{name}` stands for a value of the row (product_id, ra,
 * dec, its own fields) or for a named group of the pattern that matches the product's id; `{a,b}` for the first of them
 * that exists; `{name|filter}` for the value passed through a filter; `{?name}` for nothing, but there is no address if
 * that value is missing or false.
 */
export const SourceDefinition = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "small letters, digits and _, e.g. my_survey"),
  title: z.string().min(1).max(200),
  /** Minor Planet Center codes; the first is the observatory of rows that name none. */
  observatories: z
    .array(z.string().regex(/^[0-9A-Za-z]\d\d$/))
    .min(1)
    .max(20),
  /** Days added to UTC so that a night does not extend past midnight: nights are floor(mjd + offset − 0.5). */
  nightOffset: z.number().min(-1).max(1).default(0),
  /**
   * The form of its products' LIDs (a case-insensitive regular expression): PDS4 labels that match belong to this
   * source. A group `observatory` is the code of the observatory, if there are several.
   */
  lid: pattern.optional(),
  /** Names of the columns that its rows have in addition to those of every source. */
  fields: z.array(z.string().min(1).max(64)).max(32).default([]),
  /** Fields derived from a part of the product's id. */
  derived: z
    .record(
      z.string(),
      z.strictObject({ from: z.string(), values: z.record(z.string(), z.string()) }),
    )
    .default({}),
  products: z
    .array(
      z.strictObject({
        /** The form of the product's id; if there are several, the first that matches counts. */
        pattern: pattern.default(""),
        urls: z
          .strictObject({
            archive: template,
            label: template,
            diff: template,
            cutout: template,
            preview: template,
          })
          .partial(),
      }),
    )
    .max(20)
    .default([]),
});

export type SourceDefinition = z.infer<typeof SourceDefinition>;
