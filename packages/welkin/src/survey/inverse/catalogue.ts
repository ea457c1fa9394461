import type { Orbit } from "@welkin/orbits";
import type { OrbitCatalog, PlainOrbit } from "../targets/orbits.ts";
import { simulatedOrbits } from "../targets/simulated.ts";
import { type PackedOrbits, pack } from "./packed.ts";

/** An orbit with what it is called. */
export interface KnownOrbit {
  readonly id: number;
  readonly designation: string;
  readonly name: string;
  readonly orbit: Orbit;
  readonly source: string;
}

/** All orbits that are known here, packed, and where each is had again. */
export interface KnownOrbits {
  readonly count: number;
  readonly revision: number;
  readonly simulated: boolean;
  readonly packed: PackedOrbits;
  byIds(ids: readonly number[]): Promise<KnownOrbit[]>;
}

const PAGE = 5000;
const PART = 500;

/** The imported orbits or, where there are none, the made-up ones. */
export async function loadOrbits(
  catalog: OrbitCatalog,
  breathe: () => Promise<void>,
): Promise<KnownOrbits> {
  const { revision } = await catalog.state();
  const plain: PlainOrbit[] = [];
  let after = 0;
  for (;;) {
    const page = await catalog.plainPage(after, PAGE);
    for (const orbit of page) plain.push(orbit);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.id;
    await breathe();
  }
  if (plain.length === 0) return simulated(revision);
  return {
    count: plain.length,
    revision,
    simulated: false,
    packed: pack(plain),
    async byIds(ids) {
      const found: KnownOrbit[] = [];
      for (let at = 0; at < ids.length; at += PART) {
        found.push(...(await catalog.byIds(ids.slice(at, at + PART))));
      }
      return found;
    },
  };
}

function simulated(revision: number): KnownOrbits {
  const orbits = simulatedOrbits();
  const source = "the simulated sample";
  return {
    count: orbits.length,
    revision,
    simulated: true,
    packed: pack(
      orbits.map(({ id, orbit }) => ({
        id,
        epoch: orbit.epoch,
        state: orbit.state,
        H: magnitude(orbit),
      })),
    ),
    byIds: async (ids) => ids.map((id) => ({ ...orbits[id - 1]!, source })),
  };
}

function magnitude({ photometry }: Orbit): number | undefined {
  return photometry === undefined || photometry.model === "comet" ? undefined : photometry.H;
}
