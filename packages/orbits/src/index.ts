/**
 * From orbital elements to where a comet or asteroid is seen: time scales, the solar system, n-body integration,
 * ephemerides and their uncertainty. The README has an example.
 *
 * @module
 */
export {
  type Designation,
  type DesignationKind,
  packDesignation,
  parseDesignation,
  unpackDesignation,
} from "./designations/designations.ts";
export { type CometaryElements, cometaryToState, stateToCometary } from "./elements/cometary.ts";
export {
  type EquinoctialElements,
  equinoctialToState,
  stateToEquinoctial,
} from "./elements/equinoctial.ts";
export {
  type KeplerianElements,
  keplerianToState,
  stateToKeplerian,
} from "./elements/keplerian.ts";
export { twoBody } from "./elements/two-body.ts";
export {
  type EphemerisRequest,
  type EphemerisRow,
  ephemeris,
  ephemerisRow,
} from "./ephemerides/ephemeris.ts";
export { direction, observe, type Sighting } from "./ephemerides/observe.ts";
export {
  apparentMagnitude,
  type CometMagnitude,
  type HG,
  type HG1G2,
  nuclearMagnitude,
  type Photometry,
  totalMagnitude,
} from "./ephemerides/photometry.ts";
export { OrbitError, type OrbitErrorCode } from "./errors.ts";
export { parseCometLine } from "./formats/comet-elements.ts";
export { parseMpcorbLine } from "./formats/mpcorb.ts";
export { parseOrbitJson } from "./formats/orbit-json.ts";
export { parseSbdb } from "./formats/sbdb.ts";
export {
  type EarthOrientation,
  earthOrientation,
  siderealTime,
} from "./frames/earth-orientation.ts";
export { eclipticToIcrf, icrfToEcliptic } from "./frames/ecliptic.ts";
export {
  findObservatory,
  type Observatory,
  observatories,
  parseObservatoryLine,
} from "./observatories/codes.ts";
export { type Observer, observer } from "./observatories/observer.ts";
export type { Orbit } from "./orbit.ts";
export type { Encounter } from "./propagation/encounters.ts";
export type { ForceOptions } from "./propagation/forces.ts";
export {
  INVERSE_SQUARE,
  type NonGravitational,
  WATER_ICE,
} from "./propagation/nongravitational.ts";
export { propagate, toBarycentric } from "./propagation/propagate.ts";
export type { Trajectory } from "./propagation/trajectory.ts";
export { BODIES, type Body, type BodyName, bodyIndex } from "./solar-system/bodies.ts";
export { defaultEphemeris } from "./solar-system/default.ts";
export { loadEphemeris, type SolarSystem, SPAN_YEARS } from "./solar-system/solar-system.ts";
export { isoToMjd, jdToMjd, mjdToIso, mjdToJd, parseDate } from "./time/calendar.ts";
export { ut1MinusUtc } from "./time/earth-clock.ts";
export { taiMinusUtc } from "./time/leap-seconds.ts";
export {
  taiToTt,
  taiToUtc,
  tdbMinusTt,
  tdbToTt,
  tdbToUtc,
  ttToTai,
  ttToTdb,
  ttToUtc,
  utcToTai,
  utcToTdb,
  utcToTt,
} from "./time/scales.ts";
export {
  type Covariance,
  eclipticCovarianceToIcrf,
  makeCovariance,
  type NonGravParameter,
} from "./uncertainty/covariance.ts";
export { type Ellipse, SkyUncertainty } from "./uncertainty/ellipse.ts";
export { sampleOrbits, sigmaPoints } from "./uncertainty/variants.ts";
