/**
 * Existing pictures: the service's CPU per request compared with that of a bare Node server that sends the same bytes
 * from memory. Bar: at most 1.5, for a radar picture, for a frame's, and for one that thumbnail-service's route
 * redirects to.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { writeFits } from "@welkin/fits";
import { judge } from "./measure.ts";

const requests = 4000;
const rounds = 5;
const connections = 16;
const atMost = 1.5;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const folder = mkdtempSync(join(tmpdir(), "welkin-bench-"));
const children: ChildProcess[] = [];
let port = 41_000 + (process.pid % 1000);

try {
  const frames = join(folder, "frames");
  mkdirSync(frames);
  const slope = Int16Array.from({ length: 1024 * 1024 }, (_, i) => i % 1024);
  writeFileSync(join(frames, "frame.fits"), await writeFits([{ data: slope, axes: [1024, 1024] }]));
  const main = fileURLToPath(new URL("../packages/welkin/src/main.ts", import.meta.url));
  const service = start([main, "serve", "--port", String(port)], {
    ...process.env,
    WELKIN_DATA: join(folder, "data"),
    WELKIN_FRAMES_FOLDER: frames,
    WELKIN_RATE_LIMIT: "0",
  });
  const base = `http://127.0.0.1:${port}`;
  const pictures = {
    "radar picture": await eventually(() => newestSweep(base)),
    "picture of a frame": await eventually(() => newestFrame(base)),
    "thumbnail that its client was led to": await eventually(() => thumbnail(base)),
  };
  await sleep(10_000); // the other simulated volumes
  const verdicts = [];
  for (const [name, path] of Object.entries(pictures)) {
    const ratio = await compare(name, service, `${base}${path}`);
    verdicts.push({ name, ratio, atMost });
  }
  judge(verdicts);
} finally {
  for (const child of children) child.kill();
  await Promise.all(children.map((child) => child.exitCode ?? once(child, "exit")));
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(name: string, service: ChildProcess, picture: string): Promise<number> {
  const bytes = await bytesOf(picture);
  const file = join(folder, "picture");
  writeFileSync(file, bytes);
  port += 1000;
  const script = fileURLToPath(new URL("bare-server.ts", import.meta.url));
  const bare = start([script, file, String(port)]);
  const plain = `http://127.0.0.1:${port}/`;
  await eventually(() => bytesOf(plain));

  await load(picture);
  await load(plain);
  const costs = { service: Number.POSITIVE_INFINITY, bare: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round++) {
    costs.service = Math.min(costs.service, await cost(service, () => load(picture)));
    costs.bare = Math.min(costs.bare, await cost(bare, () => load(plain)));
  }
  const micro = (seconds: number) => `${((seconds / requests) * 1e6).toFixed(0)} µs`;
  const told = `welkin ${micro(costs.service)}, bare server ${micro(costs.bare)}`;
  console.log(`  a ${name} of ${bytes.length} bytes, CPU per request: ${told}`);
  return costs.service / costs.bare;
}

function start(args: string[], env = process.env): ChildProcess {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"], env });
  children.push(child);
  return child;
}

async function newestSweep(base: string): Promise<string> {
  const { sites } = await json(`${base}/radar/sites`);
  const { volumes } = await json(`${base}/radar/${sites[0].id}/volumes`);
  return drawn(base, `${volumes[0].url}/sweeps/0/REF.png`);
}

async function newestFrame(base: string): Promise<string> {
  const { frames } = await json(`${base}/frames`);
  return drawn(base, frames[0].picture);
}

/** The target of thumbnail-service's `?image=1`: the redirect itself asks the archive each time, and is not compared. */
async function thumbnail(base: string): Promise<string> {
  const { url } = await json(`${base}/thumbnails/frame/`);
  return drawn(base, url.slice(base.length));
}

async function drawn(base: string, path: string): Promise<string> {
  await bytesOf(base + path);
  return path;
}

async function json(url: string) {
  return JSON.parse((await bytesOf(url)).toString());
}

async function bytesOf(url: string): Promise<Buffer> {
  const [answer] = await once(get(url, { agent }), "response");
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part);
  if (answer.statusCode !== 200) throw new Error(`${url} answers ${answer.statusCode}`);
  return Buffer.concat(parts);
}

async function load(url: string): Promise<void> {
  let left = requests;
  const client = async () => {
    while (left-- > 0) await bytesOf(url);
  };
  await Promise.all(Array.from({ length: connections }, client));
}

/** CPU seconds (user and system, all threads) used by a process while `work` runs. */
async function cost(child: ChildProcess, work: () => Promise<void>): Promise<number> {
  const before = cpuSeconds(child.pid ?? 0);
  await work();
  return cpuSeconds(child.pid ?? 0) - before;
}

/** proc(5): fields 14 and 15 of /proc/PID/stat, in ticks of 10 ms. */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function eventually<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let tries = 200; ; tries -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 0) throw error;
      await sleep(250);
    }
  }
}
