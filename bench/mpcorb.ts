/**
 * A synthetic catalogue like the Minor Planet Center's MPCORB.DAT: with as many lines, and orbits distributed like
 * the real ones.
 */

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { packDesignation } from "@welkin/orbits";

/**
 * Minor planets of each kind, per thousand: the belt's three parts, Hungarias, Hildas, Trojans, near-Earth objects,
 * Centaurs, and beyond.
 */
const kinds: readonly (readonly [
  share: number,
  a: readonly [number, number],
  e: number,
  i: number,
  H: readonly [number, number],
])[] = [
  [290, [2.1, 2.5], 0.11, 4, [14, 20]],
  [350, [2.5, 2.82], 0.11, 7, [13, 19]],
  [270, [2.82, 3.28], 0.1, 8, [12, 18]],
  [30, [1.8, 2], 0.06, 15, [15, 20]],
  [6, [3.9, 4], 0.12, 6, [12, 17]],
  [12, [5.05, 5.35], 0.05, 9, [11, 16]],
  [27, [0.7, 3], 0.35, 9, [17, 27]],
  [10, [1.9, 2.9], 0.3, 9, [16, 20]],
  [1, [6, 30], 0.25, 12, [8, 14]],
  [4, [36, 48], 0.08, 8, [5, 9]],
];

const trojans = kinds[5]!;
/** Jupiter's longitude at the epoch, degrees. */
const JUPITER = 110;

/** The epoch of nearly all orbits: 2025 November 21. */
const EPOCH = "K25BL";
/** The fraction of objects seen only once, whose epoch is that time. */
const OLD = 0.03;
const NUMBERED = 0.55;

/** Reproducible numbers from 0 to 1 (Marsaglia's xorshift, 32 bits). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const halfMonths = "ABCDEFGHJKLMNOPQRSTUVWXY";
const letters = "ABCDEFGHJKLMNOPQRSTUVWXYZ";
const DIGIT = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

function provisional(k: number): string {
  const [half, second] = [halfMonths[k % 24]!, letters[Math.floor(k / 24) % 25]!];
  const cycle = Math.floor(k / 600) % 60;
  const year = 1999 + Math.floor(k / 36_000);
  return `${year} ${half}${second}${cycle === 0 ? "" : cycle}`;
}

function kindAt(place: number) {
  let end = 0;
  for (const kind of kinds) {
    end += kind[0];
    if (place < end) return kind;
  }
  return kinds[0]!;
}

/** One of its lines, of 202 columns. */
function lineOf(index: number, count: number, next: () => number): string {
  const rayleigh = (sigma: number) => sigma * Math.sqrt(-2 * Math.log(1 - next() * 0.9999));
  const kind = kindAt(next() * 1000);
  const [, [inner, outer], sigmaE, sigmaI, [bright, faint]] = kind;
  const a = inner + (outer - inner) * next();
  const e = Math.min(0.97, rayleigh(sigmaE));
  const i = Math.min(170, rayleigh(sigmaI));
  const H = bright + (faint - bright) * next() ** 0.4;
  const numbered = index < NUMBERED * count;
  const name = numbered ? `(${index + 1})` : provisional(index - Math.floor(NUMBERED * count));
  const [node, peri, anomaly] = [360 * next(), 360 * next(), 360 * next()];
  // Trojans are ahead of Jupiter or behind it, by a sixth of its orbit.
  const leading = JUPITER + (next() < 0.6 ? 60 : 300) + 30 * (next() - 0.5);
  const M = kind === trojans ? (leading - node - peri + 1080) % 360 : anomaly;
  const packed = packDesignation(numbered ? String(index + 1) : name);
  const year = 95 + Math.floor(next() * 30);
  const epoch =
    !numbered && next() < OLD / (1 - NUMBERED)
      ? `${year < 100 ? "J" : "K"}${String(year % 100).padStart(2, "0")}${DIGIT[1 + Math.floor(next() * 12)]}${DIGIT[1 + Math.floor(next() * 28)]}`
      : EPOCH;
  const degrees = (value: number) => value.toFixed(5).padStart(9);
  const motion = 0.9856076686 / a ** 1.5;
  return [
    packed.padEnd(7),
    H.toFixed(2).padStart(5),
    " 0.15",
    epoch,
    degrees(M),
    ` ${degrees(peri)}`,
    ` ${degrees(node)}`,
    ` ${degrees(i)}`,
    ` ${e.toFixed(7)}`,
    motion.toFixed(8).padStart(11),
    a.toFixed(7).padStart(11),
    " 0 MPO000000   100   5 2000-2025 0.50 M-v 3Ek MPCLINUX   0000",
    `${" ".repeat(50)}`,
  ]
    .join(" ")
    .slice(0, 166)
    .concat(name.padEnd(28), "20251101");
}

/** Writes such a catalogue with this many lines. */
export async function writeMpcorb(path: string, count: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`MINOR PLANET CENTER ORBIT DATABASE, made up\n\n${"-".repeat(160)}\n`);
  const next = numbers(20_251_121);
  for (let index = 0; index < count; ) {
    let text = "";
    for (const end = Math.min(count, index + 2000); index < end; index++) {
      text += `${lineOf(index, count, next)}\n`;
    }
    if (!file.write(text)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
}
