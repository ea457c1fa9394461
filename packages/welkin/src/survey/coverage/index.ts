export { type Coverage, CoverageKeeper } from "./keeper.ts";
export { coverageRoutes } from "./routes.ts";
