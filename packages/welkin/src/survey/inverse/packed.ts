import type { PlainOrbit } from "../targets/orbits.ts";

/** Columns of orbits at one time, in the order in which they lie in memory. */
const columns = {
  /** Heliocentric ICRF, au and au/d; NaN where an orbit has ended in a body. */
  x: Float64Array,
  y: Float64Array,
  z: Float64Array,
  vx: Float64Array,
  vy: Float64Array,
  vz: Float64Array,
  /** MJD TDB of the orbit itself. */
  epoch: Float64Array,
  /** Absolute magnitude; NaN where it is not known or no asteroid's. */
  H: Float32Array,
  /** Of the orbit: where it is found again. */
  id: Uint32Array,
} as const;

type Columns = { readonly [Name in keyof typeof columns]: InstanceType<(typeof columns)[Name]> };

/** Bytes of one orbit. */
const ROW = 7 * 8 + 2 * 4;

interface ColumnKind {
  new (memory: SharedArrayBuffer, offset: number, length: number): ArrayBufferView;
}

/** Orbits of the solar system packed for going through all of them; in shared memory, for threads. */
export interface PackedOrbits extends Columns {
  readonly count: number;
  readonly memory: SharedArrayBuffer;
}

export function packedOn(memory: SharedArrayBuffer): PackedOrbits {
  const count = memory.byteLength / ROW;
  let offset = 0;
  const views = Object.entries(columns).map(([name, kind]) => {
    const Kind = kind as ColumnKind;
    const view = new Kind(memory, offset, count);
    offset += view.byteLength;
    return [name, view];
  });
  return { count, memory, ...Object.fromEntries(views) } as PackedOrbits;
}

function allocate(count: number): PackedOrbits {
  return packedOn(new SharedArrayBuffer(count * ROW));
}

export function copyOf({ memory }: PackedOrbits): PackedOrbits {
  const copy = new SharedArrayBuffer(memory.byteLength);
  new Uint8Array(copy).set(new Uint8Array(memory));
  return packedOn(copy);
}

export function pack(orbits: readonly PlainOrbit[]): PackedOrbits {
  const packed = allocate(orbits.length);
  for (const [i, { id, epoch, state, H }] of orbits.entries()) {
    setState(packed, i, state);
    packed.epoch[i] = epoch;
    packed.H[i] = H ?? Number.NaN;
    packed.id[i] = id;
  }
  return packed;
}

export function setState(packed: PackedOrbits, i: number, state: ArrayLike<number>): void {
  packed.x[i] = state[0]!;
  packed.y[i] = state[1]!;
  packed.z[i] = state[2]!;
  packed.vx[i] = state[3]!;
  packed.vy[i] = state[4]!;
  packed.vz[i] = state[5]!;
}

export function stateOf(packed: PackedOrbits, i: number, out: Float64Array): void {
  out[0] = packed.x[i]!;
  out[1] = packed.y[i]!;
  out[2] = packed.z[i]!;
  out[3] = packed.vx[i]!;
  out[4] = packed.vy[i]!;
  out[5] = packed.vz[i]!;
}
