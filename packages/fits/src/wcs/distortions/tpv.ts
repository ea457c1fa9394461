import type { Point } from "../projections/projection.ts";
import { evaluate, type Polynomial } from "./polynomial.ts";

/**
 * Powers (of the axis itself, of the other axis, of r) of the terms PVi_0 to PVi_39
 * (TPV, registered FITS convention, Shupe et al. 2012, SPIE 8451, eq. 1).
 */
const TERMS: readonly (readonly [number, number, number])[] = buildTerms();

function buildTerms(): (readonly [number, number, number])[] {
  const terms: (readonly [number, number, number])[] = [];
  for (let degree = 0; degree <= 7; degree++) {
    for (let other = 0; other <= degree; other++) terms.push([degree - other, other, 0]);
    if (degree % 2 === 1) terms.push([0, 0, degree]);
  }
  return terms;
}

/** The number of PVi_m defined in TPV. */
export const TPV_TERMS = TERMS.length;

/**
 * The TPV polynomials, degrees in and out, from the PVi_m of the longitude and latitude axis.
 * PVi_1 is 1 unless given.
 */
export function tpvPolynomial(
  longitude: ReadonlyMap<number, number>,
  latitude: ReadonlyMap<number, number>,
): (xi: number, eta: number) => Point {
  const [first, second] = [axisTerms(longitude), axisTerms(latitude)];
  return (xi, eta) => {
    const r = Math.hypot(xi, eta);
    return [axisSum(first, xi, eta, r), axisSum(second, eta, xi, r)];
  };
}

/** One axis: a polynomial in itself and the other axis, and one in the radius. */
interface AxisTerms {
  flat: Polynomial;
  radial: Polynomial;
}

function axisTerms(pv: ReadonlyMap<number, number>): AxisTerms {
  const flat = Array.from({ length: 8 }, () => new Array<number>(8).fill(0));
  const radial = new Array<number>(8).fill(0);
  TERMS.forEach(([own, other, r], m) => {
    const row = r > 0 ? radial : (flat[own] as number[]);
    row[r > 0 ? r : other] = pv.get(m) ?? (m === 1 ? 1 : 0);
  });
  const used = flat.map((row) => row.slice(0, row.findLastIndex((c) => c !== 0) + 1));
  return {
    flat: used.slice(0, used.findLastIndex((row) => row.length > 0) + 1),
    radial: radial.some((c) => c !== 0) ? [radial] : [],
  };
}

function axisSum({ flat, radial }: AxisTerms, own: number, other: number, r: number): number {
  return evaluate(flat, own, other) + evaluate(radial, 0, r);
}
