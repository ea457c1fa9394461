/** Degrees in a unit. */
const DEGREES: Record<string, number> = { degree: 1, hour: 15, radian: 180 / Math.PI };

const words: Record<string, readonly string[]> = {
  degree: ["d", "deg", "degree", "degrees", "°"],
  hour: ["h", "hr", "hour", "hours", "hourangle", "ʰ"],
  radian: ["rad", "radian", "radians"],
  minute: ["m", "min", "minute", "minutes", "arcmin", "'", "′", "ᵐ"],
  second: ["s", "sec", "second", "seconds", "arcsec", '"', "″", "ˢ"],
};

const unitOf = new Map(
  Object.entries(words).flatMap(([unit, all]) => all.map((word) => [word, unit] as const)),
);

/** Why an angle cannot be read. */
export type AngleFault = "angle" | "unit";

const simple = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([^\d\s.+-][^\d\s]*)?$/i;
const number = "(\\d+(?:\\.\\d*)?|\\.\\d+)";
const between = "\\s*([^\\d\\s.+-]*)\\s*";
const sexagesimal = new RegExp(
  `^([+-]?)(\\d+)(?:\\s+|${between})${number}(?:${between}(?:${number}${between})?)?$`,
  "i",
);

/**
 * Degrees of an angle as astropy reads it: decimal or sexagesimal (`1h2m3.4s`, `-10:20:30`, `1 2 0 hours`).
 *
 * @param unit What a text without units is in.
 */
export function readAngle(text: string, unit: "degree" | "hour"): number | AngleFault {
  const [, body = "", towards] = /^(.*?)\s*([NSEW])?$/.exec(text.trim().replace(/^−/, "-")) ?? [];
  const size = readSize(body, unit);
  return typeof size === "number" && (towards === "S" || towards === "W") ? -size : size;
}

function readSize(trimmed: string, unit: "degree" | "hour"): number | AngleFault {
  const plain = simple.exec(trimmed);
  if (plain) return decimal(Number(plain[1]), plain[2]?.toLowerCase(), unit);
  const found = sexagesimal.exec(trimmed);
  if (!found) return "angle";
  const [, sign = "", whole = "", first = "", minutes = "", second = "", seconds, third = ""] =
    found;
  const marks = [first, second, third].map((mark) => mark.toLowerCase());
  const read = unitOfMarks(marks, seconds !== undefined);
  if (read === undefined) return "angle";
  const [m, s] = [Number(minutes), Number(seconds ?? 0)];
  // Sixty is taken for one more of the next.
  if (m > 60 || s > 60 || (seconds !== undefined && minutes.includes("."))) return "angle";
  const named = read === "none" ? unit : read;
  if (named === "hour" && Number(whole) > 24) return "angle";
  const size = (Number(whole) + m / 60 + s / 3600) * DEGREES[named]!;
  return sign === "-" ? -size : size;
}

function decimal(value: number, mark: string | undefined, unit: string): number | AngleFault {
  if (mark === undefined) return value * DEGREES[unit]!;
  const known = unitOf.get(mark);
  if (known === "minute") return value / 60;
  if (known === "second") return value / 3600;
  return known === undefined ? "unit" : value * DEGREES[known]!;
}

/**
 * What the marks behind the parts say: `:` or nothing between them with or without a unit at the end, or the units
 * themselves.
 */
function unitOfMarks(
  [first = "", second = "", third = ""]: readonly string[],
  hasSeconds: boolean,
): "degree" | "hour" | "none" | undefined {
  const loose = (mark: string) => mark === "" || mark === ":";
  const last = hasSeconds ? third : second;
  if (loose(first) && (!hasSeconds || second === first)) {
    if (last === "") return "none";
    const unit = unitOf.get(last);
    return unit === "degree" || unit === "hour" ? unit : undefined;
  }
  const unit = unitOf.get(first);
  if (unit !== "degree" && unit !== "hour") return undefined;
  if (unitOf.get(second) !== "minute" && (hasSeconds || second !== "")) return undefined;
  return third === "" || unitOf.get(third) === "second" ? unit : undefined;
}

/** Right ascension in degrees, 0 to 360; a number alone is degrees, anything else hours unless it says. */
export function readRa(text: string): number | AngleFault {
  const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text.trim());
  const angle = readAngle(text, isNumber ? "degree" : "hour");
  if (typeof angle !== "number") return angle;
  if (!Number.isFinite(angle)) return "angle";
  return angle >= 0 && angle < 360 ? angle : ((angle % 360) + 360) % 360;
}

/** Declination in degrees. */
export function readDec(text: string): number | AngleFault {
  const angle = readAngle(text, "degree");
  if (typeof angle !== "number") return angle;
  return Math.abs(angle) <= 90 ? angle : "angle";
}
