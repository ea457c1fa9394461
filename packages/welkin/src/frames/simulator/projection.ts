const DEGREE = Math.PI / 180;

/** Where a camera points, and the scale and rotation of its pixels. Degrees; square pixels. */
export interface Pointing {
  readonly ra: number;
  readonly dec: number;
  /** Degrees per pixel. */
  readonly scale: number;
  /** Position angle of the columns, north through east. */
  readonly rotation: number;
  /** Pixels per side. */
  readonly size: number;
}

/**
 * The matrix CD of FITS: degrees on the tangent plane from pixels, east to the left (Calabretta & Greisen 2002,
 * A&A 395, 1077, §2.1). It is a reflection times the scale, so divided by the scale's square it is its own inverse.
 */
export function matrix({ scale, rotation }: Pointing): readonly [number, number, number, number] {
  const cos = scale * Math.cos(rotation * DEGREE);
  const sin = scale * Math.sin(rotation * DEGREE);
  return [-cos, sin, sin, cos];
}

/** The pixel (FITS numbers, from 1) of a position on the sky; undefined behind the camera (TAN, ibid. §5.1.3). */
export function pixelOf(
  pointing: Pointing,
  ra: number,
  dec: number,
): readonly [number, number] | undefined {
  const turn = (ra - pointing.ra) * DEGREE;
  const [sin, cos] = [Math.sin(dec * DEGREE), Math.cos(dec * DEGREE)];
  const [sin0, cos0] = [Math.sin(pointing.dec * DEGREE), Math.cos(pointing.dec * DEGREE)];
  const towards = sin * sin0 + cos * cos0 * Math.cos(turn);
  if (towards <= 0) return undefined;
  const east = (cos * Math.sin(turn)) / towards / DEGREE;
  const north = (sin * cos0 - cos * sin0 * Math.cos(turn)) / towards / DEGREE;
  const [a, b, c, d] = matrix(pointing).map((one) => one / pointing.scale ** 2) as [
    number,
    number,
    number,
    number,
  ];
  const middle = (pointing.size + 1) / 2;
  return [middle + a * east + b * north, middle + c * east + d * north];
}

/** The position on the sky, degrees, of a pixel (FITS numbers, from 1). */
export function placeOf(pointing: Pointing, x: number, y: number): readonly [number, number] {
  const middle = (pointing.size + 1) / 2;
  const [a, b, c, d] = matrix(pointing);
  const east = (a * (x - middle) + b * (y - middle)) * DEGREE;
  const north = (c * (x - middle) + d * (y - middle)) * DEGREE;
  const [sin0, cos0] = [Math.sin(pointing.dec * DEGREE), Math.cos(pointing.dec * DEGREE)];
  const along = cos0 - north * sin0;
  const ra = pointing.ra + Math.atan2(east, along) / DEGREE;
  const dec = Math.atan2(sin0 + north * cos0, Math.hypot(east, along)) / DEGREE;
  return [((ra % 360) + 360) % 360, dec];
}

/** The four corners of the picture, degrees. */
export function cornersOf(pointing: Pointing): readonly (readonly [number, number])[] {
  const [low, high] = [0.5, pointing.size + 0.5];
  return [
    placeOf(pointing, low, low),
    placeOf(pointing, high, low),
    placeOf(pointing, high, high),
    placeOf(pointing, low, high),
  ];
}
