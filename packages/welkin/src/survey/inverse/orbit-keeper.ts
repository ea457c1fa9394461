import type { Store } from "../../engines/store/index.ts";
import type { SurveyCatalog } from "../catalog.ts";
import type { OrbitCatalog } from "../targets/orbits.ts";
import { isCalm } from "./calm.ts";
import { type ByIds, importedByIds, loadOrbits, simulated } from "./catalogue.ts";
import { Marches, marchAll, type Tell } from "./marches.ts";
import { type PackedOrbits, selected, stateOf } from "./packed.ts";
import { readSnapshot, type Standing, snapshotParts } from "./snapshot.ts";
import type { Work } from "./work.ts";

/** All orbits known here. */
export interface KnownOrbits {
  readonly count: number;
  readonly revision: number;
  readonly simulated: boolean;
  /** Those that roughly keep to their ellipses, and the others. */
  readonly calm: Marches;
  readonly restless: Marches;
  readonly byIds: ByIds;
}

const PREFIX = "survey/orbits/";
/** Number of times at which all calm orbits, or all restless ones, are kept: 64 bytes per orbit. */
const CALM_KEPT = 2;
const RESTLESS_KEPT = 8;

/**
 * Keeps the orbits packed and at one time, in memory and as a snapshot in the store: reading millions from the database
 * takes a minute. They are read again when orbits change.
 */
export class OrbitKeeper {
  readonly #catalog: SurveyCatalog;
  readonly #orbits: OrbitCatalog;
  readonly #store: Store;
  #known: Promise<KnownOrbits> | undefined;
  #revision = -1;

  constructor(options: {
    readonly catalog: SurveyCatalog;
    readonly orbits: OrbitCatalog;
    readonly store: Store;
  }) {
    this.#catalog = options.catalog;
    this.#orbits = options.orbits;
    this.#store = options.store;
  }

  /** The current state of all orbits. */
  async current(work: Work, tell: Tell): Promise<KnownOrbits> {
    const revision = await this.#orbits.revision();
    if (this.#known === undefined || revision !== this.#revision) {
      this.#revision = revision;
      const loading = this.#load(revision, work, tell);
      this.#known = loading;
      loading.catch(() => {
        if (this.#known === loading) this.#known = undefined;
      });
    }
    return await this.#known;
  }

  async #load(revision: number, work: Work, tell: Tell): Promise<KnownOrbits> {
    const { identity } = await this.#catalog.state();
    const key = `${PREFIX}${identity}-${revision}.bin`;
    const kept = await this.#read(key);
    if (kept !== undefined) return this.#knownOf(kept, revision);
    const packed = await loadOrbits(this.#orbits, async (done, total) => {
      tell(done, total);
      await work.breathe();
    });
    if (packed.count === 0) {
      const made = simulated();
      const standing = await standingOf(made.packed, work, tell);
      return { ...this.#knownOf(standing, revision), simulated: true, byIds: made.byIds };
    }
    const standing = await standingOf(packed, work, tell);
    await this.#keep(key, standing);
    return this.#knownOf(standing, revision);
  }

  #knownOf({ mjd, calm, restless }: Standing, revision: number): KnownOrbits {
    return {
      count: calm.count + restless.count,
      revision,
      simulated: false,
      calm: new Marches({ mjd, orbits: calm }, CALM_KEPT),
      restless: new Marches({ mjd, orbits: restless }, RESTLESS_KEPT),
      byIds: importedByIds(this.#orbits),
    };
  }

  async #read(key: string): Promise<Standing | undefined> {
    try {
      const object = await this.#store.get(key);
      return readSnapshot(await object.bytes());
    } catch (error) {
      if ((error as { code?: unknown }).code === "STORE_NOT_FOUND") return undefined;
      throw error;
    }
  }

  async #keep(key: string, standing: Standing): Promise<void> {
    await this.#store.put(key, stream(snapshotParts(standing)));
    const older: string[] = [];
    for await (const one of this.#store.list(PREFIX)) if (one.key !== key) older.push(one.key);
    if (older.length > 0) await this.#store.remove(older);
  }
}

/** Orbits processed in one turn. */
const TURN = 20_000;

async function* stream(parts: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* parts;
}

/** Orbits at their most common epoch, the calm ones separately. */
async function standingOf(orbits: PackedOrbits, work: Work, tell: Tell): Promise<Standing> {
  const mjd = commonEpoch(orbits);
  await marchAll(orbits, undefined, mjd, work, tell);
  const state = new Float64Array(6);
  const numbers: { readonly [kind in "calm" | "restless"]: number[] } = { calm: [], restless: [] };
  for (let i = 0; i < orbits.count; i++) {
    if (i % TURN === 0) await work.breathe();
    stateOf(orbits, i, state);
    numbers[isCalm(state) ? "calm" : "restless"].push(i);
  }
  return {
    mjd,
    calm: selected(orbits, numbers.calm),
    restless: selected(orbits, numbers.restless),
  };
}

function commonEpoch({ epoch }: PackedOrbits): number {
  const counts = new Map<number, number>();
  for (const mjd of epoch) counts.set(mjd, (counts.get(mjd) ?? 0) + 1);
  let common = epoch[0]!;
  for (const [mjd, count] of counts) if (count > counts.get(common)!) common = mjd;
  return common;
}
