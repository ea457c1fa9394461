/** Degrees as JavaScript writes those that have decimals (no -0.0, no 07.5, no exponents), and no more than six. */
const SIX_OR_FEWER = /^(?:(?!-0\.0+(?:[:,]|$))-?(?:0|[1-9]\d{0,2})\.\d{1,6}(?:[:,]|$))+$/;
const FEWER = /\.\d{1,5}(?=[:,]|$)/g;

/**
 * A field's corners as CATCH writes them, each number with six decimals. Most numbers have no more: filling them up with
 * zeros takes a third of the time of reading and writing them.
 */
export function sixDecimals(fov: string): string {
  return SIX_OR_FEWER.test(fov)
    ? fov.replace(FEWER, (decimals) => decimals.padEnd(7, "0"))
    : fov.replace(/[^:,]+/g, (number) => Number(number).toFixed(6));
}
