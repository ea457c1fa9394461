import type { RadarCatalog } from "./catalog.ts";
import type { ProductCatalog } from "./products/catalog.ts";
import type { Site } from "./schema.ts";
import { siteView } from "./views.ts";

/**
 * Radars with data: first those with volumes, in the catalogue's order, then those with products only, and the
 * simulated one last. A radar of unknown position is left out.
 */
export async function heldSites(
  catalog: RadarCatalog,
  productCatalog: ProductCatalog,
): Promise<Site[]> {
  const products = await productCatalog.sites();
  const volumes = await catalog.sites();
  const withVolumes = volumes.map((row) => {
    const also = products.find(({ site }) => site === row.site);
    return siteView({
      ...row,
      ...(also && { products: also.products, latestProduct: also.latest }),
    });
  });
  const alone = products.flatMap(({ site, latest, products, latitude, longitude, height }) => {
    if (volumes.some((row) => row.site === site)) return [];
    if (latitude === null || longitude === null || height === null) return [];
    const place = { latitude, longitude, height };
    const none = { volumes: 0, latest: null, simulated: false };
    return [siteView({ site, ...place, ...none, products, latestProduct: latest })];
  });
  return [
    ...withVolumes.filter(({ simulated }) => !simulated),
    ...alone,
    ...withVolumes.filter(({ simulated }) => simulated),
  ];
}
