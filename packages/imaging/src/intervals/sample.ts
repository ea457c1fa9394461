import {
  isSwapped,
  mayHaveHoles,
  type Plane,
  planeValue,
  rowReader,
  storedReader,
} from "../frames/plane.ts";

/** Values of every n-th pixel that has one, at most `wanted`: the sample of astropy's ZScaleInterval. */
export function sampleOf(plane: Plane, wanted: number): Float64Array {
  const { data } = plane;
  const total = mayHaveHoles(plane) ? countValues(plane) : data.length;
  const stride = Math.max(1, Math.floor(total / wanted));
  const sample = new Float64Array(Math.min(wanted, Math.ceil(total / stride)));
  const stored = storedReader(plane);
  let seen = 0;
  let taken = 0;
  const step = total === data.length ? stride : 1;
  const skip = total === data.length ? 1 : stride;
  for (let i = 0; i < data.length && taken < sample.length; i += step) {
    const value = planeValue(plane, stored(i));
    if (Number.isNaN(value)) continue;
    if (seen++ % skip === 0) sample[taken++] = value;
  }
  return sample;
}

function countValues(plane: Plane): number {
  const { data } = plane;
  if (data instanceof Float32Array && !isSwapped(plane)) return countIn(data);
  const read = rowReader(plane);
  let count = 0;
  for (let y = 0; y < plane.height; y++) count += countIn(read(y));
  return count;
}

function countIn(row: Float32Array | Float64Array): number {
  let count = 0;
  for (let x = 0; x < row.length; x++) {
    const v = row[x] as number;
    if (v - v === 0) count++;
  }
  return count;
}
