import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { z } from "zod";
import { framesSettings } from "./config/frames.ts";
import { radarSettings } from "./config/radar.ts";
import { serviceSettings } from "./config/service.ts";
import type { Alias, Environment, Setting } from "./config/setting.ts";
import { surveySettings } from "./config/survey.ts";
import { WelkinError } from "./errors.ts";

/** Every setting of the service. */
const settings = {
  ...serviceSettings,
  ...radarSettings,
  ...framesSettings,
  ...surveySettings,
} as const;

/** The settings, read and checked. */
export type Config = {
  readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]["schema"]>;
};

/**
 * Reads the settings from an environment. An empty variable counts as unset.
 *
 * @throws WelkinError BAD_SETTING naming every bad variable and what it accepts.
 */
export function readConfig(environment: Environment): Config {
  const config: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, setting] of Object.entries(settings)) {
    const { text, from } = find(setting, environment);
    const read = setting.schema.safeParse(text);
    if (read.success) config[name] = read.data;
    else {
      const what = setting.secret ? "" : `is ${JSON.stringify(text)}; it `;
      wrong.push(`${from.join(" and ")} ${what}must be ${setting.expects}`);
    }
  }
  if (wrong.length > 0) throw new WelkinError("BAD_SETTING", `${wrong.join(". ")}.`);
  return { ...(config as Config), data: resolve(config.data as string) };
}

/** Why a text is not valid for a variable: it "must be …"; undefined if it is valid. */
export function whatIsWrong(variable: string, text: string): string | undefined {
  const setting = Object.values(settings).find((one) => one.variable === variable);
  if (!setting || setting.schema.safeParse(text).success) return undefined;
  return `must be ${setting.expects}`;
}

/** The text of a setting, and the variables it comes from. */
function find(
  { variable, aliases = [] }: Setting,
  environment: Environment,
): { readonly text: string | undefined; readonly from: readonly string[] } {
  const own = environment[variable];
  if (own) return { text: own, from: [variable] };
  const set = aliases.flatMap((alias) => {
    const text = said(alias, environment);
    return text === undefined ? [] : [{ text, from: alias.variable }];
  });
  if (set.length === 0) return { text: undefined, from: [variable] };
  return { text: set.map(({ text }) => text).join(","), from: set.map(({ from }) => from) };
}

/** An alias's text for a setting, if any. */
function said({ variable, read }: Alias, environment: Environment): string | undefined {
  const text = environment[variable];
  if (!text) return undefined;
  return read === undefined ? text : read(text, environment);
}

/** The process's environment, extended by an `.env` file in the working folder. */
export function environment(): NodeJS.ProcessEnv {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}

/** The settings for people to read: secrets hidden, with the variables they come from if not their own. */
export function describeConfig(config: Config, environment: Environment = {}) {
  return Object.entries(settings).map(([name, setting]) => {
    const { variable, purpose, expects, secret } = setting;
    const value = config[name as keyof Config];
    const { from } = find(setting, environment);
    return {
      variable,
      value: secret && value !== undefined ? "(hidden)" : value,
      ...(from[0] !== variable && { from }),
      purpose,
      expects,
    };
  });
}
