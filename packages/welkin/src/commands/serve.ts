import { once } from "node:events";
import closeWithGrace from "close-with-grace";
import { type Config, environment, readConfig, whatIsWrong } from "../config.ts";
import { codeOf, WelkinError } from "../errors.ts";
import { openLog } from "../log.ts";
import { announce, openHttp, openService } from "../service.ts";
import { tellJson } from "../terminal.ts";
import { wrongUse } from "./options.ts";

/** `welkin serve`: runs until SIGINT or SIGTERM. */
export async function serve(options: {
  readonly port?: string;
  readonly host?: string;
  readonly data?: string;
  readonly json?: boolean;
}): Promise<void> {
  const config = configOf(options);
  const log = openLog(config);
  const service = await openService(config, { work: true, log });

  const stopping = new AbortController();
  let http: Awaited<ReturnType<typeof openHttp>> | undefined;
  let withdraw: (() => Promise<void>) | undefined;
  const grace = closeWithGrace({ delay: 15_000, logger: log }, async ({ err }) => {
    if (err) log.fatal({ err }, "stopping");
    else process.stderr.write("\nWelkin is stopping.\n");
    stopping.abort();
    await withdraw?.();
    await http?.app.close();
    await service.close();
  });

  try {
    http = await openHttp(service, log);
    withdraw = await announce(config, http.url);
    process.stderr.write(`Welkin is at ${http.url}  (the API: ${http.url}/docs)\n`);
    process.stderr.write(`Everything is kept in ${config.data}. Ctrl+C stops it.\n`);
    await service.radar.start(new Date());
    await service.surveys.start();
    await service.frames.start();
    await service.survey.simulate(config.simulate);
    if (options.json) tellJson({ url: http.url, data: config.data, pid: process.pid });
  } catch (error) {
    // Starting failed because it was told to stop meanwhile.
    if (stopping.signal.aborted) return;
    grace.uninstall();
    await http?.app.close();
    await service.close();
    if (codeOf(error) !== "EADDRINUSE") throw error;
    throw new WelkinError(
      "BAD_SETTING",
      `Port ${config.port} is in use by another program; choose another with WELKIN_PORT.`,
    );
  }
  await once(stopping.signal, "abort");
}

/** The settings, where command-line options override the environment. */
function configOf(options: Partial<Record<keyof typeof flags, string>>): Config {
  const said: Record<string, string> = {};
  for (const [name, variable] of Object.entries(flags)) {
    const text = options[name as keyof typeof flags];
    if (text === undefined) continue;
    const wrong = whatIsWrong(variable, text);
    if (wrong !== undefined) throw wrongUse(`--${name}`, text, wrong);
    said[variable] = text;
  }
  return readConfig({ ...environment(), ...said });
}

const flags = { port: "WELKIN_PORT", host: "WELKIN_HOST", data: "WELKIN_DATA" } as const;
