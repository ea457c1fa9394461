import type { Moment } from "./api-types.ts";

/** The moments in the order in which they are offered, with names for people. */
export const momentNames: readonly { id: Moment; name: string; short: string }[] = [
  { id: "REF", name: "Reflectivity", short: "Reflectivity" },
  { id: "VEL", name: "Radial velocity", short: "Velocity" },
  { id: "SW", name: "Spectrum width", short: "Width" },
  { id: "ZDR", name: "Differential reflectivity", short: "Diff. refl." },
  { id: "PHI", name: "Differential phase", short: "Diff. phase" },
  { id: "RHO", name: "Correlation coefficient", short: "Correlation" },
  { id: "CFP", name: "Clutter filter power removed", short: "Clutter" },
];

export const momentName = (id: Moment): string =>
  momentNames.find((moment) => moment.id === id)?.name ?? id;
