import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const folder = dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite"));

/**
 * PGlite's WebAssembly modules, kept for the life of this process: threads that open databases one after another then
 * share their compiled code, which V8 drops as soon as nobody holds it. Compiling takes longer than opening.
 */
export const compiled: readonly WebAssembly.Module[] = ["pglite.wasm", "initdb.wasm"].map(
  (name) => new WebAssembly.Module(readFileSync(join(folder, name))),
);
