import { levels } from "../values/levels.ts";
import { echoTops, liquidContent } from "../values/special.ts";
import {
  compressed,
  dayAndMinute,
  elevation,
  maximum,
  number,
  supplementalScan,
} from "./fields.ts";
import { contours, type ProductEntry, type ProductFamily, tilts } from "./info.ts";

const dBZ = {
  unit: "dBZ",
  values: levels("dBZ"),
  table: "reflectivity",
  domain: [-32, 95],
} as const;
const knots = { unit: "kt", values: levels("kt"), table: "velocity", domain: [-100, 100] } as const;

const widths = {
  unit: "kt",
  values: levels("kt"),
  table: "spectrum-width",
  domain: [0, 40],
} as const;

/** Products of the whole volume, of the radar's clutter filters, and cross-sections. */
export const volumeProducts: ProductFamily = {
  34: {
    name: "Clutter Filter Control",
    values: levels(""),
    table: "clutter-filter",
    domain: [0, 8],
    awips: ["NC1", "NC2", "NC3", "NC4", "NC5"],
    packets: [0xaf1f],
    gateSpacing: 1000,
    range: 230,
    fields: {
      clutterBitmap: number(27),
      clutterMap: number(28),
      bypassMapTime: dayAndMinute(48, 49),
      notchWidthMapTime: dayAndMinute(50, 51),
    },
  },
  41: {
    name: "Echo Tops",
    unit: "kft",
    values: levels("kft"),
    table: "echo-tops",
    domain: [0, 70],
    awips: ["NET"],
    packets: [0xba07],
    gateSpacing: 4000,
    range: 230,
    /** The greatest in feet. */
    fields: { ...elevation, maximum: number(47, 1000) },
  },
  42: contours("Echo Tops Contour", "kft", 230),
  49: { name: "Combined Moment", values: levels(""), packets: [0xba07], chart: true },
  50: crossSection("Cross Section Reflectivity", dBZ),
  51: crossSection("Cross Section Velocity", knots),
  52: crossSection("Cross Section Spectrum Width", widths),
  53: {
    name: "Weak Echo Region",
    ...dBZ,
    packets: [0xba07, 0xba0f],
    chart: true,
    gateSpacing: 1000,
    range: 230,
  },
  57: {
    name: "Vertically Integrated Liquid",
    unit: "kg/m²",
    values: levels("kg/m²"),
    table: "vil",
    domain: [0, 80],
    awips: ["NVL"],
    packets: [0xba07],
    gateSpacing: 4000,
    range: 230,
    fields: { ...elevation, ...maximum },
  },
  ...layersOfTurbulence(),
  85: crossSection("Cross Section Reflectivity", dBZ),
  86: crossSection("Cross Section Velocity", knots),
  87: {
    name: "Combined Shear",
    unit: "E-4/s",
    values: levels("E-4/s"),
    table: "shear",
    domain: [0, 100],
    packets: [0xba07],
    gateSpacing: 1000,
    range: 115,
  },
  88: contours("Combined Shear Contour", "E-4/s", 115),
  113: {
    name: "Power Removed Control",
    unit: "dB",
    values: levels("dB"),
    table: "clutter-filter",
    domain: [0, 12],
    awips: tilts("F"),
    packets: [0xaf1f],
    gateSpacing: 250,
    range: 300,
    fields: {
      cut: number(27),
      commandGenerated: number(28),
      ...elevation,
      clutterMapTime: dayAndMinute(48, 47),
      ...compressed,
    },
  },
  132: clutterLikelihood("Clutter Likelihood Reflectivity"),
  133: clutterLikelihood("Clutter Likelihood Doppler"),
  134: {
    name: "High Resolution VIL",
    unit: "kg/m²",
    values: liquidContent,
    table: "vil",
    domain: [0, 80],
    awips: ["DVL"],
    packets: [16],
    gateSpacing: 1000,
    range: 460,
    fields: { ...elevation, ...maximum, edited: number(48), ...compressed },
  },
  135: {
    name: "Enhanced Echo Tops",
    unit: "kft",
    values: echoTops,
    table: "echo-tops",
    domain: [0, 70],
    awips: ["EET"],
    packets: [16],
    gateSpacing: 1000,
    range: 345,
    fields: {
      ...elevation,
      /** The greatest in feet. */
      maximum: number(47, 1000),
      edited: number(48),
      reflectivityThreshold: number(49),
      pointsRemoved: number(50),
      ...compressed,
    },
  },
};

/** Degrees and nautical miles of both ends, for a product of eight or sixteen levels. */
function crossSection(
  name: string,
  shown: Pick<ProductEntry, "unit" | "table" | "domain" | "values">,
): ProductEntry {
  return {
    name,
    ...shown,
    packets: [0xba0f],
    chart: true,
    gateSpacing: 1000,
    range: 230,
    fields: {
      azimuth1: number(47, 0.1),
      range1: number(48, 0.1),
      azimuth2: number(49, 0.1),
      range2: number(50, 0.1),
    },
  };
}

/** Products of the 1990s whose first code now belongs to another product. */
function layersOfTurbulence(): ProductFamily {
  const layers = { 68: "Layer 2 Average", 69: "Layer 3 Average", 70: "Layer 1 Max" };
  const more = { 71: "Layer 2 Max", 72: "Layer 3 Max" };
  return Object.fromEntries(
    Object.entries({ ...layers, ...more }).map(([code, layer]) => [
      code,
      {
        name: `Layer Composite Turbulence (${layer})`,
        values: levels(""),
        table: "codes",
        domain: [0, 15],
        packets: [0xba07],
        gateSpacing: 4000,
        range: 230,
      } as const,
    ]),
  );
}

function clutterLikelihood(name: string) {
  return {
    name,
    unit: "%",
    values: levels("%"),
    table: "clutter-likelihood",
    domain: [0, 100],
    packets: [0xaf1f],
    gateSpacing: 1000,
    range: 230,
    fields: { ...elevation, ...supplementalScan },
  } as const;
}
