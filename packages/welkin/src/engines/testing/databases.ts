import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Database, type Migrations, openDatabase } from "../database/index.ts";
import "./compiled.ts";

/** A database to run a suite on: each `create` gives its own empty one. */
export interface TestDatabase {
  readonly name: string;
  create(): Promise<Scratch>;
}

/** An empty database that any number of `open`s share, as processes would; PGlite, which is exclusive, gives one. */
export interface Scratch {
  /** Where other processes find it; not in memory. */
  readonly url?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests make their tables as they go
  open(migrations?: Migrations): Promise<Database<any>>;
  drop(): Promise<void>;
}

const server = process.env.WELKIN_TEST_POSTGRES;
/** The PGlite tests have already been run. */
const serversOnly = server !== undefined && Boolean(process.env["WELKIN_TEST_SERVERS_ONLY"]);
const embedded: TestDatabase = {
  name: "PGlite",
  create: async () => ({ open: openPglite, drop: async () => {} }),
};

/** PGlite in memory always; PostgreSQL too if WELKIN_TEST_POSTGRES names a server that lets us create databases. */
export const testDatabases: readonly TestDatabase[] = [
  ...(serversOnly ? [] : [embedded]),
  ...(server === undefined ? [] : [{ name: "PostgreSQL", create: () => createOnServer(server) }]),
];

async function openPglite(migrations: Migrations = {}) {
  // biome-ignore lint/suspicious/noExplicitAny: tests make their tables as they go
  return await openDatabase<any>({ migrations });
}

async function createOnServer(url: string): Promise<Scratch> {
  const name = `welkin_test_${randomUUID().replaceAll("-", "")}`;
  await administer(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    open: async (migrations = {}) =>
      await openDatabase({ url: own.href, migrations, connections: 5 }),
    drop: () => administer(url, `drop database ${name} with (force)`),
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}
