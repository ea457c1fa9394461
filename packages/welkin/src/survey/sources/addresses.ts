import type { SourceDefinition } from "./definition.ts";

/** Where an observation and pieces of it can be had; null where its source has no such place. */
export interface Addresses {
  readonly archive_url: string | null;
  readonly diff_url: string | null;
  readonly cutout_url: string | null;
  readonly preview_url: string | null;
}

type Value = string | number | boolean | null | undefined;

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

const filters: Record<string, (text: string) => string> = {
  upper: (text) => text.toUpperCase(),
  /** `p1_obsdata_x` lies at p1/obsdata/x. */
  folders: (text) => text.replaceAll("_", "/"),
  /** `02` is Feb. */
  month: (text) => months[Number(text) - 1] ?? text,
  encode: encodeURIComponent,
};

/** What a source makes of its product's ids: patterns are compiled once. */
export class ProductRules {
  readonly #rules: readonly {
    pattern: RegExp;
    urls: SourceDefinition["products"][number]["urls"];
  }[];
  readonly #derived: SourceDefinition["derived"];
  readonly #lid: RegExp | undefined;

  constructor({ products, derived, lid }: Pick<SourceDefinition, "products" | "derived" | "lid">) {
    this.#lid = lid === undefined ? undefined : new RegExp(lid, "i");
    this.#rules = products.map(({ pattern, urls }) => ({ pattern: new RegExp(pattern), urls }));
    this.#derived = derived;
  }

  /** Fields that the id alone tells. */
  derived(productId: string): Record<string, string | null> {
    const groups = this.#match(productId)?.groups ?? {};
    return Object.fromEntries(
      Object.entries(this.#derived).map(([field, { from, values }]) => [
        field,
        values[(groups[from] ?? "").toUpperCase()] ?? null,
      ]),
    );
  }

  /** Whether a product of this LID is of the source; without a rule for LIDs none is. */
  fitsLid(lid: string): boolean {
    return this.#lid?.test(lid) ?? false;
  }

  /** The code of the observatory that a product's LID names. */
  observatory(productId: string): string | undefined {
    return this.#lid?.exec(productId)?.groups?.["observatory"]?.toUpperCase();
  }

  /** @param row The row's own values, with `ra` and `dec` in degrees where a piece is wanted. */
  addresses(productId: string, row: Readonly<Record<string, Value>>): Addresses {
    const found = this.#match(productId);
    const values = { ...row, product_id: productId, ...found?.groups };
    const fill = (text: string | undefined) => (text === undefined ? null : filled(text, values));
    return {
      archive_url: fill(found?.urls.archive),
      diff_url: fill(found?.urls.diff),
      cutout_url: fill(found?.urls.cutout),
      preview_url: fill(found?.urls.preview),
    };
  }

  #match(productId: string) {
    for (const { pattern, urls } of this.#rules) {
      const found = pattern.exec(productId);
      if (found) return { urls, groups: found.groups ?? {} };
    }
    return undefined;
  }
}

/** A template with its values, or null where one is missing. */
function filled(template: string, values: Readonly<Record<string, Value>>): string | null {
  let missing = false;
  const text = template.replace(
    /\{(\??)([^{}|]+)(?:\|(\w+))?\}/g,
    (_whole, condition, names, filter) => {
      const name = names.split(",").find((one: string) => isThere(values[one]));
      if (name === undefined) missing = true;
      if (name === undefined || condition === "?") return "";
      return (filters[filter] ?? String)(textOf(values[name]));
    },
  );
  return missing ? null : text;
}

const isThere = (value: Value) =>
  value !== undefined && value !== null && value !== false && value !== "";

/** Degrees to the fifth decimal, as Horizons gives them; everything else as it is. */
function textOf(value: Value): string {
  return typeof value === "number" ? String(Number(value.toFixed(5))) : String(value);
}
