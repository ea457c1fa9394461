import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { ask, copyEmptyDatabase } from "./house.ts";
import { exposure, isis, isisAt, isisMjd } from "./survey/observations.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const running: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A service in a separate process that can be killed. */
async function serve(data: string): Promise<{ child: ChildProcess; url: string }> {
  const settings = {
    WELKIN_DATA: data,
    WELKIN_HOST: "127.0.0.1",
    WELKIN_PORT: "0",
    WELKIN_SIMULATE: "off",
    WELKIN_HORIZONS: "off",
    WELKIN_SBDB: "off",
  };
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, [main, "serve"], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  running.push(child);
  let said = "";
  child.stderr?.on("data", (part) => {
    said += part;
  });
  for (;;) {
    const url = /Welkin is at (\S+)/.exec(said)?.[1];
    if (url) return { child, url };
    if (child.exitCode !== null) throw new Error(`the service ends: ${said}`);
    await sleep(20);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at as JSON
const json = async (url: string, init?: RequestInit): Promise<any> => (await ask(url, init)).json();
const post = (body: string) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body,
});

describe("a service that is killed while it searches", { timeout: 240_000 }, () => {
  it("does what was under way at its next start, each search once", async () => {
    const data = await mkdtemp(join(tmpdir(), "welkin-killed-"));
    folders.push(data);
    await copyEmptyDatabase(data);
    const [ra, dec] = isisAt;
    const rows = Array.from({ length: 20 }, (_, i) =>
      exposure(`p${i}`, ra, dec, isisMjd + i * 1e-4),
    );

    const before = await serve(data);
    const lines = rows.map((row) => JSON.stringify(row)).join("\n");
    const sent = await json(`${before.url}/survey/import?source=mine&observatory=T05`, {
      method: "POST",
      body: lines,
    });
    await (await ask(`${before.url}/jobs/${sent.job}/events`)).text();
    const targets = Array.from({ length: 60 }, (_, i) => ({
      target: `target ${i}`,
      orbit: { ...isis, H: i / 10 },
    }));
    const batch = await json(
      `${before.url}/survey/batches`,
      post(JSON.stringify({ targets, sources: ["mine"] })),
    );
    const states = async (url: string): Promise<string[]> =>
      (await json(`${url}${batch.url}`)).searches.map(({ state }: { state: string }) => state);
    // In the middle of it: some are done, others not.
    while (!(await states(before.url)).includes("done")) await sleep(5);
    before.child.kill("SIGKILL");
    await once(before.child, "exit");

    const after = await serve(data);
    const told = await (await ask(`${after.url}/jobs/${batch.job}/events`)).text();
    expect(told).toMatch(/"state":"done"/);
    const { searches } = await json(`${after.url}${batch.url}`);
    expect(searches).toHaveLength(60);
    for (const { state, count, url } of searches) {
      expect([state, count]).toEqual(["done", 20]);
      const { hits } = await json(`${after.url}${url}/results`);
      expect(new Set(hits.map(({ product_id }: { product_id: string }) => product_id)).size).toBe(
        20,
      );
      expect(hits).toHaveLength(20);
    }
  });
});
