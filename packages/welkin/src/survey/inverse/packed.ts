import type { PlainOrbit } from "../targets/orbits.ts";

/** Columns of orbits at one time, in their order in memory. */
const columns = {
  /** Heliocentric ICRF, au and au/d; NaN if an orbit has ended in a body. */
  x: Float64Array,
  y: Float64Array,
  z: Float64Array,
  vx: Float64Array,
  vy: Float64Array,
  vz: Float64Array,
  /** Epoch of the orbit itself, MJD TDB. */
  epoch: Float64Array,
  /** Absolute magnitude; NaN if it is unknown or not an asteroid's. */
  H: Float32Array,
  /** The orbit's id, by which it is looked up. */
  id: Uint32Array,
} as const;

type Columns = { readonly [Name in keyof typeof columns]: InstanceType<(typeof columns)[Name]> };

/** Bytes of one orbit. */
const ROW = 7 * 8 + 2 * 4;

interface ColumnKind {
  new (memory: SharedArrayBuffer, offset: number, length: number): ArrayBufferView;
}

/** Orbits packed for passes over all of them; in shared memory, for threads. */
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

/** The orbits with these numbers, in this order. */
export function selected(orbits: PackedOrbits, numbers: ArrayLike<number>): PackedOrbits {
  const some = allocate(numbers.length);
  for (const name of Object.keys(columns) as (keyof typeof columns)[]) {
    const from = orbits[name];
    const to = some[name];
    for (let i = 0; i < numbers.length; i++) to[i] = from[numbers[i]!]!;
  }
  return some;
}

/** Packs orbits as they arrive. */
export class Packer {
  #packed: PackedOrbits;
  #count = 0;

  /** @param expected Approximate number of orbits. */
  constructor(expected: number) {
    this.#packed = allocate(Math.max(1024, expected));
  }

  get count(): number {
    return this.#count;
  }

  add({ id, epoch, state, H }: PlainOrbit): void {
    if (this.#count === this.#packed.count) this.#packed = this.#resized(2 * this.#count);
    const i = this.#count++;
    setState(this.#packed, i, state);
    this.#packed.epoch[i] = epoch;
    this.#packed.H[i] = H ?? Number.NaN;
    this.#packed.id[i] = id;
  }

  get packed(): PackedOrbits {
    return this.#resized(this.#count);
  }

  #resized(count: number): PackedOrbits {
    const other = allocate(count);
    for (const name of Object.keys(columns) as (keyof typeof columns)[]) {
      other[name].set(this.#packed[name].subarray(0, Math.min(count, this.#count)));
    }
    return other;
  }
}

export function pack(orbits: readonly PlainOrbit[]): PackedOrbits {
  const packer = new Packer(orbits.length);
  for (const orbit of orbits) packer.add(orbit);
  return packer.packed;
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
