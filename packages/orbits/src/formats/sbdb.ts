import { type CometaryElements, cometaryToState } from "../elements/cometary.ts";
import type { Photometry } from "../ephemerides/photometry.ts";
import type { Orbit } from "../orbit.ts";
import {
  INVERSE_SQUARE,
  type NonGravitational,
  WATER_ICE,
} from "../propagation/nongravitational.ts";
import type { Covariance, NonGravParameter } from "../uncertainty/covariance.ts";
import { elementCovarianceToState } from "./element-covariance.ts";
import { cometaryOf, dateIn, elementsToState } from "./elements-json.ts";
import { badJson, isObject, type Json, numberIn, numbersOf } from "./json.ts";

/** Labels of SBDB's covariance in this package's order. */
const ELEMENT_LABELS = ["e", "q", "tp", "node", "peri", "i"];
const NONGRAV_LABELS = ["A1", "A2", "A3"] as const;
const LAW_LABELS = ["ALN", "NK", "NM", "NN", "R0", "DT"] as const;
const MAX_LABELS = 20;

/** `[{name, value}, …]` to `{name: value}`, the form of elements and parameters in SBDB. */
function byName(list: unknown): Json {
  const out: Json = {};
  if (!Array.isArray(list)) return out;
  for (const item of list)
    if (isObject(item) && typeof item.name === "string") out[item.name] = item.value;
  return out;
}

function nongravOf(parameters: Json, isComet: boolean): NonGravitational | undefined {
  const [A1, A2, A3] = NONGRAV_LABELS.map((key) => numberIn(parameters, key));
  if (A1 === undefined && A2 === undefined && A3 === undefined) return undefined;
  const law: NonGravitational = {
    ...(isComet ? WATER_ICE : INVERSE_SQUARE),
    A1: A1 ?? 0,
    A2: A2 ?? 0,
    A3: A3 ?? 0,
  };
  for (const key of LAW_LABELS) {
    const value = numberIn(parameters, key);
    if (value !== undefined) law[key] = value;
  }
  return law;
}

function photometryOf(physical: Json, isComet: boolean): Photometry | undefined {
  const [H, G, M1, K1, M2, K2, PC] = ["H", "G", "M1", "K1", "M2", "K2", "PC"].map((key) =>
    numberIn(physical, key),
  );
  if (isComet && (M1 !== undefined || M2 !== undefined)) {
    const given = Object.entries({ M1, K1, M2, K2, PC }).filter(([, value]) => value !== undefined);
    return { model: "comet", ...Object.fromEntries(given) };
  }
  return H === undefined ? undefined : { model: "HG", H, G: G ?? 0.15 };
}

/** SBDB's covariance, with the elements and epoch that it belongs to. */
interface Fit {
  epoch: number;
  elements: CometaryElements;
  covariance: Covariance;
}

function fitOf(raw: unknown, orbit: Json): Fit | undefined {
  if (!isObject(raw) || !Array.isArray(raw.labels) || !Array.isArray(raw.data)) return undefined;
  const labels = raw.labels as unknown[];
  if (labels.length > MAX_LABELS || raw.data.length !== labels.length)
    throw badJson("The covariance is not square.", "covariance");
  const elements = cometaryOf({ ...byName(orbit.elements), ...byName(raw.elements) });
  const epoch = dateIn(raw, "epoch") ?? dateIn(orbit, "epoch");
  const columns = ELEMENT_LABELS.map((label) => labels.indexOf(label));
  if (elements === undefined || epoch === undefined || columns.includes(-1)) return undefined;
  const extra = NONGRAV_LABELS.filter((label) => labels.includes(label));
  // Parameters not used here (DT, masses) are left out, which amounts to marginalising over them.
  const kept = [...columns, ...extra.map((label) => labels.indexOf(label))];
  const rows = raw.data.map((row) => numbersOf(row, "covariance"));
  const values = kept.flatMap((i) => kept.map((j) => rows[i]?.[j] ?? Number.NaN));
  const covariance = elementCovarianceToState(values, extra as NonGravParameter[], elements, epoch);
  return { epoch, elements, covariance };
}

/**
 * The orbit in a response of JPL's Small-Body Database (https://ssd-api.jpl.nasa.gov/doc/sbdb.html; ask with
 * `full-prec=1`, and `cov=mat` for the covariance). If the covariance comes with its own elements, those are the
 * orbit: the same solution at the epoch at which it was fitted.
 *
 * @param json the parsed response
 * @throws OrbitError `bad-json` for anything else, `bad-elements`, `bad-covariance`
 */
export function parseSbdb(json: unknown): Orbit {
  if (!isObject(json)) throw badJson("This is not an answer of SBDB.");
  if (!isObject(json.orbit)) {
    const message = typeof json.message === "string" ? `: ${json.message}` : "";
    throw badJson(`The answer of SBDB holds no orbit${message}.`, "orbit");
  }
  const { orbit } = json;
  const object = isObject(json.object) ? json.object : {};
  const isComet = typeof object.kind === "string" && object.kind.startsWith("c");
  const fit = fitOf(orbit.covariance, orbit);
  const epoch = fit?.epoch ?? dateIn(orbit, "epoch");
  if (epoch === undefined) throw badJson("The orbit has no epoch.", "epoch");
  const state = fit
    ? cometaryToState(fit.elements, epoch)
    : elementsToState(byName(orbit.elements), epoch);
  const nongrav = nongravOf(byName(orbit.model_pars), isComet);
  const photometry = photometryOf(byName(json.phys_par), isComet);
  const solution = orbit.orbit_id;
  return {
    name: String(object.fullname ?? object.des ?? "unnamed").trim(),
    epoch,
    state,
    ...(nongrav === undefined ? {} : { nongrav }),
    ...(fit === undefined ? {} : { covariance: fit.covariance }),
    ...(photometry === undefined ? {} : { photometry }),
    ...(solution === undefined ? {} : { solution: `JPL#${solution}` }),
  };
}
