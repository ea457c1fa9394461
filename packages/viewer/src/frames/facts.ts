import type { FrameInfo } from "./api.ts";

type Fact = readonly [name: string, value: string];

/** What people want to know of a frame first, in their words; what the file does not tell is left out. */
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
export function hours(ra: number): string {
  const tenths = Math.round((((ra % 360) + 360) % 360) * 2400) % 864_000;
  return `${two(tenths / 36_000)}:${two((tenths / 600) % 60)}:${two((tenths / 10) % 60)}.${tenths % 10}`;
}

export function degrees(dec: number): string {
  const seconds = Math.round(Math.abs(dec) * 3600);
  return `${dec < 0 ? "−" : "+"}${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
