import { floatOf } from "../halfwords.ts";
import { CODES, CodeState, noValues, table, type ValueRule } from "./table.ts";

/**
 * Products that state `value = (code − offset) / scale` themselves: scale and offset as 32-bit floats in thresholds
 * 1–4, the greatest code in 6, and in 7 and 8 how many codes before and after the values are flags (ICD 2620001,
 * figure 3-6, sheet 6, note 1).
 *
 * @param unitsPerValue the size of the file's unit in `unit`: accumulations are in hundredths of an inch
 */
export function scaled(unit: string, unitsPerValue = 1): ValueRule {
  return (thresholds) => {
    const written = floatOf(thresholds[0]!, thresholds[1]!);
    const scale = written === 0 ? 1 : written;
    const offset = floatOf(thresholds[2]!, thresholds[3]!);
    const greatest = thresholds[5]! & 0xffff;
    const leading = Math.max(0, thresholds[6]!);
    const trailing = Math.max(0, thresholds[7]!);
    const values = noValues(Math.max(CODES, greatest + 1));
    for (let code = leading; code <= greatest - trailing; code++) {
      values[code] = ((code - offset) / scale) * unitsPerValue;
    }
    return table(unit, values, leading > 1 ? CodeState.rangeFolded : CodeState.missing);
  };
}
