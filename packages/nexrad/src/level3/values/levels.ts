import { CodeState, noValues, type ValueRule } from "./table.ts";

/** Levels of a product of eight or sixteen. */
const LEVELS = 16;

/**
 * Meaning of a threshold's low byte if its highest bit is set (ICD 2620001, figure 3-6, sheet 6, note 1): a label,
 * and the number of a class or the state of a level.
 */
const NAMED: readonly (readonly [label: string, meaning: CodeState | "class"])[] = [
  ["", CodeState.missing],
  ["TH", CodeState.belowThreshold],
  ["ND", CodeState.belowThreshold],
  ["RF", CodeState.rangeFolded],
  ["BI", "class"],
  ["GC", "class"],
  ["IC", "class"],
  ["GR", "class"],
  ["WS", "class"],
  ["DS", "class"],
  ["RA", "class"],
  ["HR", "class"],
  ["BD", "class"],
  ["HA", "class"],
  ["UK", "class"],
  ["LH", "class"],
  ["GH", "class"],
];

/** Bits of a threshold's high byte (same note), and the number of decimals of a label at such a scale. */
const NAMED_BIT = 0x80;
const SCALES = [
  { bit: 0x40, divisor: 100, decimals: 2 },
  { bit: 0x20, divisor: 20, decimals: 2 },
  { bit: 0x10, divisor: 10, decimals: 1 },
] as const;
const WHOLE = { divisor: 1, decimals: 0 } as const;
const MORE_BIT = 0x08;
const LESS_BIT = 0x04;
const PLUS_BIT = 0x02;
const MINUS_BIT = 0x01;

/**
 * Products of eight or sixteen levels, each with a threshold: the value of a code is the bottom of its level.
 *
 * @param classes numbers of the classes by their label, for products that show classes
 */
export function levels(unit: string, classes: Readonly<Record<string, number>> = {}): ValueRule {
  return (thresholds) => {
    const values = noValues(LEVELS);
    const states = new Uint8Array(LEVELS);
    const labels: string[] = [];
    for (let code = 0; code < LEVELS; code++) {
      const level = readThreshold(thresholds[code]!, classes);
      values[code] = level.value;
      states[code] = level.state;
      labels.push(level.label);
    }
    return { unit, values, states, labels };
  };
}

interface Level {
  readonly value: number;
  readonly state: CodeState;
  readonly label: string;
}

function readThreshold(threshold: number, classes: Readonly<Record<string, number>>): Level {
  const flags = (threshold >> 8) & 0xff;
  const number = threshold & 0xff;
  if (flags & NAMED_BIT) {
    const [label, meaning] = NAMED[number] ?? ["", CodeState.missing];
    if (meaning !== "class") return { value: Number.NaN, state: meaning, label };
    return { value: classes[label] ?? number, state: CodeState.value, label };
  }

  const { divisor, decimals } = SCALES.find(({ bit }) => flags & bit) ?? WHOLE;
  const size = number / divisor;
  const sign = flags & MINUS_BIT ? "-" : flags & PLUS_BIT ? "+" : "";
  const relation = flags & LESS_BIT ? "<" : flags & MORE_BIT ? ">" : "";
  return {
    value: flags & MINUS_BIT ? -size : size,
    state: CodeState.value,
    label: `${relation}${sign}${size.toFixed(decimals)}`,
  };
}
