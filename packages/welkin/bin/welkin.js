#!/usr/bin/env node
// Plain JavaScript, so that an older Node can run it: the program itself needs Node 24, which
// an optional dependency brings along.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const main = new URL("../src/main.ts", import.meta.url);

if (Number(process.versions.node.split(".")[0]) >= 24) {
  await import(main.href);
} else {
  let node;
  try {
    node = createRequire(import.meta.url).resolve(
      `node-${process.platform}-${process.arch}/bin/node`,
    );
  } catch {
    console.error(
      `Welkin needs Node 24 or newer; this is ${process.version}, and no newer one was installed beside it.`,
    );
    process.exit(1);
  }
  const run = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: "inherit" });
  // Who stops this one means the program. Ctrl+C reaches both by itself.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => run.kill(signal));
  run.on("error", (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  run.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}
