import { once } from "node:events";
import closeWithGrace from "close-with-grace";
import { environment, readConfig } from "../config.ts";
import { WelkinError } from "../errors.ts";
import { openLog } from "../log.ts";
import { openService } from "../service.ts";
import { tellJson } from "../terminal.ts";

/** `welkin worker`: runs jobs until SIGINT or SIGTERM. */
export async function worker({ json }: { readonly json?: boolean }): Promise<void> {
  const config = readConfig(environment());
  if (config.databaseUrl === undefined) {
    throw new WelkinError(
      "BAD_SETTING",
      "A worker shares a database with its service: set WELKIN_DATABASE_URL. On the embedded database, welkin serve does all the work itself.",
    );
  }
  const log = openLog(config);
  const service = await openService(config, { work: true, log });
  const stopping = new AbortController();
  closeWithGrace({ delay: 15_000, logger: log }, async () => {
    stopping.abort();
    await service.close();
  });
  process.stderr.write("The worker is running. Ctrl+C stops it.\n");
  if (json) tellJson({ data: config.data, pid: process.pid });
  await once(stopping.signal, "abort");
}
