import type { PictureFacts, PictureStyle } from "../tasks.ts";
import { shownView } from "../views.ts";
import type { ProductCount, ProductKey } from "./catalog.ts";
import type { HeldProduct, ProductDetail, ProductPicture, ProductSummary } from "./schema.ts";
import type { ProductRow } from "./tables.ts";

/** Catalogue rows as clients see them, with the URLs of what belongs to them. */

export function heldView(count: ProductCount): HeldProduct {
  const { site, code, name, kind, unit, table, elevation, latest, latestId } = count;
  return {
    code,
    name,
    kind,
    unit,
    ...optional({ table, elevation }),
    count: count.count,
    latest: latest.toISOString(),
    url: `/radar/${site}/products/${code}`,
    latestUrl: productUrl({ site, code, id: latestId }),
  };
}

export function productView(row: ProductRow): ProductSummary {
  const { id, site, code, name, kind, unit, table, elevation, empty, bytes, report } = row;
  const url = productUrl(row);
  return {
    id,
    site,
    code,
    name,
    kind,
    unit,
    ...optional({ table, elevation, productCode: row.product_code, empty }),
    time: row.time.toISOString(),
    made: row.made.toISOString(),
    bytes,
    url,
    ...(table !== null && {
      png: `${url}.png`,
      webp: `${url}.webp`,
      json: `${url}.json`,
      value: `${url}/value`,
    }),
    ...((report.features > 0 || kind === "features") && { geojson: `${url}.geojson` }),
    ...(report.winds && { winds: `${url}/winds` }),
    ...(report.pages && { txt: `${url}.txt` }),
  };
}

export function productDetailView(row: ProductRow): ProductDetail {
  const { latitude, longitude, height, source, report } = row;
  return {
    ...productView(row),
    ...optional({ latitude, longitude, height }),
    source,
    report: { ...report },
  };
}

export function productPictureView(
  row: ProductRow,
  style: PictureStyle,
  shown: PictureFacts,
): ProductPicture {
  const { site, id, code, name, elevation, empty, unit } = row;
  return {
    site,
    product: id,
    code,
    label: elevation === null ? name : `${name} ${elevation.toFixed(1)}°`,
    ...optional({ productCode: row.product_code, elevation, empty }),
    time: row.time.toISOString(),
    made: row.made.toISOString(),
    unit,
    ...shownView(productUrl(row), style, shown),
  };
}

export function productUrl({ site, code, id }: ProductKey): string {
  return `/radar/${site}/products/${code}/${id}`;
}

/** The given properties without those that are null. */
function optional<Things extends Record<string, unknown>>(things: Things) {
  const there = Object.entries(things).filter(([, value]) => value !== null);
  return Object.fromEntries(there) as {
    [Key in keyof Things]?: Exclude<Things[Key], null>;
  };
}
