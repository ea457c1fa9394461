/**
 * Code lengths of a Huffman code for the given frequencies, none longer than `longest`. A symbol that never
 * occurs gets a code too (bzip2 has a length for each symbol of the alphabet).
 *
 * If the best code is too deep, the frequencies are flattened until it is not, which costs next to nothing at the
 * depths that bzip2 allows.
 */
export function huffmanLengths(frequencies: ArrayLike<number>, longest: number): Uint8Array {
  const weights = Int32Array.from(frequencies, (f) => Math.max(1, f));
  for (;;) {
    const lengths = depths(weights);
    if (lengths.every((length) => length <= longest)) return lengths;
    for (let i = 0; i < weights.length; i++) weights[i] = 1 + (weights[i]! >> 1);
  }
}

/** Depth of each leaf of a Huffman tree, by the two-queue method on leaves sorted by weight. */
function depths(weights: Int32Array): Uint8Array {
  const leaves = weights.length;
  const byWeight = Array.from(weights.keys()).sort((a, b) => weights[a]! - weights[b]!);
  const weight = new Float64Array(2 * leaves - 1);
  const parent = new Int32Array(2 * leaves - 1);
  for (let i = 0; i < leaves; i++) weight[i] = weights[byWeight[i]!]!;

  // Inner nodes are created in ascending weight, so the lightest node is at the head of one of the two queues.
  let leaf = 0;
  let inner = leaves;
  for (let node = leaves; node < 2 * leaves - 1; node++) {
    for (let child = 0; child < 2; child++) {
      const takeLeaf = leaf < leaves && (inner >= node || weight[leaf]! <= weight[inner]!);
      const taken = takeLeaf ? leaf++ : inner++;
      weight[node]! += weight[taken]!;
      parent[taken] = node;
    }
  }

  const depth = new Uint8Array(2 * leaves - 1);
  for (let node = 2 * leaves - 3; node >= 0; node--) depth[node] = depth[parent[node]!]! + 1;
  const lengths = new Uint8Array(leaves);
  for (let i = 0; i < leaves; i++) lengths[byWeight[i]!] = depth[i]!;
  return lengths;
}
