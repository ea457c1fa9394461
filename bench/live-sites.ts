/**
 * Forty radars, a volume of each: what one service takes to ingest them (decode, two moments of every sweep drawn,
 * stored, catalogued), compared with the five minutes in which they would arrive. The volumes are KLOT's 16 MB of a
 * severe night, under forty names. Bar: less than five minutes of elapsed time.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listSites } from "@welkin/nexrad";

const sites = 40;
const budget = 300;
const data = process.env["WELKIN_TEST_DATA"] ?? "../shared/data";
const file = join(data, "nexrad/level2/KLOT20210625_075154_V06");
if (!existsSync(file)) {
  console.log(`skipped: there is no ${file}`);
  process.exit();
}

const folder = mkdtempSync(join(tmpdir(), "welkin-bench-"));
const main = fileURLToPath(new URL("../packages/welkin/src/main.ts", import.meta.url));
const environment = {
  ...process.env,
  WELKIN_DATA: folder,
  WELKIN_PORT: "0",
  WELKIN_HOST: "127.0.0.1",
  WELKIN_SIMULATE: "off",
  WELKIN_RATE_LIMIT: "0",
};
const service = spawn(process.execPath, [main, "serve"], {
  env: environment,
  stdio: ["ignore", "ignore", "pipe"],
});

try {
  const base = await address(service);
  const volume = readFileSync(file);
  const began = performance.now();
  const jobs: string[] = [];
  for (const { id } of listSites().slice(0, sites)) {
    volume.write(id, 20, "latin1");
    const sent = await fetch(`${base}/radar/volumes`, { method: "POST", body: new Blob([volume]) });
    jobs.push(((await sent.json()) as { url: string }).url);
  }
  for (const job of jobs) {
    const events = await (await fetch(`${base}${job}/events`)).text();
    if (!events.includes('"state":"done"')) throw new Error(`${job} did not end well`);
  }
  const clock = (performance.now() - began) / 1000;
  const cpu = cpuSeconds(service.pid ?? 0);
  console.log(`${sites} volumes of ${(volume.length / 1e6).toFixed(0)} MB ingested`);
  console.log(
    `  ${clock.toFixed(0)} s by the clock, ${cpu.toFixed(0)} s of CPU, ${(cpu / sites).toFixed(1)} s each`,
  );
  const share = clock / budget;
  console.log(
    `  ratio to the five minutes in which they come ${share.toFixed(2)} (bar ≤ 1) ${share <= 1 ? "holds" : "FAILS"}`,
  );
  if (share > 1) process.exitCode = 1;
} finally {
  service.kill();
  if (service.exitCode === null) await once(service, "exit");
  rmSync(folder, { recursive: true, force: true });
}

async function address(child: ChildProcess): Promise<string> {
  let said = "";
  for await (const part of child.stderr ?? []) {
    said += part;
    const url = /Welkin is at (\S+)/.exec(said)?.[1];
    if (url) {
      child.stderr?.resume();
      return url;
    }
  }
  throw new Error(said);
}

/** proc(5): user and system time of /proc/PID/stat, in ticks of 10 ms. */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
