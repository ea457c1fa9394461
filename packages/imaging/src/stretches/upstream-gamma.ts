/** fits2image's brightness of each 8-bit level: a gamma of 2.5 in whole numbers. */
export const UPSTREAM_GAMMA: Uint8Array = Uint8Array.from({ length: 256 }, (_, level) =>
  Math.floor(256 * (level / 256) ** (1 / 2.5)),
);

/** A number whose neighbours in double precision are the adjacent whole numbers. */
const WHOLE = 2 ** 52 + 2 ** 51;

export function roundHalfEven(value: number): number {
  return value + WHOLE - WHOLE;
}
