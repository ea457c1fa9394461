import { defaultEphemeris } from "@welkin/orbits";
import type { Pool, PoolTask } from "../../engines/pool/index.ts";
import { WelkinError } from "../../errors.ts";
import type { ObservationRow, SurveyCatalog } from "../catalog.ts";
import { parseField } from "../footprints/index.ts";
import { Pause } from "../search/pause.ts";
import { kept } from "../targets/kept.ts";
import type { OrbitCatalog } from "../targets/orbits.ts";
import { type KnownOrbit, type KnownOrbits, loadOrbits } from "./catalogue.ts";
import type { Look } from "./exact.ts";
import { copyOf, type PackedOrbits } from "./packed.ts";
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

/** Days between the times at which all orbits are kept: from there to a question it is at most half of that. */
const GRID = 200;
/** Such times that are kept at most. */
const MARCHED = 3;
/** Orbits of one task, and of one that integrates. */
const PART = 20_000;
const EXACT_PART = 50;
const DEFAULT_LIMIT = 1000;
/** Candidates that are integrated at most: minutes. */
const CANDIDATES = 50_000;

const module = new URL("./tasks.ts", import.meta.url);

/** All orbits at one time, MJD TDB. */
interface Marched {
  readonly mjd: number;
  readonly orbits: PackedOrbits;
}

/**
 * Which known objects are in a field at a time: of all orbits those that may be there, by a quick look with a bound on its
 * error, and of these those that are, integrated as in every other search.
 */
export class InverseSearch {
  readonly #catalog: SurveyCatalog;
  readonly #orbits: OrbitCatalog;
  readonly #pool: Pool | undefined;
  #known: Promise<KnownOrbits> | undefined;
  #revision = -1;
  #marched: Marched[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: {
    readonly catalog: SurveyCatalog;
    readonly orbits: OrbitCatalog;
    /** Threads; without, the work is done here, in turns. */
    readonly pool?: Pool | undefined;
  }) {
    this.#catalog = options.catalog;
    this.#orbits = options.orbits;
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
   * The known objects in a field, the brightest first. The orbits are the imported ones, or a simulated sample while there are
   * none. The first question about a time a year from others takes longer: all orbits are moved there.
   *
   * @throws WelkinError BAD_REQUEST, TOO_LARGE; FootprintError; OrbitError `outside-span`, `unknown-observatory`,
   *   `moving-observatory`; the signal's reason
   */
  async inField(question: InverseQuestion): Promise<InverseAnswer> {
    const { signal, progress, limit = DEFAULT_LIMIT } = question;
    const begun = performance.now();
    const look = lookOf(question);
    const system = await defaultEphemeris();
    for (const mjd of [look.start, look.stop]) system.requireDate(mjd);
    const pause = new Pause(signal);
    progress?.({ stage: "orbits", done: 0, total: 1 });
    const known = await this.#current(() => pause.take());
    const cap = capOf(look);
    const marched = await this.#exclusive(() => this.#marchedTo(known, cap.mjd, question, pause));
    const ready = performance.now();
    const numbers = await this.#scan(marched, cap, question, pause);
    if (numbers.length > CANDIDATES) {
      throw new WelkinError(
        "TOO_LARGE",
        `${numbers.length} objects may be there; at most ${CANDIDATES} are looked at. Ask for a smaller field or a brighter limit.`,
      );
    }
    const scanned = performance.now();
    const ids = numbers.map((i) => marched.orbits.id[i]!);
    const candidates = await known.byIds(ids);
    const { objects, failed } = await this.#exact(candidates, look, question, pause);
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
        orbits: ready - begun,
        scan: scanned - ready,
        exact: ended - scanned,
        total: ended - begun,
      },
    };
  }

  /** All orbits as they now are, loaded once for each of their revisions. */
  async #current(breathe: () => Promise<void>): Promise<KnownOrbits> {
    const { revision } = await this.#orbits.state();
    if (this.#known === undefined || revision !== this.#revision) {
      this.#revision = revision;
      this.#marched = [];
      const loading = loadOrbits(this.#orbits, breathe);
      this.#known = loading;
      loading.catch(() => {
        if (this.#known === loading) this.#known = undefined;
      });
    }
    return await this.#known;
  }

  /** One after the other: two questions about the same year move the orbits once. */
  async #exclusive<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(task);
    this.#turn = turn.catch(() => {});
    return await turn;
  }

  /** All orbits at the time of the grid that is nearest to an MJD (TDB). */
  async #marchedTo(
    known: KnownOrbits,
    mjd: number,
    { signal, progress }: InverseOptions,
    pause: Pause,
  ): Promise<Marched> {
    const system = await defaultEphemeris();
    const to = Math.min(
      Math.max(Math.round(mjd / GRID) * GRID, Math.ceil(system.start) + 1),
      Math.floor(system.stop) - 1,
    );
    const there = this.#marched.find((marched) => marched.mjd === to);
    if (there !== undefined) return there;
    const nearest = this.#marched.toSorted(
      (a, b) => Math.abs(a.mjd - to) - Math.abs(b.mjd - to),
    )[0];
    const typical = known.packed.epoch[known.packed.count >> 1] ?? to;
    const useful = nearest !== undefined && Math.abs(nearest.mjd - to) < Math.abs(typical - to);
    const orbits = copyOf(useful ? nearest.orbits : known.packed);
    let done = 0;
    await this.#parts(orbits.count, PART / 10, pause, async (begin, end) => {
      const part = {
        memory: orbits.memory,
        begin,
        end,
        from: useful ? nearest.mjd : undefined,
        to,
      };
      await this.#run({ module, name: "marchPart" }, tasks.marchPart, part, signal);
      done += end - begin;
      progress?.({ stage: "orbits", done, total: orbits.count });
    });
    const marched = { mjd: to, orbits };
    this.#marched = [marched, ...this.#marched].slice(0, MARCHED);
    return marched;
  }

  async #scan(
    { mjd, orbits }: Marched,
    cap: Cap,
    { signal, progress }: InverseOptions,
    pause: Pause,
  ): Promise<number[]> {
    const found: number[][] = [];
    await this.#parts(orbits.count, PART, pause, async (begin, end) => {
      const part = { memory: orbits.memory, begin, end, since: mjd, cap };
      found.push(await this.#run({ module, name: "scanPart" }, tasks.scanPart, part, signal));
      progress?.({ stage: "scan", done: end, total: orbits.count });
    });
    return found.flat().sort((a, b) => a - b);
  }

  async #exact(
    candidates: readonly KnownOrbit[],
    look: Look,
    options: InverseOptions,
    pause: Pause,
  ) {
    const objects: InverseObject[] = [];
    let failed = 0;
    await this.#parts(candidates.length, this.#pool ? EXACT_PART : 2, pause, async (begin, end) => {
      const part = candidates.slice(begin, end);
      const input = { orbits: part.map(({ orbit }) => kept(orbit)), look };
      const task = { module, name: "exactPart" };
      const outcomes = await this.#run(task, tasks.exactPart, input, options.signal);
      for (const [i, outcome] of outcomes.entries()) {
        if (outcome === undefined) continue;
        if ("failed" in outcome) failed++;
        else objects.push(objectOf(part[i]!, outcome));
      }
      options.progress?.({ stage: "exact", done: end, total: candidates.length });
    });
    return { objects, failed };
  }

  /** Runs parts of a range: as many at once as there are threads, or one after the other here. */
  async #parts(
    count: number,
    size: number,
    pause: Pause,
    task: (begin: number, end: number) => Promise<void>,
  ): Promise<void> {
    let next = 0;
    const line = async () => {
      while (next < count) {
        const begin = next;
        next = Math.min(count, begin + size);
        await task(begin, next);
        if (this.#pool === undefined || pause.due) await pause.take();
      }
    };
    await Promise.all(Array.from({ length: this.#pool?.threads ?? 1 }, line));
  }

  async #run<Input, Output>(
    task: PoolTask<Input, Output>,
    here: (input: Input) => Promise<Output>,
    input: Input,
    signal: AbortSignal | undefined,
  ): Promise<Output> {
    if (this.#pool === undefined) return await here(input);
    const answer = await this.#pool.run(task, input, { ...(signal && { signal }) });
    return answer as Output;
  }
}
