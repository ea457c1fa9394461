import type { MomentName } from "@welkin/nexrad";

/** The moments' names for people, and their units. */
export const momentFacts: Readonly<
  Record<MomentName, { title: string; unit: string; digits: number }>
> = {
  REF: { title: "Reflectivity", unit: "dBZ", digits: 1 },
  VEL: { title: "Radial velocity", unit: "m/s", digits: 1 },
  SW: { title: "Spectrum width", unit: "m/s", digits: 1 },
  ZDR: { title: "Differential reflectivity", unit: "dB", digits: 2 },
  PHI: { title: "Differential phase", unit: "°", digits: 0 },
  RHO: { title: "Correlation coefficient", unit: "", digits: 3 },
  CFP: { title: "Clutter filter power removed", unit: "dB", digits: 1 },
};
