import { CODES, CodeState, noValues, table, type ValueRule } from "./table.ts";

/** How the thresholds of a product of 256 levels are read. */
interface LinearScale {
  readonly unit: string;
  /** Unit of the first threshold, the least value. */
  readonly minimum: number;
  /** Unit of the second threshold, the step of one code. */
  readonly step: number;
  readonly firstCode: number;
  readonly lastCode: number;
  /** Meaning of code 1, if values start after it. */
  readonly codeOne?: CodeState;
}

/**
 * Products of 256 levels whose thresholds are the least value, the step and the number of levels
 * (ICD 2620001, figure 3-6, sheet 6, note 1).
 */
function linear(scale: LinearScale): ValueRule {
  return (thresholds) => {
    const minimum = thresholds[0]! * scale.minimum;
    const step = thresholds[1]! * scale.step;
    const count = Math.min(levelsOf(thresholds, scale), scale.lastCode - scale.firstCode + 1);
    const values = noValues(CODES);
    for (let i = 0; i < count; i++) values[scale.firstCode + i] = minimum + i * step;
    return table(scale.unit, values, scale.codeOne);
  };
}

/** Some products count codes without a value as levels, some do not; none has fewer than it says. */
function levelsOf(thresholds: Int16Array, scale: LinearScale): number {
  return Math.max(0, Math.min(thresholds[2]!, CODES - scale.firstCode));
}

/** Reflectivity: from code 2, tenths of dBZ. */
export const reflectivity: ValueRule = linear({
  unit: "dBZ",
  minimum: 0.1,
  step: 0.1,
  firstCode: 2,
  lastCode: 255,
});

/** Codes of quality-controlled reflectivity that are not values: removed echo, and chaff. */
const EDITED_CODES = [2, 254];

/** Quality-controlled reflectivity (product 193). */
export const editedReflectivity: ValueRule = (thresholds) => {
  const all = reflectivity(thresholds);
  for (const code of EDITED_CODES) {
    all.values[code] = Number.NaN;
    all.states[code] = CodeState.missing;
  }
  return all;
};

/** Velocity: from code 2, tenths of m/s; code 1 is range folded. */
export const velocity: ValueRule = linear({
  unit: "m/s",
  minimum: 0.1,
  step: 0.1,
  firstCode: 2,
  lastCode: 255,
  codeOne: CodeState.rangeFolded,
});

/** Spectrum width: the upper half of velocity's codes, 0 to 19 m/s. */
export const spectrumWidth: ValueRule = linear({
  unit: "m/s",
  minimum: 0.1,
  step: 0.1,
  firstCode: 129,
  lastCode: 167,
  codeOne: CodeState.rangeFolded,
});

/** Number of levels that does not fit above the middle of the codes, where those of `spectrumWidth` begin. */
const TOO_MANY_LEVELS = CODES - 129 + 1;

/**
 * Spectrum width of terminal radars (product 184). ICD 2620063 (SPG to class 1 user) names the product but does not
 * describe its codes. They are taken to be those of product 155; if a file states more levels than these have space
 * for, its codes are taken to start at 2, like those of the radar's reflectivity and velocity.
 */
export const terminalSpectrumWidth: ValueRule = (thresholds) =>
  thresholds[2]! < TOO_MANY_LEVELS ? spectrumWidth(thresholds) : velocity(thresholds);

/** The precipitation array: decibels of mm, from code 1; 0 is no accumulation, 255 outside coverage. */
export const precipitationArray: ValueRule = linear({
  unit: "dBA",
  minimum: 0.1,
  step: 0.001,
  firstCode: 1,
  lastCode: 254,
});

/** Storm total of the legacy algorithm: hundredths of an inch from code 0, which means no rain and so is a value. */
export const stormTotal: ValueRule = linear({
  unit: "in",
  minimum: 0.01,
  step: 0.01,
  firstCode: 0,
  lastCode: 255,
});
