import { levels } from "../values/levels.ts";
import { compressed, elevation, number, supplementalScan } from "./fields.ts";
import { type ProductFamily, tilts } from "./info.ts";

/**
 * From the outermost contour inwards. The contours lie where the beam of the product's elevation, one degree wide, is
 * as high as the top or the bottom of the layer given in `metadata`.
 */
const MELTING_LAYER = {
  1: "The bottom of the beam leaves the melting layer",
  2: "The centre of the beam leaves the melting layer",
  3: "The centre of the beam enters the melting layer",
  4: "The top of the beam enters the melting layer",
} as const;

/** Features found by algorithms, winds, and messages: products that are drawn or read rather than coloured. */
export const featureProducts: ProductFamily = {
  48: {
    name: "VAD Wind Profile",
    unit: "kt",
    values: levels("kt"),
    awips: ["NVW"],
    packets: [4, 8, 10],
    chart: true,
    /** For the strongest wind: knots, degrees, feet. */
    fields: { maximum: number(47), maximumDirection: number(48), maximumAltitude: number(49, 10) },
  },
  47: {
    name: "Severe Weather Probability",
    awips: ["NWP"],
    packets: [8],
    range: 230,
    fields: { maximum: number(47), boxSize: number(48, 0.1) },
  },
  58: {
    name: "Storm Tracking Information",
    awips: ["NST"],
    packets: [2, 6, 15, 23, 24, 25],
    range: 460,
    forecastStep: 15,
    fields: { storms: number(47) },
  },
  59: { name: "Hail Index", awips: ["NHI"], packets: [15, 19], range: 230 },
  60: { name: "Mesocyclone", awips: ["NME"], packets: [3, 11, 15], range: 230 },
  61: {
    name: "Tornado Vortex Signature",
    awips: ["NTV"],
    packets: [12, 15, 26],
    range: 230,
    fields: { signatures: number(47), elevatedSignatures: number(48) },
  },
  62: { name: "Storm Structure", awips: ["NSS"], packets: [21, 22], range: 460, layout: "tabular" },
  73: { name: "User Alert Message", awips: ["NUA"], layout: "tabular" },
  74: { name: "Radar Coded Message", awips: ["RCM"], range: 460, layout: "coded message" },
  75: {
    name: "Free Text Message",
    awips: ["FTM"],
    layout: "tabular",
    fields: { rpgNumber: number(47) },
  },
  77: { name: "PUP Text Message", layout: "tabular" },
  82: { name: "Supplemental Precipitation Data", awips: ["SPD", "SUP"], layout: "tabular" },
  /** Its packets (30 to 32) are not documented anywhere. */
  83: { name: "Radar Coded Message (Unedited)", awips: ["IRM"], range: 460 },
  84: {
    name: "Velocity Azimuth Display",
    unit: "kt",
    values: levels("kt"),
    packets: [8, 10],
    chart: true,
    /** For the wind: thousands of feet, knots, degrees; for the circle: degrees, nautical miles; knots. */
    fields: {
      altitude: number(30),
      speed: number(47),
      direction: number(48),
      elevation: number(49, 0.1),
      slantRange: number(50, 0.1),
      rms: number(51),
    },
  },
  ...alphanumericBlocks(),
  /** Its packet (27) is no longer documented. */
  136: { name: "SuperOb", packets: [27], range: 230 },
  139: { name: "Mesocyclone Rapid Update", packets: [3, 11, 15], range: 230, fields: elevation },
  140: {
    name: "Gust Front MIGFA",
    packets: [28],
    range: 230,
    fields: { detections: number(49) },
  },
  141: {
    name: "Mesocyclone Detection",
    awips: ["NMD"],
    packets: [2, 6, 8, 20, 23, 24],
    range: 230,
    forecastStep: 5,
    fields: {
      minimumReflectivity: number(27),
      overlapFilter: number(28),
      minimumStrengthRank: number(30),
    },
  },
  143: {
    name: "Tornado Vortex Signature Rapid Update",
    packets: [12, 15, 26],
    range: 230,
    fields: {
      ...elevation,
      signatures: number(47),
      elevatedSignatures: number(48),
      ...supplementalScan,
    },
  },
  149: {
    name: "Digital Mesocyclone Detection",
    awips: ["DMD"],
    packets: [28],
    range: 230,
    fields: {
      minimumReflectivity: number(27),
      ...elevation,
      ...supplementalScan,
      ...compressed,
    },
  },
  152: {
    name: "Archive III Status Product",
    awips: ["RSL"],
    packets: [28],
    fields: compressed,
  },
  166: {
    name: "Melting Layer",
    awips: tilts("M"),
    packets: [0x0802, 0x0e03],
    range: 230,
    contours: MELTING_LAYER,
    /** Heights in feet. */
    fields: {
      ...elevation,
      minimumHeight: number(47, 1000),
      maximumHeight: number(48, 1000),
      ...supplementalScan,
    },
  },
  178: {
    name: "Icing Hazard Levels",
    packets: [28],
    range: 230,
    fields: { ...elevation, maximum: number(47, 1000), ...compressed },
  },
  179: {
    name: "Hail Hazard Layers",
    packets: [28],
    range: 230,
    fields: {
      ...elevation,
      maximum: number(47, 1000),
      hailSizeStatus: number(48),
      ...compressed,
    },
  },
  196: {
    name: "Microburst AMDA",
    packets: [28],
    range: 230,
    fields: { halfDegreeScans: number(27), detections: number(49) },
  },
  202: { name: "Shift Change Checklist", packets: [28], fields: compressed },
};

/** Pages that belong to a product, sent as separate products. */
function alphanumericBlocks(): ProductFamily {
  const names: Readonly<Record<number, string>> = {
    100: "Site Adaptable Parameters for VAD Wind Profile",
    101: "Storm Track Alphanumeric Block",
    102: "Hail Index Alphanumeric Block",
    103: "Mesocyclone Alphanumeric Block",
    104: "TVS Alphanumeric Block",
    105: "Site Adaptable Parameters for Combined Shear",
    106: "Site Adaptable Parameters for Combined Shear Contour",
    107: "Surface Rainfall (1 hr) Alphanumeric Block",
    108: "Surface Rainfall (3 hr) Alphanumeric Block",
    109: "Storm Total Rainfall Accumulation Alphanumeric Block",
    110: "Clutter Likelihood Reflectivity Alphanumeric Block",
    111: "Clutter Likelihood Doppler Alphanumeric Block",
  };
  return Object.fromEntries(
    Object.entries(names).map(([code, name]) => [code, { name, layout: "tabular" }]),
  );
}
