import type { SearchView } from "../../../welkin/src/survey/schema.ts";
import { getJson, params, postJson } from "../shell/http.ts";

export type { SearchView };

export interface SourceView {
  source: string;
  source_name: string;
  count: number;
  nights: number;
  mjd_first: number | null;
  mjd_last: number | null;
}

/** An observation and, for a moving target, its position in it. */
export interface Hit {
  source: string;
  source_name: string;
  product_id: string;
  observation_id: number;
  mjd_start: number;
  mjd_stop: number;
  fov: string;
  filter: string | null;
  exposure: number | null;
  maglimit: number | null;
  archive_url: string | null;
  cutout_url: string | null;
  preview_url: string | null;
  ra?: number;
  dec?: number;
  delta?: number;
  rh?: number;
  vmag?: number | null;
}

export interface Results {
  count: number;
  hits: Hit[];
  next?: string;
}

export interface Curves {
  light_curve: {
    mjd: number[];
    vmag: (number | null)[];
    maglimit: (number | null)[];
    filter: (string | null)[];
  };
  sky_motion: { mjd: number[]; ra: number[]; dec: number[] };
}

/** A search, as in the form and the address: all text. */
export interface Question {
  target?: string | undefined;
  ra?: string | undefined;
  dec?: string | undefined;
  radius?: string | undefined;
  padding?: string | undefined;
  uncertainty?: string | undefined;
  start?: string | undefined;
  stop?: string | undefined;
  source?: string | undefined;
}

export const questionNames = [
  "target",
  "ra",
  "dec",
  "radius",
  "padding",
  "uncertainty",
  "start",
  "stop",
  "source",
] as const;

const pageSize = 200;

export const surveyApi = {
  sources: async (signal?: AbortSignal) =>
    (await getJson<{ sources: SourceView[] }>("/survey/sources", signal)).sources,

  coverage: (source: string, width: number) =>
    `/survey/sources/${encodeURIComponent(source)}/coverage.png?width=${width}`,

  search(question: Question, signal?: AbortSignal): Promise<SearchView> {
    const { target, padding, uncertainty, start, stop, source } = question;
    const body = {
      target,
      ...(padding && { padding: Number(padding) }),
      ...(uncertainty && { uncertainty: true }),
      ...(start && { start }),
      ...(stop && { stop }),
      ...(source && { sources: [source] }),
    };
    return postJson<SearchView>("/survey/searches", body, signal);
  },

  status: (id: string, signal?: AbortSignal) =>
    getJson<SearchView>(`/survey/searches/${id}`, signal),

  results: (id: string, cursor: string | undefined, signal?: AbortSignal) =>
    getJson<Results & Curves>(
      `/survey/searches/${id}/results?${params({ limit: pageSize, cursor })}`,
      signal,
    ),

  fixed: (question: Question, cursor: string | undefined, signal?: AbortSignal) =>
    getJson<{ count: number; observations: Hit[]; next?: string }>(
      fixedUrl(question, { limit: String(pageSize), cursor }),
      signal,
    ),
};

export function fixedUrl(question: Question, more: object = {}): string {
  const { ra, dec, radius, start, stop, source } = question;
  const given = Object.entries({ ra, dec, radius, start, stop, source, ...more });
  return `/survey/fixed?${params(Object.fromEntries(given.filter(([, value]) => value)))}`;
}
