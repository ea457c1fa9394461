import { cpSync, existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client as Postgres } from "pg";
import { pino } from "pino";
import { readConfig } from "../src/config.ts";
import "../src/engines/testing/compiled.ts";
import { makeBucket, s3Server } from "../src/engines/testing/s3.ts";
import { openHttp, openService, type Service } from "../src/service.ts";

/** A complete service for a test: engines, HTTP on a free port, an empty data folder. */
export interface House {
  readonly url: string;
  readonly service: Service;
  readonly data: string;
  /** Clients that are connected now. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** Servers to use instead of the embedded engines. */
export interface Servers {
  readonly postgres?: string | undefined;
  /** For the store; see `engines/testing/s3.ts`. */
  readonly s3?: string | undefined;
}

const postgres = process.env["WELKIN_TEST_POSTGRES"] || undefined;
/** The tests on embedded engines have already been run. */
const serversOnly = postgres !== undefined && Boolean(process.env["WELKIN_TEST_SERVERS_ONLY"]);

/** The engines that the API's suite runs on: the embedded ones, and servers where there are any. */
export const engines: readonly (Servers & { readonly name: string })[] = [
  ...(serversOnly ? [] : [{ name: "embedded engines" }]),
  ...(postgres && !s3Server ? [{ name: "PostgreSQL", postgres }] : []),
  ...(postgres && s3Server ? [{ name: "PostgreSQL and S3", postgres, s3: s3Server }] : []),
];

export async function openHouse(
  options: Servers & {
    readonly settings?: Record<string, string>;
    readonly now?: () => Date;
  } = {},
): Promise<House> {
  const data = await mkdtemp(join(tmpdir(), "welkin-test-"));
  if (!options.postgres) await copyEmptyDatabase(data);
  const database = options.postgres ? await freshDatabase(options.postgres) : undefined;
  const bucket = options.s3 ? await makeBucket(options.s3) : undefined;
  const config = readConfig({
    WELKIN_DATA: data,
    WELKIN_HOST: "127.0.0.1",
    WELKIN_PORT: "0",
    WELKIN_THREADS: "1",
    WELKIN_SIMULATE: "off",
    WELKIN_RADAR_WIDTH: "300",
    WELKIN_HORIZONS: "off",
    WELKIN_SBDB: "off",
    ...(database && { WELKIN_DATABASE_URL: database.url }),
    ...(bucket && { WELKIN_STORE: bucket.url }),
    ...options.settings,
  });
  const log = pino({ level: "silent" });
  const service = await openService(config, {
    work: true,
    log,
    ...(options.now && { now: options.now }),
  });
  const { app, url } = await openHttp(service, log);
  await calm({ url });
  return {
    url,
    service,
    data,
    connections: () =>
      new Promise((resolve, reject) =>
        app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async close() {
      await app.close();
      await service.close();
      await database?.drop();
      await bucket?.drop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Sends a request, repeated while the service says that it is busy, as on a busy machine. */
export async function ask(url: string, init?: RequestInit): Promise<Response> {
  for (;;) {
    const answer = await fetch(url, init);
    if (answer.status !== 503) return answer;
    await sleep(250);
  }
}

/** Waits until a service that has just started on a busy machine accepts requests. */
export async function calm({ url }: Pick<House, "url">): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if ((await fetch(`${url}/health`)).status === 200) return;
    await sleep(250);
  }
}

/**
 * Gives a data folder a database with every table and no rows, so that a service that starts on it need not create one.
 */
export async function copyEmptyDatabase(data: string): Promise<void> {
  // It has more than a thousand files: copying them together takes a fraction of the time of one by one.
  cpSync(await emptyDatabase(), join(data, "database"), { recursive: true });
}

/**
 * A folder with an embedded database with every table and no rows. Creating one takes seconds, copying it takes none:
 * the first process of a run that needs it creates it, and the others wait.
 */
async function emptyDatabase(): Promise<string> {
  const folder = process.env["WELKIN_TEST_TEMPLATES"]!;
  const made = join(folder, "empty");
  if (existsSync(made)) return made;
  const data = join(folder, "making");
  const isFirst = await mkdir(data).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    const config = readConfig({ WELKIN_DATA: data, WELKIN_SIMULATE: "off", WELKIN_THREADS: "1" });
    const service = await openService(config, { work: false, log: pino({ level: "silent" }) });
    await service.close();
    await rename(join(data, "database"), made);
  }
  while (!existsSync(made)) await sleep(50);
  return made;
}

async function freshDatabase(server: string) {
  const name = `welkin_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const ask = async (statement: string) => {
    const client = new Postgres({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await ask(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(`drop database ${name} with (force)`) };
}

/** Uploads a file and waits for its job to end; returns the job. */
export async function upload(house: House, name: string, bytes: Uint8Array, headers = {}) {
  const sent = await fetch(`${house.url}/radar/volumes?name=${name}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", ...headers },
    body: new Blob([bytes as Uint8Array<ArrayBuffer>]),
  });
  if (sent.status !== 202) throw new Error(`upload answers ${sent.status}: ${await sent.text()}`);
  const { job } = (await sent.json()) as { job: string };
  let last: Awaited<ReturnType<Service["queue"]["get"]>>;
  for await (const status of house.service.queue.watch(job)) last = status;
  if (!last) throw new Error(`job ${job} is gone`);
  return last;
}
