import { OrbitError } from "../errors.ts";
import { OBSERVATORY_TABLE } from "./table.ts";

/** An observatory in the Minor Planet Center's list. */
export interface Observatory {
  /** Three characters. */
  readonly code: string;
  readonly name: string;
  /** East longitude, degrees, and ρ cos φ′, ρ sin φ′ in Earth's equatorial radii; absent for moving observers. */
  readonly longitude?: number;
  readonly rhoCos?: number;
  readonly rhoSin?: number;
}

/**
 * One line of MPC's observatory list (https://minorplanetcenter.net/iau/lists/ObsCodesF.html): code in columns 1–3,
 * longitude 5–13, cos 14–21, sin 22–30, name from 31. Columns may touch.
 *
 * @throws OrbitError `bad-line`
 */
export function parseObservatoryLine(line: string): Observatory {
  const code = line.slice(0, 3);
  const name = line.slice(30).trim();
  if (!/^[0-9A-Za-z]\d\d$/.test(code) || line.length < 30)
    throw new OrbitError("bad-line", "This is not a line of MPC's observatory list.", line);
  const numbers = [line.slice(4, 13), line.slice(13, 21), line.slice(21, 30)].map((s) => s.trim());
  if (numbers.every((s) => s === "")) return { code, name };
  const [longitude, rhoCos, rhoSin] = numbers.map(Number) as [number, number, number];
  if (numbers.includes("") || ![longitude, rhoCos, rhoSin].every(Number.isFinite))
    throw new OrbitError("bad-line", `Observatory ${code} has numbers that cannot be read.`, line);
  return { code, name, longitude, rhoCos, rhoSin };
}

let builtIn: Map<string, Observatory> | undefined;

/** This package's list, by code: one `code|longitude|cos|sin|name` per line. */
export function observatories(): ReadonlyMap<string, Observatory> {
  builtIn ??= new Map(
    OBSERVATORY_TABLE.split("\n").map((line) => {
      const [code, longitude, rhoCos, rhoSin, ...name] = line.split("|") as [
        string,
        string,
        string,
        string,
        string,
      ];
      const base = { code, name: name.join("|") };
      if (longitude === "") return [code, base];
      const place = { longitude: +longitude, rhoCos: +rhoCos, rhoSin: +rhoSin };
      return [code, { ...base, ...place }];
    }),
  );
  return builtIn;
}

/**
 * @throws OrbitError `unknown-observatory`; `moving-observatory` for a spacecraft or roving observer, whose position
 *   is not in the list
 * @example
 * findObservatory("X05").name // "Simonyi Survey Telescope, Rubin Observatory"
 */
export function findObservatory(
  code: string,
  list: ReadonlyMap<string, Observatory> = observatories(),
): Required<Observatory> {
  const found = list.get(code.trim());
  if (found === undefined)
    throw new OrbitError("unknown-observatory", `No observatory has the code "${code}".`, code);
  const { longitude, rhoCos, rhoSin } = found;
  if (longitude === undefined || rhoCos === undefined || rhoSin === undefined)
    throw new OrbitError(
      "moving-observatory",
      `${found.name} (${code}) moves: its position is not in the list.`,
      code,
    );
  return { ...found, longitude, rhoCos, rhoSin };
}
