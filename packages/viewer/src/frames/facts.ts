import type { FrameInfo } from "./api.ts";

type Fact = readonly [name: string, value: string];

/** The most important facts about a frame, in plain terms; those missing from the file are left out. */
export function frameFacts({ frame, image, wcs }: FrameInfo): Fact[] {
  const facts: (Fact | undefined)[] = [
    fact("Observed", frame.observedAt?.slice(0, 19).replace("T", " "), " UTC"),
    fact("Filter", frame.filter),
    fact("Exposure", frame.exposure, " s"),
    fact("Instrument", [frame.telescope, frame.instrument].filter(Boolean).join(", ")),
    fact("Proposal", frame.proposalId),
    fact("Type", frame.configurationType),
    image && fact("Size", `${image.width} × ${image.height}`, image.mosaic ? ", put together" : ""),
    fact("Scale", wcs?.pixelScale.toFixed(3), "″ a pixel"),
    wcs?.centre ? fact("Centre", `${hours(wcs.centre[0]!)} ${degrees(wcs.centre[1]!)}`) : undefined,
    image && fact("Values", rangeOf(image)),
  ];
  return facts.filter((one) => one !== undefined);
}

function fact(name: string, value: string | number | undefined, unit = ""): Fact | undefined {
  return value === undefined || value === "" ? undefined : [name, `${value}${unit}`];
}

function rangeOf({ min, max, mean }: NonNullable<FrameInfo["image"]>): string | undefined {
  if (min === null || max === null || mean === null) return undefined;
  return `${digits(min)} to ${digits(max)}, mean ${digits(mean)}`;
}

const digits = (value: number) => String(Number(value.toPrecision(5)));

/** Degrees of right ascension as hours, minutes and seconds, rounded once and at the end. */
export function hours(ra: number, digits = 1): string {
  const unit = 10 ** digits;
  const all = Math.round((((ra % 360) + 360) % 360) * 240 * unit) % (86_400 * unit);
  return sexagesimal(all, digits);
}

export function degrees(dec: number, digits = 0): string {
  const all = Math.round(Math.abs(dec) * 3600 * 10 ** digits);
  return `${dec < 0 ? "−" : "+"}${sexagesimal(all, digits)}`;
}

/** In units of a fraction of a second, with the given number of digits. */
function sexagesimal(all: number, digits: number): string {
  const unit = 10 ** digits;
  const seconds = Math.floor(all / unit);
  const rest = digits > 0 ? `.${String(all % unit).padStart(digits, "0")}` : "";
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}${rest}`;
}

const two = (value: number) => String(Math.floor(value)).padStart(2, "0");

/** A position in notations for people and for programs, to a tenth of a pixel. */
export function placeWords(
  { ra, dec }: { readonly ra: number; readonly dec: number },
  arcsecAPixel: number,
): { readonly sexagesimal: string; readonly degrees: string } {
  const fine = Math.max(0, Math.min(3, 1 + Math.ceil(-Math.log10(arcsecAPixel))));
  const decimals = fine + 4;
  const sign = dec < 0 ? "−" : "+";
  return {
    sexagesimal: `${hours(ra, fine + 1)} ${degrees(dec, fine)}`,
    degrees: `${(ra % 360).toFixed(decimals)}° ${sign}${Math.abs(dec).toFixed(decimals)}°`,
  };
}

/** The value of a pixel, without meaningless digits. */
export const valueWords = (value: number): string =>
  Number.isNaN(value) ? "no value" : String(Number(value.toPrecision(7))).replace("-", "−");
