import { type Plane, type PlaneData, planeValue } from "../frames/plane.ts";

/** Values of every so-many-th pixel that has one, at most `wanted`: what astropy's ZScaleInterval looks at. */
export function sampleOf(plane: Plane, wanted: number): Float64Array {
  const total = countValues(plane);
  const stride = Math.max(1, Math.floor(total / wanted));
  const sample = new Float64Array(Math.min(wanted, Math.ceil(total / stride)));
  const { data } = plane;
  if (total === data.length) {
    for (let i = 0; i < sample.length; i++)
      sample[i] = planeValue(plane, data[i * stride] as number);
    return sample;
  }
  let seen = 0;
  let taken = 0;
  for (let i = 0; i < data.length && taken < sample.length; i++) {
    const value = planeValue(plane, data[i] as number);
    if (Number.isNaN(value)) continue;
    if (seen++ % stride === 0) sample[taken++] = value;
  }
  return sample;
}

/** Pixels that have a value. */
function countValues(plane: Plane): number {
  const { data, blank } = plane;
  if (isFloat(data)) return data.length - countNonFinite(data);
  return blank === undefined ? data.length : data.length - countEqual(data, blank);
}

export function isFloat(data: PlaneData): data is Float32Array | Float64Array {
  return data instanceof Float32Array || data instanceof Float64Array;
}

function countNonFinite(data: Float32Array | Float64Array): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) {
    const v = data[i] as number;
    if (v - v !== 0) count++;
  }
  return count;
}

function countEqual(data: PlaneData, blank: number): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (data[i] === blank) count++;
  return count;
}
