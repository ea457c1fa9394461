import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { SIMULATED_SITE, simulateVolumes } from "../src/radar/simulator/index.ts";
import { calm, copyEmptyDatabase } from "./house.ts";
import { openFake } from "./sources/servers.ts";
import { chunksOf } from "./sources/volumes.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const running: ChildProcess[] = [];
const folders: string[] = [];
const closing: (() => Promise<void>)[] = [];

interface Growing {
  id: string;
  url: string;
  sweeps: number;
  growing?: boolean;
  incomplete?: string[];
}

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  }
  for (const close of closing.splice(0)) await close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A service in a separate process that can be killed. */
async function serve(
  data: string,
  port = "0",
  settings: Readonly<Record<string, string>> = {},
): Promise<{ child: ChildProcess; url: string; said: () => string; told: () => string }> {
  const child = spawn(process.execPath, [main, "serve", "--json"], {
    env: {
      ...process.env,
      WELKIN_DATA: data,
      WELKIN_HOST: "127.0.0.1",
      WELKIN_PORT: port,
      WELKIN_SIMULATE: "off",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let [told, said] = ["", ""];
  child.stdout?.on("data", (part) => {
    told += part;
  });
  child.stderr?.on("data", (part) => {
    said += part;
  });
  for (;;) {
    const { url } = JSON.parse(told.endsWith("\n") ? told : "{}") as { url?: string };
    if (url !== undefined) {
      await calm({ url });
      return { child, url, said: () => said, told: () => told };
    }
    if (child.exitCode !== null)
      throw new Error(`the service ends with ${child.exitCode}: ${said}`);
    await sleep(20);
  }
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "welkin-killed-"));
  folders.push(folder);
  return folder;
}

/** The folder of a service that has run before, but ingested nothing. */
async function oldFolder(): Promise<string> {
  const folder = await newFolder();
  await copyEmptyDatabase(folder);
  return folder;
}

const json = async (url: string) => (await fetch(url)).json() as Promise<never>;

describe("a service that is stopped", { timeout: 300_000 }, () => {
  it("ends well, and has told where it was in one document", async () => {
    const data = await newFolder();
    const { child, url, told } = await serve(data);
    expect(await json(`${url}/health`)).toEqual({ status: "ok" });
    expect(await readdir(data)).toContain("service.json");
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
    expect(JSON.parse(told())).toEqual({ url, data, pid: child.pid });
    expect(await readdir(data)).not.toContain("service.json");
  });
});

describe("a service that is killed", { timeout: 300_000 }, () => {
  it("finishes the ingest that was under way at its next start, and lists nothing that is missing", async () => {
    const start = new Date("2026-05-20T22:00:00Z");
    const [volume] = [...simulateVolumes({ start, count: 1, seed: 1 })];
    const data = await oldFolder();

    const before = await serve(data);
    const sent = await fetch(`${before.url}/radar/volumes`, {
      method: "POST",
      body: new Blob([volume?.bytes ?? ""]),
    });
    const { job } = (await sent.json()) as { job: string };
    await sleep(150);
    before.child.kill("SIGKILL");
    await once(before.child, "exit");

    const after = await serve(data);
    const events = await (await fetch(`${after.url}/jobs/${job}/events`)).text();
    expect(events).toMatch(/"state":"done"/);
    const { volumes } = (await json(`${after.url}/radar/${SIMULATED_SITE.id}/volumes`)) as {
      volumes: { url: string; sweeps: number }[];
    };
    expect(volumes).toHaveLength(1);
    for (let sweep = 0; sweep < (volumes[0]?.sweeps ?? 0); sweep++) {
      const picture = await fetch(`${after.url}${volumes[0]?.url}/sweeps/${sweep}/REF.png`);
      expect(picture.status).toBe(200);
    }
    expect(await readdir(join(data, "store"))).not.toContain("incoming");
  });

  it("goes on with a volume that was growing, with nothing lost and nothing twice", async () => {
    const buckets = await openFake();
    closing.push(() => buckets.close());
    const time = new Date(Math.floor(Date.now() / 1000) * 1000 - 120_000);
    const chunks = chunksOf("KTLX", 7, time);
    const put = async (from: number, to: number) => {
      for (const { key, bytes } of chunks.slice(from, to)) await buckets.put("chunks", key, bytes);
    };
    const data = await oldFolder();
    const settings = {
      ...buckets.settings,
      WELKIN_RADAR_SITES: "KTLX",
      WELKIN_RADAR_LEVEL2: "chunks",
    };
    let house = await serve(data, "0", settings);
    const kill = async () => {
      house.child.kill("SIGKILL");
      await once(house.child, "exit");
    };
    const when = async (isSo: (volume: Growing) => boolean): Promise<Growing> => {
      for (;;) {
        const { volumes } = (await json(`${house.url}/radar/KTLX/volumes`)) as {
          volumes: Growing[];
        };
        expect(volumes.length).toBeLessThan(2);
        if (volumes[0] && isSo(volumes[0])) return volumes[0];
        await sleep(20);
      }
    };

    // The first chunk has the metadata; each sweep has three. Killed in the middle of the second sweep,
    await put(0, 6);
    const first = await when(({ sweeps }) => sweeps === 1);
    const shown = await (await fetch(`${house.url}${first.url}/sweeps/0/REF.png`)).bytes();
    await kill();
    house = await serve(data, "0", settings);
    await when(({ sweeps }) => sweeps === 1);
    // and as the third comes in, before it is known whether it was listed.
    await put(6, 10);
    await when(({ sweeps }) => sweeps >= 2);
    await kill();
    await put(10, chunks.length);
    house = await serve(data, "0", settings);

    const whole = await when(({ growing }) => !growing);
    expect(whole).toMatchObject({ id: first.id, sweeps: 4 });
    expect(whole.incomplete).toBeUndefined();
    for (const [sweep, moment] of ["REF", "VEL", "REF", "REF"].entries()) {
      const picture = await fetch(`${house.url}${whole.url}/sweeps/${sweep}/${moment}.png`);
      expect([sweep, picture.status]).toEqual([sweep, 200]);
    }
    const same = await (await fetch(`${house.url}${first.url}/sweeps/0/REF.png`)).bytes();
    expect(Buffer.from(same).equals(shown)).toBe(true);
    const { sources } = (await json(`${house.url}/radar/sources`)) as {
      sources: { files: object }[];
    };
    expect(sources[0]?.files).toEqual({ waiting: 0, done: 1, failed: 0, skipped: 0 });
    const stored = join(data, "store/radar/KTLX", whole.id);
    const raw = await readFile(join(stored, "volume"));
    expect(raw.equals(Buffer.concat(chunks.map(({ bytes }) => bytes)))).toBe(true);
    expect((await readdir(stored)).filter((name) => name.startsWith("sweep-"))).toEqual([]);
  });

  it("stops cleanly when asked to", async () => {
    const { child } = await serve(await oldFolder());
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
  });

  it("says plainly that its port is taken, and fails", async () => {
    const first = await serve(await oldFolder());
    const port = new URL(first.url).port;
    const second = await serve(await oldFolder(), port).catch((error: Error) => error.message);
    expect(second).toContain("ends with 1");
    expect(second).toContain(`Port ${port} is in use`);
  });

  it("leaves no second one on the same folder", async () => {
    const data = await oldFolder();
    const first = await serve(data);
    const second = await serve(data).catch((error: Error) => error.message);
    expect(second).toMatch(/DATABASE_LOCKED: .*/);
    expect(second).toContain(String(first.child.pid));
    expect(second).toContain(data);
  });
});
