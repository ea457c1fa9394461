import { z } from "zod";
import type { JobKind } from "../../engines/queue/index.ts";

/** Retries of a search. */
export const SEARCH_RETRIES = 2;

/** One search: short, so several run concurrently, and none waits for a batch or an import. */
export const searchJob: JobKind<{ search: string }> = {
  name: "survey.search",
  data: z.object({ search: z.uuid() }),
  concurrency: 2,
  retries: SEARCH_RETRIES,
};

/** Many searches, one after the other. */
export const batchJob: JobKind<{ batch: string }> = {
  name: "survey.batch",
  data: z.object({ batch: z.uuid() }),
  retries: SEARCH_RETRIES,
  expiresIn: 6 * 3600,
};

const upload = {
  /** The file's key in the store. */
  key: z.string(),
  /** The file's name. */
  name: z.string().max(200),
};

export interface ImportData {
  readonly key: string;
  readonly name: string;
  /** Undefined if each row's LID determines it. */
  readonly source?: string | undefined;
  readonly observatory?: string | undefined;
}

/** Imports the rows of an uploaded file into the catalogue of observations. */
export const importJob: JobKind<ImportData> = {
  name: "survey.import",
  data: z.object({
    ...upload,
    source: z.string().max(64).optional(),
    observatory: z.string().max(3).optional(),
  }) as z.ZodType<ImportData>,
  expiresIn: 6 * 3600,
};

/** Imports the orbits of an uploaded file. */
export const orbitsJob: JobKind<{ key: string; name: string }> = {
  name: "survey.import-orbits",
  data: z.object(upload),
  expiresIn: 6 * 3600,
};

/** Removes searches that ended long ago. */
export const forgetJob: JobKind<Record<string, never>> = {
  name: "survey.forget",
  data: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  retries: 0,
};

/** All kinds of job of the survey domain. */
export const surveyJobs: readonly JobKind<never>[] = [
  searchJob,
  batchJob,
  importJob,
  orbitsJob,
  forgetJob,
] as unknown as JobKind<never>[];
