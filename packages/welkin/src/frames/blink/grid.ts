import type { CdMatrix, PixelMapping } from "@welkin/imaging";

/**
 * A picture's pixels on the sky: north up, east to the left, around a centre (gnomonic projection, paper II section
 * 5.1.3).
 */
export interface SkyGrid {
  readonly width: number;
  readonly height: number;
  /** Degrees per pixel. */
  readonly scale: number;
}

/** The sky position of a grid pixel: x from the left, y from the bottom, from 0. */
function skyOf(
  grid: SkyGrid,
  [ra, dec]: readonly [number, number],
): (x: number, y: number) => { ra: number; dec: number } {
  const radians = Math.PI / 180;
  const [sin, cos] = [Math.sin(dec * radians), Math.cos(dec * radians)];
  return (x, y) => {
    const xi = -(x - (grid.width - 1) / 2) * grid.scale * radians;
    const eta = (y - (grid.height - 1) / 2) * grid.scale * radians;
    const below = cos - eta * sin;
    const right = ra + Math.atan2(xi, below) / radians;
    const north = Math.atan2(sin + eta * cos, Math.hypot(xi, below)) / radians;
    return { ra: ((right % 360) + 360) % 360, dec: north };
  };
}

/** The CD matrix of such a grid. */
export function gridCd({ scale }: SkyGrid): CdMatrix {
  return [-scale, 0, 0, scale];
}

/** Maps pixels of the grid to those of an image, through the sky. */
export function gridMapping(
  grid: SkyGrid,
  centre: readonly [number, number],
  toPixel: (ra: number, dec: number) => { x: number; y: number } | undefined,
): PixelMapping {
  const sky = skyOf(grid, centre);
  return (x, y) => {
    const { ra, dec } = sky(x, y);
    const pixel = toPixel(ra, dec);
    return pixel && { x: pixel.x - 1, y: pixel.y - 1 };
  };
}
