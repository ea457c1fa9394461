import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Orbit, parseOrbitJson } from "@welkin/orbits";
import { SkyPolygon } from "../polygon.ts";
import type { Footprint } from "../segment.ts";
import { generateSurvey, RECORD } from "./generate.ts";

/** The reference results of the synthetic survey, kept outside the repository: WELKIN_TEST_DATA says where. */
const DATA =
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../../../../shared/data", import.meta.url));

export interface Truth {
  readonly target: string;
  readonly survey: string;
  readonly hits: readonly (readonly [number, number, number, number, number])[];
  readonly padded: Readonly<Record<string, readonly number[]>>;
  readonly orbit: Orbit;
}

export class SyntheticSurvey {
  readonly rows: number;
  readonly #numbers: Float64Array;

  constructor(rows: number) {
    this.rows = rows;
    this.#numbers = generateSurvey(rows);
  }

  times(row: number): [number, number] {
    return [this.#numbers[row * RECORD]!, this.#numbers[row * RECORD + 1]!];
  }

  corners(row: number): [number, number][] {
    const at = (k: number) => this.#numbers[row * RECORD + k]!;
    return [2, 4, 6, 8].map((k) => [at(k), at(k + 1)]);
  }

  *footprints(): Generator<Footprint> {
    for (let id = 0; id < this.rows; id++) {
      const { centre, radius } = new SkyPolygon(this.corners(id));
      const [start, stop] = this.times(id);
      yield { id, source: 0, observatory: 0, start, stop, centre: [...centre], radius };
    }
  }
}

export function truths(size: "100k" | "1m"): Truth[] {
  const folder = `${DATA}/catch/truth`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith("hits_") && name.endsWith(`_${size}.json`))
    .map((name) => {
      const truth = JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
      return { ...truth, orbit: parseOrbitJson({ ...truth, name: truth.target }) };
    });
}
