import { ImagingError } from "../errors.ts";
import { roundHalfEven, UPSTREAM_GAMMA } from "./upstream-gamma.ts";

/** From 0 to 1 to 0 to 1. */
export type Unit = (x: number) => number;

/** A family of curves, one for each value of a parameter. */
interface Curve {
  readonly name: string;
  /** The parameter that {@link parseStretch} accepts after the colon, and its default; undefined if there is none. */
  readonly parameter?: ParameterRange;
  of(parameter: number): Unit;
}

interface ParameterRange {
  readonly value: number;
  readonly least: number;
  readonly most?: number;
}

/** How values between the limits become brightness: a curve, or an adaptive stretch. */
export interface Stretch {
  readonly name: StretchName;
  readonly parameter?: number;
}

const curves = [
  { name: "linear", of: () => (x) => x },
  { name: "sqrt", of: () => Math.sqrt },
  { name: "squared", of: () => (x) => x * x },
  {
    name: "log",
    parameter: { value: 1000, least: 1e-6 },
    of: (a) => {
      const whole = Math.log1p(a);
      return (x) => Math.log1p(a * x) / whole;
    },
  },
  {
    name: "asinh",
    parameter: { value: 0.1, least: 1e-6 },
    of: (a) => {
      const whole = Math.asinh(1 / a);
      return (x) => Math.asinh(x / a) / whole;
    },
  },
  {
    name: "sinh",
    parameter: { value: 1 / 3, least: 1e-2 },
    of: (a) => {
      const whole = Math.sinh(1 / a);
      return (x) => Math.sinh(x / a) / whole;
    },
  },
  { name: "power", parameter: { value: 2, least: 1e-6 }, of: (a) => (x) => x ** a },
  {
    name: "upstream",
    of: () => (x) => (UPSTREAM_GAMMA[roundHalfEven(255 * x)] as number) / 255,
  },
] as const satisfies readonly Curve[];

export type StretchName = (typeof curves)[number]["name"] | "midtone" | "histogram";

/** All stretches, in the order in which a person would be shown them. */
export const stretchNames: readonly StretchName[] = [
  ...curves.map((curve) => curve.name),
  "midtone",
  "histogram",
];

/**
 * Reads a stretch: a name of {@link stretchNames}, with its parameter, if it has one: `asinh`, `asinh:0.05`,
 * `power:0.4`.
 * @throws ImagingError `STRETCH_UNKNOWN`, `STRETCH_PARAMETER`
 */
export function parseStretch(text: string): Stretch {
  const [said = "", ...parameters] = text.trim().toLowerCase().split(":");
  const given = parameters.length > 0 ? parameters.join(":") : undefined;
  const name = stretchNames.find((known) => known === said);
  if (!name) {
    throw new ImagingError(
      "STRETCH_UNKNOWN",
      `"${said.slice(0, 40)}" is not a stretch: ${stretchNames.join(", ")}`,
    );
  }
  if (given === undefined) return { name };
  const range = parameterOf(name);
  const parameter = given.trim() === "" ? Number.NaN : Number(given);
  if (!range || !(parameter >= range.least && parameter <= (range.most ?? 1e9))) {
    throw new ImagingError(
      "STRETCH_PARAMETER",
      range
        ? `the parameter of ${name} is a number from ${range.least} to ${range.most ?? 1e9}`
        : `${name} takes no parameter`,
    );
  }
  return { name, parameter };
}

/** Where the midtone stretch places the sky, by default a quarter of full brightness. */
export const MIDTONE: ParameterRange = { value: 0.25, least: 0.01, most: 0.99 };

function parameterOf(name: StretchName): ParameterRange | undefined {
  if (name === "midtone") return MIDTONE;
  return curveNamed(name)?.parameter;
}

/** The curve of a stretch; undefined for adaptive ones. */
export function curveOf({ name, parameter }: Stretch): Unit | undefined {
  const curve = curveNamed(name);
  return curve?.of(parameter ?? curve.parameter?.value ?? 0);
}

function curveNamed(name: StretchName): Curve | undefined {
  return curves.find((curve) => curve.name === name);
}

/**
 * The brightness, 0 to 1, of a value at position `x` between the limits; for stretches that are curves.
 * @throws ImagingError `STRETCH_UNKNOWN` for midtone and histogram.
 */
export function stretchAt(stretch: Stretch, x: number): number {
  const curve = curveOf(stretch);
  if (!curve) throw new ImagingError("STRETCH_UNKNOWN", `${stretch.name} is no fixed curve`);
  return curve(Math.min(1, Math.max(0, x)));
}
