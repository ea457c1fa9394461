import type { Frame } from "../archives/index.ts";
import type { FrameChecks } from "../settings.ts";
import { Refusal } from "./refusal.ts";

/** Coordinates of spectra are meaningless: they keep the file's orientation. */
const SPECTRA = new Set(["SPECTRUM", "ARC", "LAMPFLAT"]);

/**
 * thumbnail-service's conditions for a frame, in its order. For a frame without an archive record, only those that
 * can be checked.
 *
 * @throws Refusal 400
 */
export function checkFrame(frame: Frame, color: boolean, checks: FrameChecks): void {
  const { extra, configurationType: type } = frame;
  if (extra && checks.required.some((name) => !Object.hasOwn(extra, name))) {
    throw new Refusal(400, "Cannot generate thumbnail for given frame");
  }
  if (extra && !checks.types.includes(type ?? "")) {
    throw new Refusal(400, `Cannot generate thumbnail for configuration_type=${typeText(frame)}`);
  }
  if (color && frame.requestId === undefined) {
    throw new Refusal(
      400,
      "Cannot generate color thumbnail for a frame that does not have a request",
    );
  }
  if (extra && color && !checks.colorTypes.includes(type ?? "")) {
    throw new Refusal(
      400,
      `Cannot generate color thumbnail for configuration_type=${typeText(frame)}`,
    );
  }
  if (!isFits(frame)) {
    throw new Refusal(400, "Cannot generate thumbnail for non FITS-type frame");
  }
}

/** Archives use these extensions for their files; anything else in a folder has been inspected. */
export function isFits({ extra, filename }: Frame): boolean {
  return !extra || /\.fits(\.fz)?$/.test(filename);
}

export function isSpectrum({ configurationType: type }: Frame): boolean {
  return type !== undefined && SPECTRA.has(type);
}

function typeText({ extra }: Frame): string {
  return String(extra?.["configuration_type"]).slice(0, 100);
}
