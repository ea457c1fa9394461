import { OrbitError } from "../errors.ts";
import { loadEphemeris, type SolarSystem } from "./solar-system.ts";

let shared: Promise<SolarSystem> | undefined;

/** Node has no fetch for file: URLs. Its built-in modules are loaded at run time, so bundlers see no import. */
async function readBytes(url: URL): Promise<Uint8Array> {
  if (url.protocol === "file:") {
    const node = (globalThis as { process?: NodeJS.Process }).process;
    const files = node?.getBuiltinModule?.("node:fs/promises");
    if (files !== undefined) return files.readFile(url);
  }
  const answer = await fetch(url);
  if (!answer.ok)
    throw new OrbitError(
      "bad-ephemeris-file",
      `The ephemeris could not be fetched (HTTP ${answer.status}).`,
      url.href,
    );
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * The ephemeris of this package, read once and shared. Bundlers that support `new URL(…, import.meta.url)` include
 * the file; otherwise, fetch the bytes yourself and call `loadEphemeris`.
 *
 * @example
 * const system = await defaultEphemeris();
 */
export function defaultEphemeris(): Promise<SolarSystem> {
  shared ??= readBytes(new URL("../../data/solar-system.bin", import.meta.url))
    .then(loadEphemeris)
    .catch((error: unknown) => {
      shared = undefined;
      throw error;
    });
  return shared;
}
