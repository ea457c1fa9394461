import type { Message } from "./messages.ts";
import type { RdaStatus } from "./volume.ts";

/** Up to halfword 12 (ICD 2620002, table IV). */
const LENGTH = 24;

const OPERABILITY: Readonly<Record<number, string>> = {
  2: "on-line",
  4: "maintenance action required",
  8: "maintenance action mandatory",
  16: "commanded shut down",
  32: "inoperable",
};

const SUPER_RESOLUTION_ENABLED = 2;

/** Reads RDA status data, message 2: ICD 2620002, table IV. Undefined if it is truncated. */
export function readStatus({ view, start, end }: Message): RdaStatus | undefined {
  if (start + LENGTH > end) return undefined;
  const halfword = (position: number) => start + (position - 1) * 2;
  const build = view.getUint16(halfword(10));
  const operability = view.getUint16(halfword(2));
  return {
    // Note 6: hundredths if that gives more than 2, else tenths.
    build: build / 100 > 2 ? build / 100 : build / 10,
    operability: OPERABILITY[operability] ?? "unknown",
    superResolution: view.getUint16(halfword(12)) === SUPER_RESOLUTION_ENABLED,
    reflectivityCalibration: view.getInt16(halfword(6)) / 100,
  };
}

/** The pattern named in the status (its sign says who chose it); undefined for none. */
export function patternNumberOf({ view, start, end }: Message): number | undefined {
  if (start + LENGTH > end) return undefined;
  return Math.abs(view.getInt16(start + 14)) || undefined;
}
