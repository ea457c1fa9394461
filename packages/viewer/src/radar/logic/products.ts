import type { HeldProduct } from "../api-types.ts";
import { angle } from "./sweeps.ts";

/** Products that users look for together. */
export interface Family {
  name: string;
  rows: ProductRow[];
}

/** Products with the same name: one for each elevation, or just one. */
export interface ProductRow {
  name: string;
  choices: ProductChoice[];
}

export interface ProductChoice {
  code: string;
  /** `N0B`, with the angle if products of this name differ by it. */
  label: string;
}

/** Families in the order in which they are offered, each with a test for its products. */
const families: readonly { name: string; has: (product: HeldProduct) => boolean }[] = [
  { name: "Reflectivity", has: coloured(/^(reflectivity|nws|homeyer|chase)/) },
  { name: "Velocity", has: coloured(/^(velocity|balance|spectrum-width|shear|turbulence)/) },
  { name: "Polarization", has: coloured(/^(differential|correlation|specific-phase)/) },
  { name: "Classes", has: coloured(/^(hydrometeor|rain-rate-class)/) },
  { name: "Precipitation", has: coloured(/^(accumulation|precipitation|snow)/) },
  { name: "Tops & liquid", has: coloured(/^(vil|liquid|echo-tops)/) },
  { name: "Clutter", has: coloured(/^(clutter|power-removed)/) },
  { name: "Storms", has: ({ kind }) => kind === "features" },
  { name: "Winds", has: ({ kind }) => kind === "profile" },
  { name: "Text", has: ({ kind }) => kind === "text" },
  { name: "Other", has: () => true },
];

function coloured(tables: RegExp) {
  return ({ table }: HeldProduct) => tables.test(table ?? "");
}

const familyOf = (product: HeldProduct): string =>
  families.find(({ has }) => has(product))?.name ?? "Other";

/** The available products, by family, and within it by name from the lowest elevation. */
export function groupProducts(products: readonly HeldProduct[]): Family[] {
  const byFamily = Object.groupBy(products, familyOf);
  return families.flatMap(({ name }) => {
    const rows = rowsOf(byFamily[name] ?? []);
    return rows.length > 0 ? [{ name, rows }] : [];
  });
}

function rowsOf(products: readonly HeldProduct[]): ProductRow[] {
  const byName = Object.groupBy(products, ({ name }) => name);
  return Object.entries(byName)
    .map(([name, same = []]) => {
      const angles = new Set(same.map(({ elevation }) => elevation));
      const choices = same.toSorted(byElevation).map(({ code, elevation }) => ({
        code,
        label:
          angles.size > 1 && typeof elevation === "number" ? `${code} ${angle(elevation)}` : code,
      }));
      return { name, choices };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

const byElevation = (a: HeldProduct, b: HeldProduct) =>
  (a.elevation ?? 0) - (b.elevation ?? 0) || a.code.localeCompare(b.code);

/** The code of the same product `by` elevations higher, if there is one. */
export function tiltProduct(
  products: readonly HeldProduct[],
  code: string,
  by: number,
): string | undefined {
  const row = groupProducts(products)
    .flatMap(({ rows }) => rows)
    .find(({ choices }) => choices.some((choice) => choice.code === code));
  const at = row?.choices.findIndex((choice) => choice.code === code) ?? -1;
  return row?.choices[at + by]?.code;
}

/** The initial product if there are no volumes: the first with a picture, else the first. */
export function firstProduct(products: readonly HeldProduct[]): string | undefined {
  const codes = groupProducts(products).flatMap(({ rows }) => rows.flatMap((row) => row.choices));
  const pictures = new Set(
    products.filter(({ kind }) => kind === "picture").map(({ code }) => code),
  );
  return (codes.find(({ code }) => pictures.has(code)) ?? codes[0])?.code;
}

/** The entry closest in time; the later of two that are equally close. */
export function nearest<Entry extends { time: string }>(
  line: readonly Entry[],
  time: string,
): Entry | undefined {
  const distance = (entry: Entry) => Math.abs(Date.parse(entry.time) - Date.parse(time));
  return line.reduce<Entry | undefined>(
    (best, entry) => (best && distance(best) < distance(entry) ? best : entry),
    undefined,
  );
}
