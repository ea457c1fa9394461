import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { before, closedAfterEach, follow, noon, statusOf, volumesOf } from "./following.ts";
import { archiveFile } from "./volumes.ts";

const { closing, openFollowing } = closedAfterEach();

describe("a watched folder", () => {
  it("is taken in, file by file, and again where a file has changed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "welkin-watched-"));
    closing.push(() => rm(folder, { recursive: true }));
    const put = async (name: string, time: Date, at: Date) => {
      const path = join(folder, name);
      await mkdir(join(path, ".."), { recursive: true });
      await writeFile(path, archiveFile("KTLX", time));
      await utimes(path, at, at);
    };
    await put("old/KTLX19990503_235621", new Date("1999-05-03T23:56:21Z"), before(60));
    await put("KTLX20260520_115000_V06", before(10), before(5));
    await put("being-written", before(3), noon);
    const house = await openFollowing({ settings: {} }, { WELKIN_RADAR_FOLDER: folder });
    expect(await follow(house, "folder", folder)).toBe(2);
    expect(await volumesOf(house, "KTLX")).toHaveLength(2);
    expect(await follow(house, "folder", folder)).toBe(0);
    await put("KTLX20260520_115000_V06", before(9), before(1));
    expect(await follow(house, "folder", folder)).toBe(1);
    expect(await volumesOf(house, "KTLX")).toHaveLength(3);
    const status = await statusOf(house, "folder");
    expect(status.window).toBeUndefined();
    expect(status.keep).toBeUndefined();
  });
});

describe("a folder on the web", () => {
  it("is taken in by the links of its page", async () => {
    const name = "Level2_KTLX_20260520_1150.ar2v";
    const pages: Record<string, string | Uint8Array> = {
      "/level2/": `<html><a href="?C=M">sort</a><a href="../">up</a> <A class=x HREF='${name}'>f</A>
        <a href="https://elsewhere.example/KTLX20260520_115500_V06">no</a> <a href="sub/">dir</a>`,
      [`/level2/${name}`]: archiveFile("KTLX", before(10)),
    };
    const server = createServer((request, response) => {
      const page = pages[request.url ?? ""];
      response.writeHead(page === undefined ? 404 : 200).end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(async () => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/level2/`;
    const house = await openFollowing({ settings: {} }, { WELKIN_RADAR_URL: url });
    expect(await follow(house, "http", url)).toBe(1);
    expect(await volumesOf(house, "KTLX")).toHaveLength(1);
    expect(await follow(house, "http", url)).toBe(0);
  });
});
