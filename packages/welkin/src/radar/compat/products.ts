/** The three kinds of pictures known to nexrad-mapbox's page. */
export const productTypes = ["hydrometeor", "precipitation", "reflectivity"] as const;
export type ProductType = (typeof productTypes)[number];

/** The level of each type, as URLs state it. */
export const levelOf: Readonly<Record<ProductType, 2 | 3>> = {
  reflectivity: 2,
  hydrometeor: 3,
  precipitation: 3,
};

const classes = (where: string) => `hydrometeor Classification (16 Level / 300 KM) (${where})`;

/** Level III products that the page offers, with its names for them. */
export const options: Readonly<Record<"hydrometeor" | "precipitation", Record<string, string>>> = {
  hydrometeor: {
    N0H: classes("~ 0.5 Deg"),
    N1H: classes("~ 1.5 Deg"),
    NAH: classes("~ 0.9 Deg"),
    NBH: classes("~ 1.8 Deg"),
    N2H: classes("~ 2.4 Deg"),
    N3H: classes("~ 3.4 Deg"),
    NXH: classes("-0.5 to -0.1 Deg"),
    NYH: classes("0.0 to 0.2 Deg"),
    NZH: classes("0.3 to 0.4 Deg"),
    HHC: "Hybrid hydrometeor Classification (16 Level / 230 KM)",
  },
  precipitation: {
    N1P: "One Hour precipitation (PPS) (16 Level / 230 KM)",
    N3P: "Three Hour precipitation (PPS) (16 Level / 230 KM)",
    OHA: "One Hour precipitation (Dual Pol.) (16 Level / 230 KM)",
    DAA: "One Hour precipitation (Dual Pol.) (256 Level / 230 KM)",
    DOD: "One Hour Precip. Difference (Dual Pol.) (256 Level / 230 KM)",
    DPR: "Instantaneous Precip. Rate (Dual Pol.) (256 Level / 230 KM)",
    NTP: "Storm Total precipitation (PPS) (16 Level / 230 KM)",
    DSP: "Storm Total precipitation (PPS) (256 Level / 230 KM)",
    PTA: "Storm Total precipitation (Dual Pol.) (16 Level / 230 KM)",
    DTA: "Storm Total precipitation (Dual Pol.) (256 Level / 230 KM)",
    DSD: "Storm Total Precip. Difference (Dual Pol.) (256 Level / 230 KM)",
    DU3: "Dig. User-Selectable Precip: 3hr/hrly (Dual Pol.) (256 Level / 230 KM)",
    DU6: "Dig. User-Selectable Precip: 24hr/12Z (Dual Pol.) (256 Level / 230 KM)",
    SPD: "Supplemental precipitation DATA",
  },
};

/** The type that a product code belongs to. */
export function typeOfCode(code: string): ProductType | undefined {
  return productTypes.find((type) => type !== "reflectivity" && Object.hasOwn(options[type], code));
}
