import { levels } from "../values/levels.ts";
import { spectrumWidth, terminalSpectrumWidth, velocity } from "../values/linear.ts";
import { turbulence } from "../values/special.ts";
import { compressed, elevation, extremes, maximum, number, supplementalScan } from "./fields.ts";
import { type ProductEntry, type ProductFamily, tilts } from "./info.ts";

/** Thresholds of products of eight or sixteen levels are in knots, those of 256 levels in m/s. */
const knots = { unit: "kt", table: "velocity", domain: [-100, 100], values: levels("kt") } as const;
const metresPerSecond = {
  unit: "m/s",
  table: "velocity",
  domain: [-64, 64],
  values: velocity,
  packets: [16],
} as const;
const widthKnots = {
  unit: "kt",
  table: "spectrum-width",
  domain: [0, 40],
  values: levels("kt"),
} as const;

function base(gateSpacing: number, range: number, awips: readonly string[] = []): ProductEntry {
  const fields = { ...elevation, ...extremes };
  return { name: "Base Velocity", ...knots, packets: [0xaf1f], awips, gateSpacing, range, fields };
}

function width(gateSpacing: number, range: number, awips: readonly string[] = []): ProductEntry {
  const fields = { ...elevation, ...maximum };
  const packets = [0xaf1f];
  return { name: "Base Spectrum Width", ...widthKnots, packets, awips, gateSpacing, range, fields };
}

/** The mean motion that is subtracted: its source, knots, degrees. */
const motion = {
  source: number(49),
  averageSpeed: number(51, 0.1),
  averageDirection: number(52, 0.1),
};
const stormRelative = "Storm Relative Mean Radial Velocity";

/** A window of the volume, for severe weather. */
function severeWeather(
  what: string,
  gateSpacing: number,
  shown: Pick<ProductEntry, "unit" | "table" | "domain" | "values">,
): ProductEntry {
  const fields = { windowAzimuth: number(27, 0.1), windowRange: number(28, 0.1), ...elevation };
  const name = `Severe Weather Analysis (${what})`;
  return { name, ...shown, packets: [0xaf1f], gateSpacing, range: 230, fields };
}

const scanTimes = {
  startTime: number(27),
  endTime: number(28),
  ...elevation,
  minimumElevation: number(47, 0.01),
  meanElevation: number(48, 0.01),
  maximumElevation: number(49, 0.01),
};

export const velocityProducts: ProductFamily = {
  22: base(250, 60),
  23: base(500, 115),
  24: base(1000, 230),
  25: base(250, 60, ["N0W", "NOW"]),
  26: base(500, 115),
  27: {
    ...base(1000, 230, tilts("V")),
    fields: { ...elevation, ...extremes, ...supplementalScan },
  },
  28: width(250, 60, ["NSP"]),
  29: width(500, 115),
  30: {
    ...width(1000, 230, ["NSW"]),
    fields: { ...elevation, ...maximum, ...supplementalScan },
  },
  44: severeWeather("Velocity", 250, { ...knots }),
  45: severeWeather("Spectrum Width", 250, { ...widthKnots }),
  46: severeWeather("Shear", 500, {
    unit: "E-4/s",
    table: "shear",
    domain: [0, 100],
    values: levels("E-4/s"),
  }),
  55: {
    name: stormRelative,
    ...knots,
    packets: [0xaf1f],
    gateSpacing: 500,
    range: 50,
    fields: {
      windowAzimuth: number(27, 0.1),
      windowRange: number(28, 0.1),
      ...elevation,
      ...extremes,
      ...motion,
      height: number(50),
      alertCategory: number(53),
    },
  },
  56: {
    name: stormRelative,
    ...knots,
    awips: tilts("S"),
    packets: [0xaf1f],
    gateSpacing: 1000,
    range: 230,
    fields: { ...elevation, ...extremes, ...motion },
  },
  93: {
    name: "ITWS Digital Base Velocity",
    ...metresPerSecond,
    awips: ["DBV"],
    gateSpacing: 1000,
    range: 115,
    fields: { ...elevation, ...extremes, precision: number(50) },
  },
  99: {
    name: "Base Velocity Data Array",
    ...metresPerSecond,
    awips: tilts("U"),
    gateSpacing: 250,
    range: 300,
    fields: { ...elevation, ...extremes, ...supplementalScan, ...compressed },
  },
  154: {
    name: "Super Resolution Velocity Data Array",
    ...metresPerSecond,
    awips: [...tilts("G"), "H0V"],
    gateSpacing: 250,
    range: 300,
    fields: { ...elevation, ...extremes, ...supplementalScan, ...compressed },
  },
  155: {
    name: "Super Resolution Spectrum Width Data Array",
    awips: ["H0W"],
    unit: "m/s",
    table: "spectrum-width",
    domain: [0, 20],
    values: spectrumWidth,
    packets: [16],
    gateSpacing: 250,
    range: 300,
    fields: { ...elevation, ...maximum, ...supplementalScan, ...compressed },
  },
  156: {
    name: "Turbulence Detection (Eddy Dissipation Rate)",
    unit: "m²ᐟ³/s",
    table: "turbulence",
    domain: [0, 1],
    values: turbulence("m²ᐟ³/s"),
    packets: [16],
    gateSpacing: 2000,
    range: 230,
    fields: scanTimes,
  },
  157: {
    name: "Turbulence Detection (Eddy Dissipation Rate Confidence)",
    unit: "",
    table: "turbulence",
    domain: [0, 1],
    values: turbulence(""),
    packets: [16],
    gateSpacing: 2000,
    range: 230,
    fields: scanTimes,
  },
  182: {
    name: "TDWR Base Velocity",
    ...metresPerSecond,
    awips: ["TV0", "TV1", "TV2"],
    gateSpacing: 150,
    range: 90,
    fields: { ...elevation, ...extremes, ...compressed },
  },
  183: {
    name: "TDWR Base Velocity",
    ...knots,
    packets: [0xaf1f],
    gateSpacing: 150,
    range: 90,
    fields: { ...elevation, ...extremes },
  },
  184: {
    name: "TDWR Base Spectrum Width",
    unit: "m/s",
    table: "spectrum-width",
    domain: [0, 20],
    values: terminalSpectrumWidth,
    packets: [16],
    gateSpacing: 150,
    range: 90,
    fields: { ...elevation, ...maximum, ...compressed },
  },
  185: {
    name: "TDWR Base Spectrum Width",
    ...widthKnots,
    packets: [0xaf1f],
    gateSpacing: 150,
    range: 90,
    fields: { ...elevation, ...maximum },
  },
};
