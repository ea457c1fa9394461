export { Jpl, type JplSettings } from "./jpl.ts";
export type { JplTables } from "./tables.ts";
