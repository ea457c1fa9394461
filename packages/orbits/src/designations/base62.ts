/** Digits, then upper case, then lower case: the Minor Planet Center's number system. */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export function toBase62(value: number, width: number): string {
  let text = "";
  let rest = value;
  for (let k = 0; k < width; k++) {
    text = DIGITS[rest % 62]! + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

export function fromBase62(text: string): number {
  let value = 0;
  for (const c of text) value = value * 62 + DIGITS.indexOf(c);
  return value;
}
