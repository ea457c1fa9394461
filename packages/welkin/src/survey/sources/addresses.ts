import type { SourceDefinition } from "./definition.ts";

/** Addresses of an observation and of cutouts of it; null if its source has none. */
export interface Addresses {
  readonly archive_url: string | null;
  readonly label_url: string | null;
  readonly diff_url: string | null;
  readonly cutout_url: string | null;
  readonly preview_url: string | null;
}

type AddressName = "archive" | "label" | "diff" | "cutout" | "preview";

type Value = string | number | boolean | null | undefined;

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

const filters: Record<string, (text: string) => string> = {
  upper: (text) => text.toUpperCase(),
  /** `p1_obsdata_x` becomes p1/obsdata/x. */
  folders: (text) => text.replaceAll("_", "/"),
  /** `02` becomes Feb. */
  month: (text) => months[Number(text) - 1] ?? text,
  encode: encodeURIComponent,
  /** Without its extension. */
  stem: (text) => text.replace(/\.[^.]*$/, ""),
};

/** A source's rules for its product ids, with patterns compiled once. */
export class ProductRules {
  readonly #rules: readonly {
    pattern: RegExp;
    urls: Partial<Record<AddressName, Template>>;
  }[];
  readonly #derived: [field: string, rule: SourceDefinition["derived"][string]][];
  readonly #lid: RegExp | undefined;

  constructor({ products, derived, lid }: Pick<SourceDefinition, "products" | "derived" | "lid">) {
    this.#lid = lid === undefined ? undefined : new RegExp(lid, "i");
    this.#rules = products.map(({ pattern, urls }) => ({
      pattern: new RegExp(pattern),
      urls: Object.fromEntries(
        Object.entries(urls).flatMap(([name, text]) =>
          text === undefined ? [] : [[name, templateOf(text)]],
        ),
      ),
    }));
    this.#derived = Object.entries(derived);
  }

  /** Fields that follow from the id alone. */
  derived(productId: string): Record<string, string | null> {
    if (this.#derived.length === 0) return {};
    const groups = this.#match(productId)?.groups ?? {};
    return Object.fromEntries(
      this.#derived.map(([field, { from, values }]) => [
        field,
        values[(groups[from] ?? "").toUpperCase()] ?? null,
      ]),
    );
  }

  /** Whether a product with this LID belongs to the source; without a rule for LIDs, none does. */
  fitsLid(lid: string): boolean {
    return this.#lid?.test(lid) ?? false;
  }

  /** The observatory code in a product's LID. */
  observatory(productId: string): string | undefined {
    return this.#lid?.exec(productId)?.groups?.["observatory"]?.toUpperCase();
  }

  /** @param row The row's own values, with `ra` and `dec` in degrees if a cutout is wanted. */
  addresses(productId: string, row: Readonly<Record<string, Value>>): Addresses {
    return this.#each(productId, row, (template, values) =>
      template === undefined ? null : filled(template.texts, template.blanks, values, String),
    );
  }

  /** The same, each as JSON text: the parts common to all are quoted once. */
  addressTexts(
    productId: string,
    row: Readonly<Record<string, Value>>,
  ): Readonly<Record<keyof Addresses, string>> {
    return this.#each(productId, row, (template, values) => {
      if (template === undefined) return "null";
      const text = filled(template.quoted, template.blanks, values, inQuotes);
      return text === null ? "null" : `"${text}"`;
    });
  }

  #each<Address>(
    productId: string,
    row: Readonly<Record<string, Value>>,
    fill: (template: Template | undefined, values: Readonly<Record<string, Value>>) => Address,
  ): Record<keyof Addresses, Address> {
    const found = this.#match(productId);
    const values = { ...row, product_id: productId, ...found?.groups };
    return {
      archive_url: fill(found?.urls.archive, values),
      label_url: fill(found?.urls.label, values),
      diff_url: fill(found?.urls.diff, values),
      cutout_url: fill(found?.urls.cutout, values),
      preview_url: fill(found?.urls.preview, values),
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

/** A placeholder in a template: the first of these values that exists, or only whether one exists. */
interface Blank {
  readonly names: readonly string[];
  readonly isCondition: boolean;
  readonly form: (text: string) => string;
}

/** Texts with placeholders between them: one more text than placeholders. */
interface Template {
  readonly texts: readonly string[];
  /** The texts in JSON's form. */
  readonly quoted: readonly string[];
  readonly blanks: readonly Blank[];
}

const BLANK = /\{(\??)([^{}|]+)(?:\|(\w+))?\}/g;

function templateOf(text: string): Template {
  const texts: string[] = [];
  const blanks: Blank[] = [];
  let at = 0;
  for (const { 0: whole, 1: condition, 2: names = "", 3: filter = "", index } of text.matchAll(
    BLANK,
  )) {
    texts.push(text.slice(at, index));
    const form = filters[filter] ?? String;
    blanks.push({ names: names.split(","), isCondition: condition === "?", form });
    at = index + whole.length;
  }
  texts.push(text.slice(at));
  return { texts, quoted: texts.map(inQuotes), blanks };
}

/** A template filled with its values, or null if one is missing. */
function filled(
  texts: readonly string[],
  blanks: readonly Blank[],
  values: Readonly<Record<string, Value>>,
  write: (text: string) => string,
): string | null {
  let text = texts[0]!;
  for (let i = 0; i < blanks.length; i++) {
    const { names, isCondition, form } = blanks[i]!;
    const value = firstOf(names, values, isCondition ? isTrue : isThere);
    if (value === undefined) return null;
    text += (isCondition ? "" : write(form(textOf(value)))) + texts[i + 1]!;
  }
  return text;
}

function firstOf(
  names: readonly string[],
  values: Readonly<Record<string, Value>>,
  fits: (value: Value) => boolean,
): Value {
  for (const name of names) if (fits(values[name])) return values[name];
  return undefined;
}

/** Characters that JSON escapes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const ODD = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A text as it stands between quotes in JSON. */
function inQuotes(text: string): string {
  return ODD.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}

const isThere = (value: Value) =>
  value !== undefined && value !== null && value !== false && value !== "";

/** Untyped tables have words for false. */
const isTrue = (value: Value) => isThere(value) && !/^(?:false|f|no|n|0)$/i.test(String(value));

/** Numbers to the fifth decimal, as Horizons gives degrees; everything else unchanged. */
function textOf(value: Value): string {
  return typeof value === "number" ? String(Number(value.toFixed(5))) : String(value);
}
