import { defaultEphemeris } from "@welkin/orbits";
import type { Pool } from "../../engines/pool/index.ts";
import type { Store } from "../../engines/store/index.ts";
import { WelkinError } from "../../errors.ts";
import type { ObservationRow, SurveyCatalog } from "../catalog.ts";
import { parseField } from "../footprints/index.ts";
import { kept } from "../targets/kept.ts";
import type { OrbitCatalog } from "../targets/orbits.ts";
import type { KnownOrbit } from "./catalogue.ts";
import type { Look } from "./exact.ts";
import { type Marched, marchAll, type Tell } from "./marches.ts";
import { type KnownOrbits, OrbitKeeper } from "./orbit-keeper.ts";
import { selected } from "./packed.ts";
import {
  capOf,
  type InverseAnswer,
  type InverseObject,
  type InverseOptions,
  type InverseQuestion,
  lookOf,
  notesOf,
  objectOf,
  sourceOf,
} from "./question.ts";
import type { Cap } from "./scan.ts";
import * as tasks from "./tasks.ts";
import { unlessAborted, Work } from "./work.ts";

/** Orbits kept at a time within this many days are tested without being moved. */
const NEAR = 100;
/** The share of calm orbits above which all of them are moved to a time. */
const MOST = 0.3;
/** Orbits per task, and per integrating task. */
const PART = 20_000;
const EXACT_PART = 20;
const DEFAULT_LIMIT = 1000;
/** Maximum number of candidates to integrate: this takes minutes. */
const CANDIDATES = 50_000;

const module = new URL("./tasks.ts", import.meta.url);

type Teller = (stage: "orbits" | "scan" | "exact") => Tell;

/**
 * Finds the known objects in a field at a time: a quick test with a bound on its error selects the orbits that may be
 * there, and integration, as in every other search, decides which of them are.
 */
export class InverseSearch {
  readonly #catalog: SurveyCatalog;
  readonly #keeper: OrbitKeeper;
  readonly #pool: Pool | undefined;

  constructor(options: {
    readonly catalog: SurveyCatalog;
    readonly orbits: OrbitCatalog;
    readonly store: Store;
    /** Threads; without them the work is done here, in turns. */
    readonly pool?: Pool | undefined;
  }) {
    this.#catalog = options.catalog;
    this.#keeper = new OrbitKeeper(options);
    this.#pool = options.pool;
  }

  /**
   * The known objects in an observation.
   *
   * @throws WelkinError NOT_FOUND, as `inField`
   */
  async inObservation(
    id: number,
    options: InverseOptions = {},
  ): Promise<InverseAnswer & { readonly observation: ObservationRow }> {
    const known = Number.isInteger(id) && id > 0 && id < 2 ** 31;
    const [row] = known ? await this.#catalog.observations([id]) : [];
    if (row === undefined) throw new WelkinError("NOT_FOUND", `There is no observation ${id}.`);
    const answer = await this.inField({
      ...options,
      field: { polygon: parseField(row.fov) },
      mjdStart: row.mjd_start,
      mjdStop: row.mjd_stop,
      observatory: row.observatory,
    });
    return { ...answer, observation: row };
  }

  /**
   * The known objects in a field, the brightest first. The orbits are the imported ones, or a simulated sample while
   * there are none. The first question about a time a year away from earlier ones takes longer: all orbits are moved
   * there.
   *
   * @throws WelkinError BAD_REQUEST, TOO_LARGE; FootprintError; OrbitError `outside-span`, `unknown-observatory`,
   * `moving-observatory`; the signal's reason
   */
  async inField(question: InverseQuestion): Promise<InverseAnswer> {
    const { signal, limit = DEFAULT_LIMIT } = question;
    const begun = performance.now();
    const look = lookOf(question);
    const system = await defaultEphemeris();
    for (const mjd of [look.start, look.stop]) system.requireDate(mjd);
    signal?.throwIfAborted();
    const tell: Teller = (stage) => (done, total) => question.progress?.({ stage, done, total });
    tell("orbits")(0, 1);
    const known = await unlessAborted(this.#current(tell("orbits")), signal);
    const work = new Work(this.#pool, signal);
    const cap = capOf(look);
    const loaded = performance.now();
    const ids = [
      ...(await this.#restless(known, cap, work, tell)),
      ...(await this.#calm(known, cap, work, tell)),
    ].sort((a, b) => a - b);
    if (ids.length > CANDIDATES) {
      throw new WelkinError(
        "TOO_LARGE",
        `${ids.length} objects may be there; at most ${CANDIDATES} are looked at. Ask for a smaller field or a brighter limit.`,
      );
    }
    const scanned = performance.now();
    const candidates = await known.byIds(ids);
    const { objects, failed } = await this.#exact(candidates, look, work, tell("exact"));
    const ended = performance.now();
    objects.sort((a, b) => (a.vmag ?? 99) - (b.vmag ?? 99) || (a.name < b.name ? -1 : 1));
    const { source, version } = sourceOf(known, system.source);
    return {
      objects: objects.slice(0, limit),
      searched: known.count,
      candidates: candidates.length,
      catalogue: { count: known.count, revision: known.revision, simulated: known.simulated },
      provenance: { ephemeris: "embedded", version, orbit_source: source, orbit_id: null },
      notes: notesOf(known, objects.length, limit, failed),
      timing: {
        orbits: loaded - begun,
        scan: scanned - loaded,
        exact: ended - scanned,
        total: ended - begun,
      },
    };
  }

  /** The current state of all orbits. Other callers wait for it too, so no single caller's abort ends it. */
  #current(tell: Tell): Promise<KnownOrbits> {
    return this.#keeper.current(new Work(this.#pool), tell);
  }

  /** Ids of the restless orbits that may be in a cap: all of them are moved to a time near it. */
  async #restless(
    { restless }: KnownOrbits,
    cap: Cap,
    work: Work,
    tell: Teller,
  ): Promise<number[]> {
    const near = await restless.near(cap.mjd, work, tell("orbits"));
    return await this.#scan(near, cap, work, tell("scan"));
  }

  /**
   * Ids of the calm orbits that may be in a cap. From years away, their ellipses exclude most of them; only the others
   * are moved to its time.
   */
  async #calm({ calm }: KnownOrbits, cap: Cap, work: Work, tell: Teller): Promise<number[]> {
    const from = calm.nearest(cap.mjd);
    if (Math.abs(from.mjd - cap.mjd) <= NEAR) {
      return await this.#scan(from, cap, work, tell("scan"));
    }
    const { memory, count } = from.orbits;
    const found: number[][] = [];
    await work.parts(count, PART, async (begin, end) => {
      const part = { memory, begin, end, since: from.mjd, cap };
      found.push(await work.run({ module, name: "siftPart" }, tasks.siftPart, part));
      tell("scan")(end, count);
    });
    const numbers = found.flat();
    // Kept for the next question, if it is most of them anyway.
    if (numbers.length > MOST * count) {
      const near = await calm.near(cap.mjd, work, tell("orbits"));
      return await this.#scan(near, cap, work, tell("scan"));
    }
    const orbits = selected(from.orbits, numbers);
    await marchAll(orbits, from.mjd, cap.mjd, work, tell("orbits"));
    return await this.#scan({ mjd: cap.mjd, orbits }, cap, work, tell("scan"));
  }

  async #scan({ mjd, orbits }: Marched, cap: Cap, work: Work, tell: Tell): Promise<number[]> {
    const ids: number[] = [];
    await work.parts(orbits.count, PART, async (begin, end) => {
      const part = { memory: orbits.memory, begin, end, since: mjd, cap };
      const numbers = await work.run({ module, name: "scanPart" }, tasks.scanPart, part);
      for (const i of numbers) ids.push(orbits.id[i]!);
      tell(end, orbits.count);
    });
    return ids;
  }

  async #exact(candidates: readonly KnownOrbit[], look: Look, work: Work, tell: Tell) {
    const objects: InverseObject[] = [];
    let failed = 0;
    let done = 0;
    await work.parts(candidates.length, work.isThreaded ? EXACT_PART : 2, async (begin, end) => {
      const part = candidates.slice(begin, end);
      const input = { orbits: part.map(({ orbit }) => kept(orbit)), look };
      const outcomes = await work.run({ module, name: "exactPart" }, tasks.exactPart, input);
      for (const [i, outcome] of outcomes.entries()) {
        if (outcome === undefined) continue;
        if ("failed" in outcome) failed++;
        else objects.push(objectOf(part[i]!, outcome));
      }
      done += end - begin;
      tell(done, candidates.length);
    });
    return { objects, failed };
  }
}
