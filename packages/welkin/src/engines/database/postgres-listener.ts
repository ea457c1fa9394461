import pg from "pg";
import { EngineError, reasonOf } from "../errors.ts";
import type { Unlisten } from "./database.ts";

interface Listener {
  readonly receive: (payload: string) => void;
  readonly reconnected?: (() => void) | undefined;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 15_000;
/** A silently dead connection (forgotten by a router) is detected by sending a query. */
const PROBE_MS = 15_000;

/** One connection that listens on any number of channels, and is reopened with all of them when it breaks. */
export class PostgresListener {
  readonly #config: pg.ClientConfig;
  readonly #listeners = new Map<string, Set<Listener>>();
  #client: pg.Client | undefined;
  #connecting: Promise<pg.Client> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #probe: NodeJS.Timeout | undefined;
  #failures = 0;
  #closed = false;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  async listen(
    channel: string,
    receive: (payload: string) => void,
    reconnected?: () => void,
  ): Promise<Unlisten> {
    const listener: Listener = { receive, reconnected };
    const known = this.#listeners.get(channel);
    if (known) known.add(listener);
    else {
      const client = await this.#connected();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      const sameTime = this.#listeners.get(channel);
      if (sameTime) sameTime.add(listener);
      else this.#listeners.set(channel, new Set([listener]));
    }
    return async () => {
      this.#listeners.get(channel)?.delete(listener);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearInterval(this.#probe);
    await this.#client?.end().catch(() => {});
  }

  async #connected(): Promise<pg.Client> {
    if (this.#client) return this.#client;
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined;
    });
    return await this.#connecting;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#config);
    client.on("error", () => this.#lose(client));
    client.on("end", () => this.#lose(client));
    client.on("notification", ({ channel, payload }) => {
      for (const { receive } of this.#listeners.get(channel) ?? []) receive(payload ?? "");
    });
    try {
      await client.connect();
      for (const channel of this.#listeners.keys())
        await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw new EngineError("DATABASE_UNAVAILABLE", { reason: reasonOf(error) }, { cause: error });
    }
    this.#client = client;
    this.#failures = 0;
    this.#probe = setInterval(() => void this.#ask(client), PROBE_MS).unref();
    return client;
  }

  async #ask(client: pg.Client): Promise<void> {
    const timeout = setTimeout(() => this.#lose(client), PROBE_MS / 2).unref();
    await client.query("select 1").catch(() => this.#lose(client));
    clearTimeout(timeout);
  }

  #lose(client: pg.Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    clearInterval(this.#probe);
    client.end().catch(() => {});
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures++);
    this.#retry = setTimeout(() => void this.#reconnect(), delay);
    this.#retry.unref();
  }

  async #reconnect(): Promise<void> {
    if (this.#closed) return;
    try {
      await this.#connected();
    } catch {
      this.#reconnectLater();
      return;
    }
    for (const listeners of this.#listeners.values())
      for (const { reconnected } of listeners) reconnected?.();
  }
}
