/** Converts the azimuth and range steps of a geometry table to a sweep's rays and gates. */
import { beamGroundRange } from "../geo/beam.ts";
import { AZIMUTH_STEPS, OUT_OF_REACH, RANGE_STEP } from "./geometry.ts";
import type { PolarField } from "./polar.ts";

/**
 * Rays farther apart than this many nominal spacings have a gap between them, where nothing was observed; closer ones
 * share the space between them. One missing ray makes two spacings; the unevenness of complete sweeps stays below
 * 1.3.
 */
const GAP = 1.5;

/** The ray at each azimuth step, and the next nearest for smoothing. */
export interface RayLookup {
  /** Row of the nearest ray, −1 in a gap. */
  readonly nearest: Int32Array;
  /** Row of the ray on the step's other side, −1 if that is across a gap. */
  readonly other: Int32Array;
  /** Share of the other ray in between the two: 0 on the nearest ray, ½ in the middle. */
  readonly share: Float32Array;
}

interface Ray {
  readonly row: number;
  readonly azimuth: number;
}

function sortedRays(field: PolarField): Ray[] {
  const rays: Ray[] = [];
  field.azimuths.forEach((azimuth, row) => {
    if (Number.isFinite(azimuth)) rays.push({ row, azimuth: ((azimuth % 360) + 360) % 360 });
  });
  return rays.sort((a, b) => a.azimuth - b.azimuth);
}

/** Tables over azimuth steps for the rays of a field. */
export function rayLookup(field: PolarField): RayLookup {
  const nearest = new Int32Array(AZIMUTH_STEPS).fill(-1);
  const other = new Int32Array(AZIMUTH_STEPS).fill(-1);
  const share = new Float32Array(AZIMUTH_STEPS);
  const rays = sortedRays(field);
  const count = rays.length;
  for (let i = 0; i < count; i++) {
    const from = rays[i]!;
    const to = rays[(i + 1) % count]!;
    const around = i + 1 === count ? 360 : 0;
    const gap = to.azimuth + around - from.azimuth;
    if (gap > GAP * field.azimuthSpacing) {
      const half = field.azimuthSpacing / 2;
      fillSteps(from.azimuth, from.azimuth + half, (step) => set(step, from.row, -1, 0));
      fillSteps(to.azimuth + around - half, to.azimuth + around, (step) =>
        set(step, to.row, -1, 0),
      );
      continue;
    }
    fillSteps(from.azimuth, from.azimuth + gap, (step, azimuth) => {
      const part = (azimuth - from.azimuth) / gap;
      if (part <= 0.5) set(step, from.row, to.row, part);
      else set(step, to.row, from.row, 1 - part);
    });
  }
  return { nearest, other, share };

  function set(step: number, row: number, beside: number, part: number): void {
    nearest[step] = row;
    other[step] = beside;
    share[step] = part;
  }
}

/** Visits the steps whose centres lie in [from, to), degrees, which may extend beyond a full turn. */
function fillSteps(from: number, to: number, visit: (step: number, azimuth: number) => void): void {
  const first = Math.ceil((from / 360) * AZIMUTH_STEPS - 0.5);
  const end = Math.ceil((to / 360) * AZIMUTH_STEPS - 0.5);
  for (let k = first; k < end; k++) {
    visit(k & (AZIMUTH_STEPS - 1), ((k + 0.5) / AZIMUTH_STEPS) * 360);
  }
}

/** Ground range (m) of a point along the beam, in gates: 0 is the first gate's centre. */
function rangeAtGate(field: PolarField, gate: number): number {
  const slant = Math.max(0, field.firstGate + gate * field.gateSpacing);
  return beamGroundRange(slant, field.elevation, field.antenna.height);
}

/** Ground range of the far edge of the last gate, metres. */
export function fieldReach(field: PolarField): number {
  return rangeAtGate(field, field.gates - 0.5);
}

/**
 * The gate at each range step, `gates` if there is none. Filled gate by gate from their edges, as inverting the beam
 * for 65 536 steps would cost more than rasterising a sweep.
 */
export function gateLookup(field: PolarField): Uint16Array {
  const lookup = new Uint16Array(OUT_OF_REACH + 1).fill(field.gates);
  let start = edgeStep(field, -0.5);
  for (let gate = 0; gate < field.gates && start < OUT_OF_REACH; gate++) {
    const end = edgeStep(field, gate + 0.5);
    lookup.fill(gate, start, end);
    start = Math.max(start, end);
  }
  return lookup;
}

/** First range step at or beyond an edge between gates. */
function edgeStep(field: PolarField, gate: number): number {
  return Math.min(OUT_OF_REACH, Math.ceil(rangeAtGate(field, gate) / RANGE_STEP));
}

/**
 * Distance along the beam at each range step, in gates from the first gate's centre, for smoothing;
 * linear between gate centres, over which the beam bends by less than a millimetre.
 */
export function gatePositions(field: PolarField): Float32Array {
  const positions = new Float32Array(OUT_OF_REACH + 1).fill(-1);
  let near = rangeAtGate(field, -1);
  for (let gate = 0; gate <= field.gates; gate++) {
    const far = rangeAtGate(field, gate);
    const start = Math.ceil(near / RANGE_STEP);
    const end = Math.min(OUT_OF_REACH, Math.ceil(far / RANGE_STEP));
    for (let step = start; step < end; step++) {
      positions[step] = gate - 1 + (step * RANGE_STEP - near) / (far - near);
    }
    near = far;
  }
  return positions;
}
