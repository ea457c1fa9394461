/**
 * Marsden's non-gravitational acceleration: g(r)·(A1 r̂ + A2 t̂ + A3 n̂),
 * g(r) = ALN (r/R0)^−NM [1 + (r/R0)^NN]^−NK (Marsden, Sekanina & Yeomans 1973, AJ 78, 211, eq. 3).
 * With `DT`, g is taken at the heliocentric distance of DT days before (Yeomans & Chodas 1989, AJ 98, 1083).
 */
export interface NonGravitational {
  /** au/d². Radial, transverse, normal. */
  A1: number;
  A2: number;
  A3: number;
  ALN: number;
  NK: number;
  NM: number;
  NN: number;
  /** au. */
  R0: number;
  /** Delay of peak outgassing after perihelion, d. */
  DT?: number;
}

/** Water ice (Marsden et al. 1973, table I): the default for comets. */
export const WATER_ICE = { ALN: 0.1112620426, NK: 4.6142, NM: 2.15, NN: 5.093, R0: 2.808 } as const;

/** A plain inverse square, as JPL uses for asteroids (Farnocchia et al. 2013, Icarus 224, 1). */
export const INVERSE_SQUARE = { ALN: 1, NK: 0, NM: 2, NN: 0, R0: 1 } as const;

export function outgassing(law: NonGravitational, r: number): number {
  const x = r / law.R0;
  const steep = law.NK === 0 ? 1 : (1 + x ** law.NN) ** -law.NK;
  return law.ALN * x ** -law.NM * steep;
}
