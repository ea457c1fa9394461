import { request } from "node:http";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunOptions } from "../src/engines/pool/index.ts";
import { SIMULATED_SITE, simulateVolumes } from "../src/radar/simulator/index.ts";
import { fitsOf, openFolder, starField } from "./frames/folder.ts";
import { type House, upload } from "./house.ts";

/** A client with its own connection, which can be cut. */
function client(url: string) {
  const asking = request(url, { agent: false });
  const answer = new Promise<{ status: number; body: Buffer } | undefined>((resolve) => {
    asking.on("response", async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) });
    });
    asking.on("error", () => resolve(undefined));
  });
  asking.end();
  return { answer, leave: () => asking.destroy() };
}

/** Holds back every task of a service's pool until it is released, or no longer wanted. */
function hold({ service: { pool } }: House) {
  const held: { name: string; signal: AbortSignal | undefined; go: () => void }[] = [];
  const run = pool.run.bind(pool);
  const spy = vi
    .spyOn(pool, "run")
    .mockImplementation(async (task, input, options?: RunOptions) => {
      const signal = options?.signal;
      await new Promise<void>((go, refuse) => {
        held.push({ name: task.name, signal, go });
        signal?.addEventListener("abort", () => refuse(signal.reason), { once: true });
      });
      return run(task, input, options);
    });
  return { held, release: () => spy.mockRestore() };
}

describe("a client that leaves", () => {
  let house: Awaited<ReturnType<typeof openFolder>>;
  let sweep = "";
  let holding: ReturnType<typeof hold>;

  beforeAll(async () => {
    house = await openFolder({
      "field.fits": await fitsOf(starField(200, 100, [[50, 50, 9000]]), [200, 100]),
    });
    const [volume] = [...simulateVolumes({ start: new Date("2026-05-20T22:00:00Z"), count: 1 })];
    await upload(house, volume!.name, volume!.bytes);
    const listed = await fetch(`${house.url}/radar/${SIMULATED_SITE.id}/volumes`);
    const { volumes } = (await listed.json()) as { volumes: { url: string }[] };
    sweep = `${house.url}${volumes[0]!.url}/sweeps/0/REF`;
  });
  afterEach(() => holding.release());
  afterAll(() => house?.close());

  const begun = async (count: number) =>
    vi.waitFor(() => expect(holding.held.length).toBeGreaterThanOrEqual(count), 20_000);
  const gone = async (index: number) =>
    vi.waitFor(() => expect(holding.held[index]?.signal?.aborted).toBe(true), 20_000);
  const connected = async (count: number) =>
    vi.waitFor(async () => expect(await house.connections()).toBe(count), 20_000);

  const pictures = [
    ["a sweep", () => `${sweep}.png?width=240`, 240],
    ["a map tile of a sweep", () => `${sweep}/tiles/0/0/0.png`, 256],
    ["a frame", () => `${house.url}/frames/field/picture.png?width=120`, 120],
    ["a tile of a frame", () => `${house.url}/iiif/field/0,0,100,100/100,/0/default.png`, 100],
    ["a part of a frame", () => `${house.url}/frames/field/cutout.png?box=1,1,64,32`, 64],
  ] as const;

  it.each(pictures)(
    "takes with it the drawing of %s that nobody else waits for",
    async (...one) => {
      const [, url, width] = one;
      holding = hold(house);
      const only = client(url());
      await begun(1);
      only.leave();
      await gone(0);
      holding.release();
      const { status, body } = (await client(url()).answer)!;
      expect(status).toBe(200);
      expect((await sharp(body).metadata()).width).toBe(width);
    },
  );

  it("leaves the drawing to another one who waits", async () => {
    const url = `${sweep}.png?width=250`;
    holding = hold(house);
    const before = await house.connections();
    const [first, second] = [client(url), client(url)];
    await begun(1);
    await connected(before + 2);
    first.leave();
    await connected(before + 1);
    expect(holding.held[0]?.signal?.aborted).toBe(false);
    const letting = setInterval(() => {
      for (const { go } of holding.held) go();
    }, 20);
    const { status, body } = (await second.answer)!;
    clearInterval(letting);
    expect(status).toBe(200);
    expect((await sharp(body).metadata()).width).toBe(250);
    expect(holding.held.some(({ signal }) => signal?.aborted)).toBe(false);
    // Read once and drawn once, for both.
    expect(new Set(holding.held.map(({ name }) => name)).size).toBe(holding.held.length);
  });
});
