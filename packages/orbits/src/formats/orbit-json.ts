import type { Photometry } from "../ephemerides/photometry.ts";
import type { Orbit } from "../orbit.ts";
import {
  INVERSE_SQUARE,
  type NonGravitational,
  WATER_ICE,
} from "../propagation/nongravitational.ts";
import {
  type Covariance,
  eclipticCovarianceToIcrf,
  makeCovariance,
  type NonGravParameter,
} from "../uncertainty/covariance.ts";
import { elementCovarianceToState } from "./element-covariance.ts";
import { cometaryOf, dateIn, elementsToState } from "./elements-json.ts";
import { badJson, isObject, type Json, numberIn, numbersOf } from "./json.ts";
import { parseSbdb } from "./sbdb.ts";

const NONGRAV = ["A1", "A2", "A3"] as const;
const LAW = ["ALN", "NK", "NM", "NN", "R0", "DT"] as const;

/** The default law for comets is the outgassing of water ice; a law without NK is an inverse square. */
function nongravOf(raw: unknown): NonGravitational | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!isObject(raw)) throw badJson('"nongrav" is not an object.', "nongrav");
  const [A1, A2, A3] = NONGRAV.map((key) => numberIn(raw, key) ?? 0) as [number, number, number];
  const law: NonGravitational = { ...WATER_ICE, A1, A2, A3 };
  if (raw.law === "inverse-square") Object.assign(law, INVERSE_SQUARE);
  for (const key of LAW) {
    const value = numberIn(raw, key);
    if (value !== undefined) law[key] = value;
  }
  return law;
}

function photometryOf(o: Json): Photometry | undefined {
  const given = isObject(o.phot) ? { ...o, ...o.phot } : o;
  const H = numberIn(given, "H");
  const G1 = numberIn(given, "G1");
  const G2 = numberIn(given, "G2");
  if (H !== undefined && G1 !== undefined && G2 !== undefined) return { model: "HG1G2", H, G1, G2 };
  if (H !== undefined) return { model: "HG", H, G: numberIn(given, "G") ?? 0.15 };
  const comet = {
    M1: numberIn(given, "M1"),
    K1: numberIn(given, "K1", "k1"),
    M2: numberIn(given, "M2"),
    K2: numberIn(given, "K2", "k2"),
    PC: numberIn(given, "PC", "PHCOF"),
  };
  if (comet.M1 === undefined && comet.M2 === undefined) return undefined;
  const known = Object.entries(comet).filter(([, value]) => value !== undefined);
  return { model: "comet", ...Object.fromEntries(known) };
}

/** Rows beyond six are A1, A2, A3 in that order. */
function extraOf(values: number[]): NonGravParameter[] {
  const n = Math.round(Math.sqrt(values.length));
  return NONGRAV.slice(0, Math.max(0, n - 6));
}

function covarianceOf(o: Json, elements: Json | undefined, epoch: number): Covariance | undefined {
  if (o.covariance_helio_ecliptic_cartesian !== undefined) {
    const values = numbersOf(o.covariance_helio_ecliptic_cartesian, "covariance");
    return eclipticCovarianceToIcrf(makeCovariance(values, extraOf(values)));
  }
  if (o.covariance === undefined || o.covariance === null) return undefined;
  const values = numbersOf(o.covariance, "covariance");
  if (elements === undefined) return makeCovariance(values, extraOf(values));
  const cometary = cometaryOf(elements);
  if (cometary === undefined)
    throw badJson(
      "A covariance of elements needs cometary elements (e, q, tp, i, node, peri).",
      "covariance",
    );
  return elementCovarianceToState(values, extraOf(values), cometary, epoch);
}

/**
 * An orbit from this project's own JSON, or from a response of JPL's SBDB: `{name, epoch_mjd_tdb, state_helio_icrf:
 * [x, y, z, vx, vy, vz] (au, au/d) | elements: {…}, nongrav?: {A1, A2, A3}, covariance?, H?, G?}`.
 *
 * The covariance is flat or in rows: of the state, in its own frame; with `elements`, of e, q, tp, node, peri, i
 * (degrees, days); `covariance_helio_ecliptic_cartesian` is of the state along ecliptic axes. Rows 7 to 9 are A1 to
 * A3. Elements may carry the epoch. Photometry: H and G, or H, G1 and G2, or M1, K1, M2, K2, PC.
 *
 * @param json the parsed JSON
 * @throws OrbitError `bad-json` naming the key, `bad-elements`, `bad-state`, `bad-covariance`
 */
export function parseOrbitJson(json: unknown): Orbit {
  if (!isObject(json)) throw badJson("An orbit is a JSON object.");
  if (isObject(json.orbit) && json.state_helio_icrf === undefined) return parseSbdb(json);
  const elementsRaw = json.elements ?? json.elements_helio_ecliptic;
  const elements = isObject(elementsRaw) ? elementsRaw : undefined;
  const stateRaw = json.state_helio_icrf ?? json.state_helio_icrf_au_aud;
  const epoch = dateIn(json, "epoch") ?? (elements && dateIn(elements, "epoch"));
  if (epoch === undefined) throw badJson('"epoch_mjd_tdb" is missing.', "epoch_mjd_tdb");
  if (stateRaw === undefined && elements === undefined)
    throw badJson('An orbit needs "state_helio_icrf" or "elements".', "state_helio_icrf");
  const state =
    stateRaw !== undefined
      ? numbersOf(stateRaw, "state_helio_icrf")
      : elementsToState(elements!, epoch);
  if (state.length !== 6) throw badJson("A state is six numbers.", "state_helio_icrf");
  const nongrav = nongravOf(json.nongrav);
  const covariance = covarianceOf(json, stateRaw === undefined ? elements : undefined, epoch);
  const photometry = photometryOf(json);
  return {
    name: typeof json.name === "string" ? json.name : "unnamed",
    epoch,
    state,
    ...(nongrav === undefined ? {} : { nongrav }),
    ...(covariance === undefined ? {} : { covariance }),
    ...(photometry === undefined ? {} : { photometry }),
    ...(typeof json.solution === "string" ? { solution: json.solution } : {}),
  };
}
