import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { announce } from "../../src/service.ts";
import { copyEmptyDatabase } from "../house.ts";
import { before, noon, openFollowing, volumesOf } from "./following.ts";
import { type FakeBuckets, openFake } from "./servers.ts";
import { archiveFile, archiveKey } from "./volumes.ts";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const damaged = before(45);

const closing: (() => Promise<unknown>)[] = [];
let buckets: FakeBuckets;

beforeEach(async () => {
  buckets = await openFake();
  closing.push(() => buckets.close());
  for (const minutes of [80, 50, 40, 10]) {
    const time = before(minutes);
    await buckets.put("archive", archiveKey("KTLX", time), archiveFile("KTLX", time));
  }
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** `welkin radar ingest` of the first half of the hour before noon: its output and exit code. */
async function backfill(data: string) {
  const span = ["--site", "ktlx", "--from", "2026-05-20T11:00", "--to", "2026-05-20T11:30Z"];
  return new Promise<{ code: unknown; said: Record<string, unknown> }>((resolve) => {
    execFile(
      process.execPath,
      [main, "radar", "ingest", ...span, "--json"],
      {
        env: {
          ...process.env,
          ...buckets.settings,
          WELKIN_DATA: data,
          WELKIN_SIMULATE: "off",
        },
      },
      (error, stdout) => resolve({ code: error?.code ?? 0, said: JSON.parse(stdout) }),
    );
  });
}

describe("welkin radar ingest --site --from --to", { timeout: 300_000 }, () => {
  it("has a running service take in what the archive has of a span of time", async () => {
    const house = await openFollowing(buckets, {});
    closing.push(() => house.close());
    closing.push(await announce(house.service.config, house.url));
    expect(await backfill(house.data)).toEqual({
      code: 0,
      said: { files: 2, added: 2, held: 0, failed: [] },
    });
    expect((await volumesOf(house, "KTLX")).map(({ time }) => time)).toEqual(
      [before(40), before(50)].map((time) => time.toISOString()),
    );
    // Requested volumes stay, whatever happens to those followed.
    const keep = new Map([["archive", 1]]);
    await house.service.radar.retention.clean(noon, keep, new AbortController().signal);
    expect(await volumesOf(house, "KTLX")).toHaveLength(2);
  });

  it("does it by itself where none runs, and tells what could not be read", async () => {
    const data = await mkdtemp(join(tmpdir(), "welkin-test-"));
    closing.push(() => rm(data, { recursive: true }));
    await copyEmptyDatabase(data);
    await buckets.put("archive", archiveKey("KTLX", damaged), Buffer.from("no volume"));
    const first = await backfill(data);
    expect(first).toMatchObject({ code: 1, said: { files: 3, added: 2, held: 0 } });
    expect(first.said["failed"]).toEqual([
      { file: archiveKey("KTLX", damaged), reason: expect.stringMatching(/\w+ \w+/) },
    ]);
    const again = await backfill(data);
    expect(again).toMatchObject({ code: 1, said: { files: 3, added: 0, held: 2 } });
  });
});
