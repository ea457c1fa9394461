import { parseDate } from "@welkin/orbits";
import { WelkinError } from "../errors.ts";

/** The units of a step, in days. */
const units: Record<string, number> = { "": 1, d: 1, h: 1 / 24, m: 1 / 1440, s: 1 / 86400 };

/** Maximum rows of an ephemeris: twelve times those of daily steps over all available years. */
export const ROW_LIMIT = 500_000;

const DEFAULT_DAYS = 30;

/** The requested times, as text: ISO dates, MJD or JD, UTC. */
export interface TimeRequest {
  readonly start?: string | undefined;
  readonly stop?: string | undefined;
  /** `1d`, `6h`, `10m`, `30s`, or a number of days. */
  readonly step?: string | undefined;
  readonly at?: readonly string[] | undefined;
}

/** `6h` in days. */
export function parseStep(text: string): number {
  const found = /^(\d+(?:\.\d*)?|\.\d+)\s*([dhms]?)$/.exec(text.trim());
  const days = Number(found?.[1]) * (units[found?.[2] ?? ""] ?? 1);
  if (days > 0 && Number.isFinite(days)) return days;
  throw new WelkinError("WRONG_USE", `"${text}" is not a step: write 1d, 6h, 10m or 30s.`);
}

/**
 * The requested times, MJD UTC: single ones first, then from start to stop, both included. By default, the next thirty
 * days.
 *
 * @param now MJD UTC; the default start.
 */
export function expandTimes(request: TimeRequest, now: number): number[] {
  const single = (request.at ?? []).map(parseDate);
  const { start, stop, step } = request;
  if (single.length > 0 && start === undefined && stop === undefined && step === undefined) {
    return single;
  }
  const days = parseStep(step ?? "1d");
  const from = start === undefined ? Math.floor(now) : parseDate(start);
  const to = stop === undefined ? from + DEFAULT_DAYS : parseDate(stop);
  if (to < from) throw new WelkinError("WRONG_USE", "The stop lies before the start.");
  // A hundredth of a millisecond of slack, so that a stop missed only by rounding is included.
  const count = Math.floor((to - from) / days + 1e-10 / days) + 1;
  if (!(count + single.length <= ROW_LIMIT)) {
    throw new WelkinError(
      "TOO_LARGE",
      `These are ${count} times; at most ${ROW_LIMIT} are computed.`,
    );
  }
  return [...single, ...Array.from({ length: count }, (_, index) => from + index * days)];
}
