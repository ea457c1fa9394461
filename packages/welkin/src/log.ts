import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";

/** The service's log: JSON lines on standard error, with all secrets removed. */
export function openLog(config: Config): Logger {
  const redact = ["req.headers.authorization", "req.headers.cookie", '*.headers["x-api-key"]'];
  const options = { level: config.logLevel, redact: { paths: redact, censor: "(hidden)" } };
  return pino(options, pino.destination({ dest: 2, sync: true }));
}
