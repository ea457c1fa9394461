import { defaultEphemeris, type Orbit } from "@welkin/orbits";
import type { KeptOrbit } from "../tables.ts";
import { revived } from "../targets/kept.ts";
import { exactly, type Look, type Outcome } from "./exact.ts";
import { march } from "./march.ts";
import { packedOn } from "./packed.ts";
import { Planets } from "./planets.ts";
import { type Cap, scan } from "./scan.ts";
import { sift } from "./sift.ts";

/** Tasks of the inverse search that run in threads, on orbits in shared memory. */

interface Part {
  readonly memory: SharedArrayBuffer;
  readonly begin: number;
  readonly end: number;
}

let planets: Planets | undefined;

async function sky() {
  const system = await defaultEphemeris();
  planets ??= new Planets(system);
  return { system, planets };
}

/** Moves a part of the orbits to a time, in place. */
export async function marchPart(
  part: Part & { readonly from: number | undefined; readonly to: number },
): Promise<void> {
  const { system, planets } = await sky();
  march(packedOn(part.memory), part, part.from, part.to, planets, system);
}

/** The calm orbits, among a part of them, that may be in a cap years away. */
export async function siftPart(
  part: Part & { readonly since: number; readonly cap: Cap },
): Promise<number[]> {
  const { system } = await sky();
  return sift(packedOn(part.memory), part, part.since, part.cap, system);
}

/** The orbits, among a part of them, that may be in a cap. */
export async function scanPart(
  part: Part & { readonly since: number; readonly cap: Cap },
): Promise<number[]> {
  const { system, planets } = await sky();
  return scan(packedOn(part.memory), part, part.since, part.cap, planets, system);
}

/** The orbits that are in a field. */
export async function exactPart(input: {
  readonly orbits: readonly KeptOrbit[];
  readonly look: Look;
}): Promise<Outcome[]> {
  const { system } = await sky();
  const orbits: Orbit[] = input.orbits.map(revived);
  return exactly(orbits, input.look, system);
}
