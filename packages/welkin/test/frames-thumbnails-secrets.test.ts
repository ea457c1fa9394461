import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { openHttp, openService, type Service } from "../src/service.ts";
import { OcsServer } from "./frames/ocs-server.ts";
import { frame, settings, silent } from "./frames/thumbnails.ts";
import { ask, copyEmptyDatabase } from "./house.ts";

it("says nothing of who asks, nor of signed addresses, in logs, jobs, events and keys", async () => {
  const server = await new OcsServer().start();
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
  await copyEmptyDatabase(folder);
  const config = readConfig({
    ...{ WELKIN_DATA: folder, WELKIN_HOST: "127.0.0.1", WELKIN_PORT: "0", WELKIN_THREADS: "1" },
    ...{ WELKIN_SIMULATE: "off", ...settings(server) },
  });
  const service = await openService(config, { work: true, log });
  const { app, url } = await openHttp(service, log);
  try {
    const token = "hush-hush";
    server.add(frame({ id: 71, basename: "hidden" }, { token }));
    server.add(frame({ id: 72 }, { token, file: new TextEncoder().encode("<html>") }));
    server.add(frame({ id: 73 }, { token })).answer("/files/73", silent);
    server.add(frame({ id: 74 }, { token })).answer("/files/74", ({ socket }) => {
      socket.destroy();
    });
    server.add(frame({ id: 75, url: "http://127.0.0.1:1/x?X-Amz-Signature=secret-signature" }));
    server.answer("/frames/76/", ({ socket }) => void socket.destroy());
    const statuses = [];
    for (const id of ["71", "72", "73", "74", "75", "76", "hidden"]) {
      for (const path of [`/thumbnails/${id}/`, `/frames/${id}/picture.jpg`]) {
        const headers = { authorization: `Token ${token}` };
        const answer = await ask(`${url}${path}`, { headers });
        statuses.push(answer.status);
        const body = await answer.text();
        expect(body).not.toContain("secret-signature");
        expect(body).not.toContain(token);
      }
    }
    expect(statuses).toEqual([
      200, 200, 422, 422, 504, 504, 502, 502, 502, 502, 502, 502, 200, 200,
    ]);
    expect(lines.length).toBeGreaterThan(0);
    const keys = [];
    for await (const { key } of service.store.list("")) keys.push(key);
    const told = JSON.stringify([lines, keys, await service.queue.list(), await events(service)]);
    for (const secret of [token, "secret-signature", "authorization"]) {
      expect(told).not.toContain(secret);
    }
  } finally {
    await app.close();
    await service.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

async function events(service: Service): Promise<unknown[]> {
  const told = [];
  const until = await service.events.latest();
  if (until === 0) return [];
  for await (const event of service.events.watch({ after: 0, signal: AbortSignal.timeout(5000) })) {
    told.push(event);
    if (event.id >= until) break;
  }
  return told;
}
