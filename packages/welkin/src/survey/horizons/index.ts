export { PATIENCE, type Patience } from "./client.ts";
export { Jpl, type JplSettings, type JplTable } from "./jpl.ts";
export { type JplTables, jplMigrations } from "./tables.ts";
