export { SiaSearch } from "./find.ts";
export { siaRoutes } from "./routes.ts";
export { UwsJobs } from "./uws/jobs.ts";
export { uwsRoutes } from "./uws/routes.ts";
export { type UwsTables, uwsMigrations } from "./uws/tables.ts";
