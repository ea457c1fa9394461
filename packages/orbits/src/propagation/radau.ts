/**
 * Constants of Everhart's 15th-order Gauss–Radau scheme (Everhart 1985, in Dynamics of Comets, p. 185; Rein & Spiegel
 * 2015, MNRAS 446, 1424, §2): only the node spacings are given, everything else is derived from them.
 */

/** Gauss–Radau nodes on [0, 1] (Rein & Spiegel 2015, after Everhart 1974, Celest. Mech. 10, 35). */
export const NODES = Float64Array.of(
  0,
  0.05626256053692215,
  0.18024069173689236,
  0.3526247171131696,
  0.5471536263305554,
  0.7342101772154105,
  0.8853209468390958,
  0.9775206135612875,
);

/** Index of row i, column j of a lower triangle stored flat with seven columns. */
export const cell = (i: number, j: number): number => i * 7 + j;

/** 1 / (h_n − h_j): divided differences of the acceleration (Everhart eq. 10). */
export const INVERSE_SPACING = new Float64Array(8 * 7);
/** g to b: b_j = Σ_k c_kj g_k (Rein & Spiegel eq. 7). */
export const G_TO_B = new Float64Array(7 * 7);
/** b to g: g_j = Σ_k d_kj b_k. */
export const B_TO_G = new Float64Array(7 * 7);

for (let n = 1; n < 8; n++)
  for (let j = 0; j < n; j++) INVERSE_SPACING[cell(n, j)] = 1 / (NODES[n]! - NODES[j]!);

G_TO_B[0] = 1;
B_TO_G[0] = 1;
for (let i = 1; i < 7; i++) {
  const h = NODES[i]!;
  G_TO_B[cell(i, 0)] = -h * G_TO_B[cell(i - 1, 0)]!;
  B_TO_G[cell(i, 0)] = NODES[1]! * B_TO_G[cell(i - 1, 0)]!;
  for (let j = 1; j < i; j++) {
    G_TO_B[cell(i, j)] = G_TO_B[cell(i - 1, j - 1)]! - h * G_TO_B[cell(i - 1, j)]!;
    B_TO_G[cell(i, j)] = B_TO_G[cell(i - 1, j - 1)]! + NODES[j + 1]! * B_TO_G[cell(i - 1, j)]!;
  }
  G_TO_B[cell(i, i)] = 1;
  B_TO_G[cell(i, i)] = 1;
}
