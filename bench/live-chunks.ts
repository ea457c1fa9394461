/**
 * Following radars by their chunks in simulated real time: KLOT's on a stormy day and TORD's, put into a bucket at
 * the pace at which the radar made them, under many names. Reports how long after its last chunk is in the bucket a
 * sweep is listed with its picture, how often the bucket is listed, and what a volume costs.
 *
 *     node bench/live-chunks.ts [SITES] [SPEED] [SECONDS]
 *
 * By default: six radars in real time for the first three minutes of a volume. Bar: each sweep is listed within a
 * second. `40 1 345` is a whole volume of forty radars, `40 2` twice as fast as they turn; there the bar is that it
 * keeps up.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { decodeLevel2, listSites } from "@welkin/nexrad";
import { FakeS3 } from "../packages/welkin/test/sources/fake-s3.ts";

const [sites = 6, speed = 1, seconds = 180] = process.argv.slice(2).map(Number);
/** Bars, in seconds: from a sweep's last chunk to its being listed; from the end until all are. */
const prompt = 1;
const keepsUp = 10;
const asksForMore = process.argv.length > 2;
const data = join(process.env["WELKIN_TEST_DATA"] ?? "../shared/data", "nexrad/level2/chunks");
if (!existsSync(data)) {
  console.log(`skipped: there is no ${data}`);
  process.exit();
}

interface Chunk {
  readonly name: string;
  readonly bytes: Buffer;
  /** When the radar had made it, in seconds after the volume's first radial. */
  readonly at: number;
  /** Index of the sweep whose last chunk it is. */
  readonly ends?: number;
}

const [stormy, airport] = await Promise.all([readVolume("KLOT/230"), readVolume("TORD/185")]);
const volumes = new Map(
  listSites()
    .filter(({ kind }) => kind === "WSR-88D")
    .slice(0, sites)
    .map(({ id }, place) => [id, place % 6 === 5 ? airport : stormy]),
);
const server = await new FakeS3().start();
const folder = mkdtempSync(join(tmpdir(), "welkin-bench-"));
const service = spawn(
  process.execPath,
  [fileURLToPath(new URL("../packages/welkin/src/main.ts", import.meta.url)), "serve"],
  {
    env: {
      ...process.env,
      WELKIN_DATA: folder,
      WELKIN_PORT: "0",
      WELKIN_HOST: "127.0.0.1",
      WELKIN_RADAR_SITES: [...volumes.keys()].join(","),
      WELKIN_RADAR_LEVEL2: "chunks",
      WELKIN_RADAR_ENDPOINT: server.url,
      WELKIN_RADAR_CHUNKS_BUCKET: "chunks",
      WELKIN_RADAR_WINDOW: "0",
    },
    stdio: ["ignore", "ignore", "pipe"],
  },
);

try {
  const base = await address(service);
  const ended = new Map<string, number>();
  const waits: number[] = [];
  const stop = new AbortController();
  const listening = listen(base, stop.signal, (sweep) => {
    const since = ended.get(sweep);
    if (since !== undefined) waits.push((performance.now() - since) / 1000);
    ended.delete(sweep);
  });
  // Lets the first poll finish, which searches for the newest volume.
  await sleep(2000);
  const asked = server.lists.length;
  const read = server.reads.length;
  const cpu = cpuSeconds(service.pid ?? 0);
  const began = performance.now();
  await Promise.all(
    [...volumes].map(([site, chunks], place) => replay(site, chunks, (place * 0.731) % 7, ended)),
  );
  const lasted = (performance.now() - began) / 1000;
  for (let patience = 0; ended.size > 0 && patience < 600; patience++) await sleep(100);
  const behind = (performance.now() - began) / 1000 - lasted;
  const minutes = (sites * lasted) / 60;
  const spent = cpuSeconds(service.pid ?? 0) - cpu;
  const bytes = [...volumes.values()].reduce((sum, chunks) => sum + sizeOf(due(chunks)), 0);
  stop.abort();
  await listening;

  waits.sort((a, b) => a - b);
  const at = (part: number) => waits[Math.floor((waits.length - 1) * part)] ?? Number.NaN;
  console.log(`${sites} radars at ${speed} × their pace for ${lasted.toFixed(0)} s`);
  console.log(
    `  last chunk of a sweep in the bucket → sweep listed with its pictures, ${waits.length} sweeps:`,
  );
  console.log(
    `  median ${at(0.5).toFixed(2)} s, nine of ten ${at(0.9).toFixed(2)} s, longest ${at(1).toFixed(2)} s; least ${at(0).toFixed(2)} s`,
  );
  console.log(
    `  a radar and minute: ${((server.lists.length - asked) / minutes).toFixed(0)} lists, ${((server.reads.length - read) / minutes).toFixed(0)} chunks read`,
  );
  console.log(
    `  ${spent.toFixed(1)} s of CPU, ${(spent / sites).toFixed(2)} s a radar, ${(spent / (bytes / 1e6)).toFixed(3)} s a megabyte; ${((100 * spent) / lasted).toFixed(0)} % of a core`,
  );
  const holds = ended.size === 0 && (asksForMore ? behind <= keepsUp : at(1) <= prompt);
  const bar = asksForMore ? `all within ${keepsUp} s of the end` : `longest ≤ ${prompt} s`;
  console.log(
    `  ${holds ? "holds" : "FAILS"} (bar: ${bar}): ${behind.toFixed(0)} s after the end, ${ended.size} sweeps never listed`,
  );
  if (!holds) process.exitCode = 1;
} finally {
  service.kill();
  if (service.exitCode === null) await once(service, "exit");
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The chunks of a volume, and when the radar had made each. */
async function readVolume(path: string): Promise<Chunk[]> {
  const [, number] = path.split("/");
  const names = readdirSync(join(data, path))
    .filter((name) => /-[SIE]$/.test(name))
    .sort();
  const chunks: (Chunk & { elevation?: number | undefined })[] = [];
  let first: number | undefined;
  for (const name of names) {
    const bytes = readFileSync(join(data, path, name));
    const { sweeps } = await decodeLevel2(bytes, { moments: [] });
    const [sweep] = sweeps;
    first ??= sweep?.startTime.getTime();
    const at = sweep && first !== undefined ? (sweep.endTime.getTime() - first) / 1000 : 0;
    chunks.push({ name: `${number}/${name}`, bytes, at, elevation: sweep?.elevationNumber });
  }
  return chunks.map(({ elevation, ...chunk }, place) => {
    const isLast = elevation !== undefined && chunks[place + 1]?.elevation !== elevation;
    return isLast ? { ...chunk, ends: elevation - 1 } : chunk;
  });
}

function due(chunks: readonly Chunk[]): Chunk[] {
  return chunks.filter(({ at }) => at <= seconds);
}

function sizeOf(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Puts a radar's chunks into the bucket when they are due, and records when a sweep's last one was. */
async function replay(
  site: string,
  chunks: readonly Chunk[],
  delay: number,
  ended: Map<string, number>,
): Promise<void> {
  const began = performance.now() + delay * 1000;
  for (const { name, bytes, at, ends } of due(chunks)) {
    await sleep(Math.max(0, began + (at * 1000) / speed - performance.now()));
    if (ends !== undefined) ended.set(`${site}/${ends}`, performance.now());
    server.put("chunks", `${site}/${name}`, name.endsWith("-S") ? named(bytes, site) : bytes);
  }
}

/** The first chunk with another radar's name in it (ICD 2620010, volume header record). */
function named(bytes: Buffer, site: string): Buffer {
  const own = Buffer.from(bytes);
  own.write(site, 20, "latin1");
  return own;
}

/** Listens for listed sweeps. */
async function listen(
  base: string,
  signal: AbortSignal,
  heard: (sweep: string) => void,
): Promise<void> {
  try {
    const { body } = await fetch(`${base}/events?topic=radar.volume`, { signal });
    let text = "";
    for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(part);
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        if (!line.startsWith("data:")) continue;
        const { site, sweep } = JSON.parse(line.slice(5)) as { site: string; sweep?: number };
        if (sweep !== undefined) heard(`${site}/${sweep}`);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function address(child: ChildProcess): Promise<string> {
  let said = "";
  for await (const part of child.stderr?.iterator({ destroyOnReturn: false }) ?? []) {
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
