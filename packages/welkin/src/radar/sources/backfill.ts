import { z } from "zod";
import type { JobContext, JobKind } from "../../engines/queue/index.ts";
import { codeOf, WelkinError } from "../../errors.ts";
import { isPermanent, type RadarIngest } from "../ingest.ts";
import { reasonOf } from "./reason.ts";
import type { Offer, Source } from "./source.ts";

const MAX_DAYS = 366;
const MAX_FILES = 20_000;
const MAX_TOLD = 100;

export const Backfill = z.object({
  site: z.string().regex(/^[A-Z][A-Z0-9]{3}$/, "four capital letters or digits, e.g. KTLX"),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});
export type Backfill = z.infer<typeof Backfill>;

/** Ingests all the archive's volumes of a radar in a time span. */
export const backfillJob: JobKind<Backfill> = {
  name: "radar.backfill",
  data: Backfill,
  retries: 10,
  expiresIn: 23 * 3600,
};

/** The result of a backfill. */
export interface Backfilled {
  readonly files: number;
  readonly added: number;
  /** Those already held. */
  readonly held: number;
  readonly failed: readonly { readonly file: string; readonly reason: string }[];
}

/** @throws WelkinError BAD_REQUEST if the span is invalid, or too long */
export function checkBackfill({ from, to }: Backfill): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days < 0) throw new WelkinError("BAD_REQUEST", "The span ends before it begins.");
  if (days > MAX_DAYS) {
    throw new WelkinError("BAD_REQUEST", `The span has more than ${MAX_DAYS} days.`);
  }
}

/**
 * Ingests the archive's volumes of a time span. It can be stopped and restarted at any time: files already held are
 * not decoded again. Its volumes were requested, so they are kept until somebody removes them.
 */
export async function backfill(
  span: Backfill,
  house: { readonly archive: Source; readonly ingest: RadarIngest; readonly maxBytes: number },
  context: Pick<JobContext, "signal" | "progress">,
): Promise<Backfilled> {
  const { archive, ingest, maxBytes } = house;
  const { signal, progress } = context;
  const files = await filesOf(span, archive, signal);
  const failed: Backfilled["failed"][number][] = [];
  let added = 0;
  for (const [done, { key, name, problem }] of files.entries()) {
    signal.throwIfAborted();
    progress(done / files.length, `${done} of ${files.length}: ${name}`);
    if (problem !== undefined) {
      failed.push({ file: key, reason: problem });
      continue;
    }
    try {
      const bytes = await archive.get(key, { maxBytes, signal });
      const file = { bytes, name, source: "backfill" };
      const { added: isNew } = await ingest.ingest(file, { signal, progress: () => {} });
      if (isNew) added++;
    } catch (error) {
      signal.throwIfAborted();
      if (!isFileAtFault(error)) throw error;
      failed.push({ file: key, reason: reasonOf(error) });
    }
  }
  const held = files.length - added - failed.length;
  return { files: files.length, added, held, failed: failed.slice(0, MAX_TOLD) };
}

async function filesOf(span: Backfill, archive: Source, signal: AbortSignal): Promise<Offer[]> {
  checkBackfill(span);
  const [from, to] = [new Date(span.from), new Date(span.to)];
  const files: Offer[] = [];
  const before = new Date(from.getTime() - 1000);
  const listed = archive.list({ feed: span.site, series: "", from: before, to, signal });
  for await (const offer of listed) {
    if (offer.time && (offer.time < from || offer.time > to)) continue;
    files.push(offer.bytes === 0 ? { ...offer, problem: "It is empty." } : offer);
    if (files.length > MAX_FILES) {
      throw new WelkinError("BAD_REQUEST", `The span has more than ${MAX_FILES} files.`);
    }
  }
  return files;
}

function isFileAtFault(error: unknown): boolean {
  const code = codeOf(error) ?? "";
  if (["BUCKET_TOO_LARGE", "BUCKET_BAD_KEY", "BUCKET_NOT_FOUND"].includes(code)) return true;
  return error instanceof Error && isPermanent(error);
}
