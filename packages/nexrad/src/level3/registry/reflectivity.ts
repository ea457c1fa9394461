import { levels } from "../values/levels.ts";
import { editedReflectivity, reflectivity } from "../values/linear.ts";
import {
  calibration,
  compressed,
  dayAndMinute,
  elevation,
  maximum,
  number,
  supplementalScan,
} from "./fields.ts";
import { contours, type ProductEntry, type ProductFamily, tilts } from "./info.ts";

const dBZ = { unit: "dBZ", table: "reflectivity", domain: [-32, 95] } as const;
const ofLevels = { ...dBZ, values: levels("dBZ") };
const digital = { ...dBZ, values: reflectivity, packets: [16] };

/** Base reflectivity of eight or sixteen levels, in bins of 1, 2 or 4 km. */
function base(gateSpacing: number, range: number, awips: readonly string[] = []): ProductEntry {
  const fields = { ...elevation, ...maximum, ...calibration };
  return {
    name: "Base Reflectivity",
    ...ofLevels,
    packets: [0xaf1f],
    awips,
    gateSpacing,
    range,
    fields,
  };
}

function composite(
  gateSpacing: number,
  range: number,
  awips: readonly string[] = [],
  name = "Composite Reflectivity",
): ProductEntry {
  const fields = { ...elevation, ...maximum, ...calibration };
  return { name, ...ofLevels, packets: [0xba07, 8, 10], awips, gateSpacing, range, fields };
}

const apRemoved = "Composite Reflectivity Edited for AP";

/** Heights of a layer, feet. */
const layer = { layerBottom: number(48, 1000), layerTop: number(49, 1000) };

function layerComposite(
  name: string,
  awips: readonly string[],
  more: ProductEntry["fields"] = {},
): ProductEntry {
  const fields = { ...more, ...maximum, ...layer, ...calibration };
  const packets = [0xba07];
  return { name, ...ofLevels, packets, awips, gateSpacing: 4000, range: 230, fields };
}

/** For products with non-weather echo removed: how many radials were changed. */
const edited = {
  ...elevation,
  ...maximum,
  edited: number(48),
  avsetStatus: number(49),
  ...compressed,
};

const hybridScan = { ...maximum, averageTime: dayAndMinute(48, 49) };

export const reflectivityProducts: ProductFamily = {
  16: base(1000, 230),
  17: base(2000, 460),
  18: base(4000, 460),
  19: withSupplemental(base(1000, 230, tilts("R"))),
  20: withSupplemental(base(2000, 460, tilts("Z"))),
  21: base(4000, 460),
  32: {
    name: "Digital Hybrid Scan Reflectivity",
    ...digital,
    awips: ["DHR"],
    packets: [16, 1],
    gateSpacing: 1000,
    range: 230,
    fields: { ...hybridScan, ...compressed },
  },
  33: {
    name: "Hybrid Scan Reflectivity",
    ...ofLevels,
    awips: ["HSR"],
    packets: [0xaf1f],
    gateSpacing: 1000,
    range: 230,
    fields: hybridScan,
  },
  35: composite(1000, 230),
  36: composite(4000, 460, ["NCO"]),
  37: composite(1000, 230, ["NCR"]),
  38: composite(4000, 460, ["NCZ"]),
  39: contours("Composite Reflectivity Contour", dBZ.unit, 230),
  40: contours("Composite Reflectivity Contour", dBZ.unit, 460),
  43: {
    name: "Severe Weather Analysis (Reflectivity)",
    ...ofLevels,
    packets: [0xaf1f],
    gateSpacing: 1000,
    range: 230,
    fields: { windowAzimuth: number(27, 0.1), windowRange: number(28, 0.1), ...elevation },
  },
  63: layerComposite("Layer Composite Reflectivity (Layer 1 Average)", []),
  64: layerComposite("Layer Composite Reflectivity (Layer 2 Average)", []),
  65: layerComposite("Layer Composite Reflectivity (Layer 1 Max)", ["NLL"], elevation),
  66: layerComposite("Layer Composite Reflectivity (Layer 2 Max)", ["NML"], elevation),
  67: layerComposite("Layer Composite Reflectivity - AP Removed", ["NLA"], elevation),
  89: layerComposite("Layer Composite Reflectivity (Layer 3 Average)", []),
  90: layerComposite("Layer Composite Reflectivity (Layer 3 Max)", ["NHL"], elevation),
  94: {
    name: "Base Reflectivity Data Array",
    ...digital,
    awips: tilts("Q"),
    gateSpacing: 1000,
    range: 460,
    fields: { ...elevation, ...maximum, ...supplementalScan, ...compressed },
  },
  95: composite(1000, 230, [], apRemoved),
  96: composite(4000, 460, [], apRemoved),
  97: composite(1000, 230, [], apRemoved),
  98: composite(4000, 460, [], apRemoved),
  137: {
    name: "User Selectable Layer Composite Reflectivity",
    ...ofLevels,
    packets: [0xaf1f],
    gateSpacing: 1000,
    range: 230,
    fields: {
      requestedBottom: number(27, 1000),
      requestedTop: number(28, 1000),
      ...maximum,
      ...layer,
    },
  },
  153: {
    name: "Super Resolution Reflectivity Data Array",
    ...digital,
    awips: [...tilts("B"), "H0Z"],
    gateSpacing: 250,
    range: 460,
    fields: { ...elevation, ...maximum, ...supplementalScan, ...compressed },
  },
  180: {
    name: "TDWR Base Reflectivity",
    ...digital,
    awips: ["TZ0", "TZ1", "TZ2"],
    gateSpacing: 150,
    range: 90,
    fields: { ...elevation, ...maximum, ...compressed },
  },
  181: {
    name: "TDWR Base Reflectivity",
    ...ofLevels,
    awips: ["TR0", "TR1", "TR2"],
    packets: [0xaf1f],
    gateSpacing: 150,
    range: 90,
    fields: { ...elevation, ...maximum },
  },
  186: {
    name: "TDWR Long Range Base Reflectivity",
    ...digital,
    awips: ["TZL"],
    gateSpacing: 300,
    range: 416,
    fields: { ...elevation, ...maximum, ...compressed },
  },
  193: {
    name: "Super Resolution Digital Reflectivity Data-Quality-Edited",
    ...digital,
    values: editedReflectivity,
    gateSpacing: 250,
    range: 460,
    fields: { ...edited, chaffDetection: number(50) },
  },
  195: {
    name: "Digital Reflectivity, DQA-Edited Data Array",
    ...digital,
    gateSpacing: 1000,
    range: 460,
    fields: edited,
  },
  187: {
    name: "TDWR Long Range Base Reflectivity",
    ...ofLevels,
    awips: ["TRL"],
    packets: [0xaf1f],
    gateSpacing: 300,
    range: 416,
    fields: { ...elevation, ...maximum },
  },
};

function withSupplemental(entry: ProductEntry): ProductEntry {
  return { ...entry, fields: { ...entry.fields, ...supplementalScan } };
}
