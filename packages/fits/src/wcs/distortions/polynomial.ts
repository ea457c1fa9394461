/** Coefficients of u^p v^q: row p, column q. */
export type Polynomial = readonly (readonly number[])[];

/** Σ c_pq u^p v^q, by Horner's method. */
export function evaluate(rows: Polynomial, u: number, v: number): number {
  let sum = 0;
  for (let p = rows.length - 1; p >= 0; p--) {
    const row = rows[p] as readonly number[];
    let inner = 0;
    for (let q = row.length - 1; q >= 0; q--) inner = inner * v + (row[q] as number);
    sum = sum * u + inner;
  }
  return sum;
}
