import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const folder = dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite"));

/**
 * PGlite's programs, held for as long as this process lives: threads that open databases one after the other then share
 * what has been compiled of them, which V8 lets go of as soon as nobody holds it. Compiling takes longer than opening.
 */
export const compiled: readonly WebAssembly.Module[] = ["pglite.wasm", "initdb.wasm"].map(
  (name) => new WebAssembly.Module(readFileSync(join(folder, name))),
);
