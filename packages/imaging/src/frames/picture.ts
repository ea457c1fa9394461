/** A finished picture, 8 bits per channel, top row first. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA. */
  readonly channels: 1 | 2 | 3 | 4;
  /** `width × height × channels` bytes, pixel by pixel. */
  readonly data: Uint8Array;
}

/**
 * A map between two pixel grids: `x' = a·x + b·y + c`, `y' = d·x + e·y + f` as `[a, b, c, d, e, f]`.
 * Centres of pixels are whole numbers, the first is 0.
 */
export type Affine = readonly [number, number, number, number, number, number];
