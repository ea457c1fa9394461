/** `npm run bench [NAME…]`: all comparisons, or the named ones, one after another, each in its own process. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const helpers = new Set(["run", "measure", "bare-server", "plot", "postgres", "mpcorb"]);
const all = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => basename(file, ".ts"))
  .filter((name) => !helpers.has(name));
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : all) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, [`${folder}${name}.ts`], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
