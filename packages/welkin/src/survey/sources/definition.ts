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
 * dec, its own fields) or for a named group of the pattern that fits the product's id; `{a,b}` for the first of them
 * that there is; `{name|filter}` for the value put through a filter; `{?name}` for nothing, and there is no address
 * where that value is missing or false.
 */
export const SourceDefinition = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "small letters, digits and _, e.g. my_survey"),
  title: z.string().min(1).max(200),
  /** Codes of the Minor Planet Center; the first is where rows that name none were made. */
  observatories: z
    .array(z.string().regex(/^[0-9A-Za-z]\d\d$/))
    .min(1)
    .max(20),
  /** Days added to UTC so that a night does not reach over midnight: nights are floor(mjd + offset − 0.5). */
  nightOffset: z.number().min(-1).max(1).default(0),
  /**
   * What the LIDs of its products look like (a regular expression, capitals or not): PDS4 labels that fit are of this
   * source. A group `observatory` is the code of the one that made it, where there are several.
   */
  lid: pattern.optional(),
  /** Names of columns that its rows have besides those of every source. */
  fields: z.array(z.string().min(1).max(64)).max(32).default([]),
  /** Fields that follow from a part of the product's id. */
  derived: z
    .record(
      z.string(),
      z.strictObject({ from: z.string(), values: z.record(z.string(), z.string()) }),
    )
    .default({}),
  products: z
    .array(
      z.strictObject({
        /** What the product's id looks like; of several, the first that fits counts. */
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
