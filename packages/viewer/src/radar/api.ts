import { ask, getJson, params, problem, unreachable, withQuery } from "../shell/http.ts";
import type {
  HeldProduct,
  Legend,
  PictureMetadata,
  ProductDetail,
  ProductSummary,
  Site,
  SourceStatus,
  Value,
  VolumeDetail,
  VolumeSummary,
} from "./api-types.ts";

export interface PictureOptions {
  width: number;
  table?: string | undefined;
  smooth: boolean;
}

/** An entry of a timeline: a volume, or a file of a product. */
export type Entry = Pick<VolumeSummary, "id" | "time"> &
  Partial<Pick<VolumeSummary, "simulated" | "growing" | "sweeps">>;

export interface EntryPage {
  /** Newest first. */
  entries: Entry[];
  next?: string;
}

export interface ListQuery {
  limit?: number;
  cursor?: string;
  from?: string;
  to?: string;
}

const pageSize = 48;

export const api = {
  sites: async (signal?: AbortSignal) =>
    (await getJson<{ sites: Site[] }>("/radar/sites", signal)).sites,

  /** Volumes of a site, or files of one of its products. */
  async entries(
    site: string,
    product: string | undefined,
    query: ListQuery,
    signal?: AbortSignal,
  ): Promise<EntryPage> {
    const list = product ? `/radar/${site}/products/${product}` : `/radar/${site}/volumes`;
    const { next, ...page } = await getJson<{
      volumes?: VolumeSummary[];
      products?: ProductSummary[];
      next?: string;
    }>(`${list}?${params({ limit: pageSize, ...query })}`, signal);
    return { entries: page.volumes ?? page.products ?? [], ...(next !== undefined && { next }) };
  },

  products: async (site: string, signal?: AbortSignal) =>
    (await getJson<{ products: HeldProduct[] }>(`/radar/${site}/products`, signal)).products,

  product: (site: string, code: string, id: string, signal?: AbortSignal) =>
    getJson<ProductDetail>(`/radar/${site}/products/${code}/${id}`, signal),

  features: (url: string, signal?: AbortSignal) => getJson<GeoJSON.FeatureCollection>(url, signal),

  text: async (url: string, signal?: AbortSignal) =>
    (await ask(url, { signal: signal ?? null })).text(),

  volume: (site: string, volume: string, signal?: AbortSignal) =>
    getJson<VolumeDetail>(`/radar/${site}/volumes/${volume}`, signal),

  /** `url` is a sweep moment's `json`. */
  pictureMetadata: (url: string, options: PictureOptions, signal?: AbortSignal) =>
    getJson<PictureMetadata>(withQuery(url, pictureParams(options)), signal),

  /** `url` is a sweep moment's `png`. */
  picture: async (url: string, options: PictureOptions, signal?: AbortSignal) => {
    const response = await ask(withQuery(url, pictureParams(options)), { signal: signal ?? null });
    return createImageBitmap(await response.blob(), { colorSpaceConversion: "none" });
  },

  /** `url` is the `value` of what is shown. */
  value: (url: string, point: { lon: number; lat: number }, signal?: AbortSignal) =>
    getJson<Value>(withQuery(url, params(point)), signal),

  sources: async (signal?: AbortSignal) =>
    (await getJson<{ sources: SourceStatus[] }>("/radar/sources", signal)).sources,

  legends: async (signal?: AbortSignal) =>
    (await getJson<{ tables: Legend[] }>("/radar/legend", signal)).tables,
};

/** Uploads a file to be ingested; `progress` receives the fraction sent, 0 to 1. */
export function upload(
  file: File,
  progress: (fraction: number) => void,
): Promise<{ job: string; url: string }> {
  // fetch does not report upload progress.
  const request = new XMLHttpRequest();
  request.open("POST", `/radar/volumes?${params({ name: file.name.slice(0, 200) })}`);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress(event.loaded / event.total);
  });
  return new Promise((resolve, reject) => {
    request.addEventListener("error", () => reject(unreachable()));
    request.addEventListener("load", () => {
      if (request.status >= 300) return reject(problem(request.status, request.responseText));
      resolve(JSON.parse(request.responseText));
    });
    request.send(file);
  });
}

const pictureParams = ({ width, table, smooth }: PictureOptions) =>
  params({ width, table, smooth: smooth ? "true" : undefined });
