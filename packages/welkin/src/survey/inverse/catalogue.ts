import type { Orbit } from "@welkin/orbits";
import type { OrbitCatalog } from "../targets/orbits.ts";
import { simulatedOrbits } from "../targets/simulated.ts";
import { type PackedOrbits, Packer, pack } from "./packed.ts";

/** An orbit with its name. */
export interface KnownOrbit {
  readonly id: number;
  readonly designation: string;
  readonly name: string;
  readonly orbit: Orbit;
  readonly source: string;
}

/** Fetches the orbits with these ids. */
export type ByIds = (ids: readonly number[]) => Promise<KnownOrbit[]>;

const PAGE = 5000;
const PART = 500;

/** The imported orbits, packed. */
export async function loadOrbits(
  catalog: OrbitCatalog,
  told: (done: number, total: number) => Promise<void>,
): Promise<PackedOrbits> {
  const { count } = await catalog.state();
  const packer = new Packer(count);
  for (let after = 0; ; ) {
    const page = await catalog.plainPage(after, PAGE);
    for (const orbit of page) packer.add(orbit);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return packer.packed;
    after = last.id;
    await told(packer.count, count);
  }
}

export function importedByIds(catalog: OrbitCatalog): ByIds {
  return async (ids) => {
    const found: KnownOrbit[] = [];
    for (let at = 0; at < ids.length; at += PART) {
      found.push(...(await catalog.byIds(ids.slice(at, at + PART))));
    }
    return found;
  };
}

/** The made-up orbits that stand in while none are imported. */
export function simulated(): { readonly packed: PackedOrbits; readonly byIds: ByIds } {
  const orbits = simulatedOrbits();
  const source = "the simulated sample";
  const plain = orbits.map(({ id, orbit }) => ({
    ...{ id, epoch: orbit.epoch, state: orbit.state },
    H: magnitude(orbit),
  }));
  return {
    packed: pack(plain),
    byIds: async (ids) => ids.map((id) => ({ ...orbits[id - 1]!, source })),
  };
}

function magnitude({ photometry }: Orbit): number | undefined {
  return photometry === undefined || photometry.model === "comet" ? undefined : photometry.H;
}
