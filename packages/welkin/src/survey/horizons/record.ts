import {
  type CometMagnitude,
  cometaryToState,
  type HG,
  jdToMjd,
  type NonGravitational,
  type Orbit,
  WATER_ICE,
} from "@welkin/orbits";

/** The header of Horizons' answer about a small body (OBJ_DATA), as numbers by name: `EC= .0768`. */
function numbersOf(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const [, name, value] of text.matchAll(
    /(?<![\w.])([A-Z][\w-]*)\s*=\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[Ee][-+]?\d+)?)/gi,
  )) {
    if (!found.has(name!)) found.set(name!, Number(value));
  }
  return found;
}

/**
 * The orbit that Horizons prints above its tables: heliocentric ecliptic elements of J2000, fitted non-gravitational
 * parameters, magnitudes. Undefined if there is none, as for planets and spacecraft. It has no covariance.
 *
 * @throws OrbitError `bad-elements`
 */
export function orbitOfRecord(
  text: string,
): (Orbit & { readonly record: number | undefined }) | undefined {
  const head = text.split("$$SOE", 1)[0] ?? "";
  const numbers = numbersOf(head);
  const need = (name: string) => numbers.get(name) ?? Number.NaN;
  const elements = {
    e: need("EC"),
    q: need("QR"),
    i: need("IN"),
    node: need("OM"),
    peri: need("W"),
    tp: jdToMjd(need("TP")),
  };
  const epoch = jdToMjd(need("EPOCH"));
  if (!Object.values(elements).every(Number.isFinite) || !Number.isFinite(epoch)) return undefined;
  const name =
    /^Target body name:\s*(.+?)\s*(?:\{.*)?$/m.exec(head)?.[1] ??
    /^JPL\/HORIZONS\s+(.+?)\s{2,}/m.exec(head)?.[1] ??
    "unnamed";
  const solution =
    /soln ref\.=\s*([^,\s]+)/.exec(head)?.[1] ?? /\{source:\s*([^}]+?)\s*\}/.exec(head)?.[1];
  const record = /^\s*Rec #:\s*(\d+)/m.exec(head)?.[1];
  const photometry = photometryOf(numbers);
  const nongrav = nongravOf(numbers);
  return {
    name: name.trim(),
    epoch,
    state: cometaryToState(elements, epoch),
    ...(nongrav && { nongrav }),
    ...(photometry && { photometry }),
    ...(solution !== undefined && { solution }),
    record: record === undefined ? undefined : Number(record),
  };
}

function nongravOf(numbers: ReadonlyMap<string, number>): NonGravitational | undefined {
  const [A1, A2, A3] = ["A1", "A2", "A3"].map((name) => numbers.get(name) ?? 0) as [
    number,
    number,
    number,
  ];
  if (A1 === 0 && A2 === 0 && A3 === 0) return undefined;
  const law: NonGravitational = { ...WATER_ICE, A1, A2, A3 };
  for (const name of ["ALN", "NK", "NM", "NN", "R0", "DT"] as const) {
    const value = numbers.get(name);
    if (value !== undefined) law[name] = value;
  }
  return law;
}

function photometryOf(numbers: ReadonlyMap<string, number>): HG | CometMagnitude | undefined {
  const H = numbers.get("H");
  if (H !== undefined) return { model: "HG", H, G: numbers.get("G") ?? 0.15 };
  const [M1, M2] = [numbers.get("M1"), numbers.get("M2")];
  if (M1 === undefined && M2 === undefined) return undefined;
  const [K1, K2, PC] = [numbers.get("k1"), numbers.get("k2"), numbers.get("PHCOF")];
  return {
    model: "comet",
    ...(M1 !== undefined && { M1 }),
    ...(K1 !== undefined && { K1 }),
    ...(M2 !== undefined && { M2 }),
    ...(K2 !== undefined && { K2 }),
    ...(PC !== undefined && { PC }),
  };
}
