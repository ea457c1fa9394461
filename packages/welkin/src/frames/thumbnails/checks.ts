import type { Frame } from "../archives/index.ts";
import type { FrameChecks } from "../settings.ts";
import { Refusal } from "./refusal.ts";

/** Spectra have coordinates that mean nothing: they are shown as they lie in the file. */
const SPECTRA = new Set(["SPECTRUM", "ARC", "LAMPFLAT"]);

/**
 * What thumbnail-service asks of a frame, in its order. Of a frame that no archive has a record of, only what can be asked.
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

/** Archives end their files' names so; what else lies in a folder has been looked into. */
export function isFits({ extra, filename }: Frame): boolean {
  return !extra || /\.fits(\.fz)?$/.test(filename);
}

export function isSpectrum({ configurationType: type }: Frame): boolean {
  return type !== undefined && SPECTRA.has(type);
}

function typeText({ extra }: Frame): string {
  return String(extra?.["configuration_type"]).slice(0, 100);
}
