export { SiaSearch } from "./find.ts";
export { siaRoutes } from "./routes.ts";
