import { levels } from "../values/levels.ts";
import { codesThemselves } from "../values/table.ts";
import { dualPolarizationProducts } from "./dual-polarization.ts";
import { featureProducts } from "./features.ts";
import { compressed, elevation } from "./fields.ts";
import type { ProductFamily, ProductInfo } from "./info.ts";
import { precipitationProducts } from "./precipitation.ts";
import { reflectivityProducts } from "./reflectivity.ts";
import { velocityProducts } from "./velocity.ts";
import { volumeProducts } from "./volume.ts";

/** Facts of ICD 2620001 (RPG to Class 1 user), tables II, III and V. */
const FAMILIES: readonly ProductFamily[] = [
  reflectivityProducts,
  velocityProducts,
  dualPolarizationProducts,
  precipitationProducts,
  volumeProducts,
  featureProducts,
];

const DEFAULTS = {
  awips: [],
  packets: [],
  unit: "",
  values: levels(""),
  fields: {},
  layout: "graphic",
} as const satisfies Omit<ProductInfo, "code" | "name">;

/** Every known product, by its code. */
export const products: ReadonlyMap<number, ProductInfo> = new Map(
  FAMILIES.flatMap((family) =>
    Object.entries(family).map(([key, entry]) => {
      const code = Number(key);
      return [code, { ...DEFAULTS, ...entry, code }] as const;
    }),
  ).sort(([a], [b]) => a - b),
);

const byAwips = new Map(
  [...products.values()].flatMap((info) => info.awips.map((name) => [name, info] as const)),
);

/** The registry's entry for a product code; an unknown code is read like most products. */
export function productInfo(code: number): ProductInfo {
  return (
    products.get(code) ?? {
      ...DEFAULTS,
      code,
      name: "Unknown Product",
      values: codesThemselves,
      fields: { ...elevation, ...compressed },
      range: 230,
    }
  );
}

/** The product with this three-letter AWIPS code, e.g. `N0B`. */
export function productByAwips(name: string): ProductInfo | undefined {
  return byAwips.get(name.toUpperCase());
}
