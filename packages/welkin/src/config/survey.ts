import { z } from "zod";
import { setting } from "./setting.ts";
import { size, whole } from "./values.ts";

/** The URL of an external service, which may be switched off. */
const ServiceUrl = z.union([z.literal("off"), z.url({ protocol: /^https?$/ })]);

/** Settings of the survey domain. */
export const surveySettings = {
  horizons: setting(
    "WELKIN_HORIZONS",
    ServiceUrl.default("https://ssd.jpl.nasa.gov/api/horizons.api"),
    "http://… or https://…, or off",
    "JPL Horizons, asked for ephemerides and for the apparitions of comets",
  ),
  sbdb: setting(
    "WELKIN_SBDB",
    ServiceUrl.default("https://ssd-api.jpl.nasa.gov/sbdb.api"),
    "http://… or https://…, or off",
    "JPL's Small-Body Database, asked for orbits",
  ),
  surveyMemory: setting(
    "WELKIN_SURVEY_MEMORY",
    size.default(512 * 1024 ** 2),
    "a size such as 512M",
    "Memory for observations in addition to the index; the rest are read from the database",
  ),
  surveyQueue: setting(
    "WELKIN_SURVEY_QUEUE",
    whole(1, 10_000).default(100),
    "a whole number from 1 to 10000",
    "Searches that may wait; further ones are refused",
    {
      aliases: [
        { variable: "REDIS_JOBS_MAX_QUEUE_SIZE" },
        {
          variable: "REDIS_MAX_QUEUE_SIZE",
          read: (text, { REDIS_JOBS_MAX_QUEUE_SIZE: newer }) => (newer ? undefined : text),
        },
      ],
    },
  ),
  surveyKeep: setting(
    "WELKIN_SURVEY_KEEP",
    whole(1, 36_500).default(90),
    "days, from 1 to 36500",
    "How long searches and their results are kept",
  ),
  surveyStreamTimeout: setting(
    "WELKIN_SURVEY_STREAM_TIMEOUT",
    whole(1, 86_400).default(60),
    "seconds, from 1 to 86400",
    "Silence after which CATCH's stream of messages ends",
    { aliases: [{ variable: "STREAM_TIMEOUT" }] },
  ),
} as const;
