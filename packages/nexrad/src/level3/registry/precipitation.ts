import { levels } from "../values/levels.ts";
import { precipitationArray, stormTotal } from "../values/linear.ts";
import { scaled } from "../values/scaled.ts";
import { compressed, dayAndMinute, type FieldRule, highByte, lowByte, number } from "./fields.ts";
import type { ProductEntry, ProductFamily } from "./info.ts";

type Fields = Readonly<Record<string, FieldRule>>;

const accumulation = { unit: "in", table: "accumulation", domain: [0, 12] } as const;
const difference = {
  unit: "in",
  table: "accumulation-difference",
  domain: [-3, 3],
} as const;

/** Greatest accumulation, inches. */
const greatest = { maximum: number(47, 0.1) };
const beginOfStorm = { rainfallBegin: dayAndMinute(27, 28) };
const endOfRain = { rainfallEnd: dayAndMinute(48, 49) };
/** Why there is nothing to show: 0 if there is something. */
const nullProduct = { nullProduct: lowByte(30) };
const bias = { bias: number(50, 0.01) };

/** Sixteen levels, from the algorithm before dual polarisation. */
function legacy(name: string, awips: readonly string[], fields: Fields): ProductEntry {
  return {
    name,
    ...accumulation,
    values: levels("in"),
    awips,
    packets: [0xaf1f],
    gateSpacing: 2000,
    range: 230,
    fields: { ...greatest, ...fields },
  };
}

const gauges = { bias: number(48, 0.01), gaugePairs: number(49, 0.01) };
const hourly = { ...gauges, rainfallEnd: dayAndMinute(50, 51) };

/** Accumulations and their differences are sent in hundredths of an inch. */
const HUNDREDTH = 0.01;

function digital(name: string, awips: readonly string[], fields: Fields): ProductEntry {
  return {
    name,
    ...accumulation,
    values: scaled("in", HUNDREDTH),
    awips,
    packets: [16, 1],
    gateSpacing: 250,
    range: 230,
    fields: { ...fields, ...compressed },
  };
}

/** Position of the greatest value, degrees and nautical miles. */
const placeOfMaximum = { maximumAzimuth: number(52), maximumRange: number(53) };

/** Snow products of sixteen levels. */
function snow(name: string, awips: readonly string[], table: string, fields: Fields): ProductEntry {
  return {
    name,
    unit: "in",
    table,
    domain: [0, 24],
    values: levels("in"),
    awips,
    packets: [0xaf1f],
    gateSpacing: 1000,
    range: 230,
    fields: {
      ...fields,
      start: dayAndMinute(48, 49),
      end: dayAndMinute(50, 51),
      ...placeOfMaximum,
    },
  };
}

/** Snow since a given time; `unit` is that of the greatest value, inches. */
function snowSince(unit: number): Fields {
  return {
    maximum: number(47, unit),
    missingMinutes: number(27),
    rangeHeightCorrected: number(30),
  };
}

/** Snow of a number of hours up to a given one; the greatest value is in `unit`, or ten times that in the high scale. */
function snowOfHours(unit: number): Fields {
  return {
    maximum: (dependent) =>
      Number(number(47, unit)(dependent)) * (highByte(30)(dependent) === 0 ? 1 : 10),
    endHour: number(27),
    hours: number(28),
    highScale: highByte(30),
    rangeHeightCorrected: lowByte(30),
  };
}

const leastDifference = { minimum: number(50, 0.1) };

export const precipitationProducts: ProductFamily = {
  31: legacy("User Selectable Storm Total Precipitation", ["USP"], {
    endHour: number(27),
    hours: number(28),
    nullProduct: number(30),
    rainfallBegin: dayAndMinute(48, 49),
    rainfallEnd: dayAndMinute(50, 51),
    bias: number(52, 0.01),
    gaugePairs: number(53, 0.01),
  }),
  78: legacy("Surface Rainfall Accumulation (1 hour)", ["N1P"], hourly),
  79: legacy("Surface Rainfall Accumulation (3 hour)", ["N3P"], hourly),
  80: legacy("Storm Total Rainfall Accumulation", ["NTP"], {
    rainfallBegin: dayAndMinute(48, 49),
    rainfallEnd: dayAndMinute(50, 51),
    bias: number(52, 0.01),
    gaugePairs: number(53, 0.01),
  }),
  81: {
    name: "Hourly Digital Precipitation Array",
    unit: "dBA",
    table: "precipitation-array",
    domain: [-6, 26],
    values: precipitationArray,
    awips: ["DPA"],
    packets: [17, 18, 1],
    gateSpacing: 4000,
    range: 230,
    fields: { maximum: number(47, 0.001), ...hourly },
  },
  138: {
    name: "Digital Storm Total Precipitation",
    ...accumulation,
    values: stormTotal,
    awips: ["DSP"],
    packets: [16, 1],
    gateSpacing: 2000,
    range: 230,
    fields: {
      ...beginOfStorm,
      bias: number(30, 0.01),
      maximum: number(47, 0.01),
      ...endOfRain,
      gaugePairs: number(50, 0.01),
      ...compressed,
    },
  },
  144: snow("One-hour Snow Water Equivalent", ["OSW"], "snow-water", snowSince(0.001)),
  145: snow("One-hour Snow Depth", ["OSD"], "snow-depth", snowSince(0.01)),
  146: snow("Storm Total Snow Water Equivalent", ["SSW"], "snow-water", snowSince(0.01)),
  147: snow("Storm Total Snow Depth", ["SSD"], "snow-depth", snowSince(0.1)),
  150: snow("User Selectable Snow Water Equivalent", ["USW"], "snow-water", snowOfHours(0.001)),
  151: snow("User Selectable Snow Depth", ["USD"], "snow-depth", snowOfHours(0.01)),
  169: legacy("One Hour Accumulation", ["OHA"], {
    ...nullProduct,
    ...endOfRain,
    ...bias,
    gaugePairs: number(51, 0.01),
  }),
  170: digital("Digital Accumulation Array", ["DAA"], {
    /** Minutes of the hour: how many are required, and how many are present. */
    minimumTime: number(27),
    totalTime: number(28),
    ...nullProduct,
    ...greatest,
    ...endOfRain,
    ...bias,
  }),
  171: legacy("Storm Total Accumulation", ["PTA"], {
    ...beginOfStorm,
    ...nullProduct,
    ...endOfRain,
    ...bias,
    gaugePairs: number(51, 0.01),
  }),
  172: digital("Digital Storm Total Accumulation", ["DTA"], {
    ...beginOfStorm,
    ...nullProduct,
    ...greatest,
    ...endOfRain,
    ...bias,
  }),
  173: digital("Digital User-Selectable Accumulation", ["DU3", "DU6"], {
    /** Minutes covered. */
    period: number(28),
    missingPeriod: highByte(30),
    ...nullProduct,
    ...greatest,
    rainfallEnd: dayAndMinute(48, 27),
    /** Minutes after midnight. */
    startTime: number(49),
    ...bias,
  }),
  174: {
    ...digital("Digital One-Hour Difference Accumulation", ["DOD"], {
      ...greatest,
      ...endOfRain,
      ...leastDifference,
    }),
    ...difference,
  },
  175: {
    ...digital("Digital Storm Total Difference Accumulation", ["DSD"], {
      ...beginOfStorm,
      ...nullProduct,
      ...greatest,
      ...endOfRain,
      ...leastDifference,
    }),
    ...difference,
  },
  176: {
    name: "Digital Instantaneous Precipitation Rate",
    unit: "in/h",
    table: "precipitation-rate",
    domain: [0, 8],
    values: scaled("in/h"),
    awips: ["DPR"],
    packets: [28],
    gateSpacing: 250,
    range: 230,
    fields: {
      rainfallBegin: dayAndMinute(27, 28),
      precipitationDetected: highByte(30),
      needsBias: lowByte(30),
      /** Thousandths of an inch an hour. */
      maximum: number(47),
      percentFilled: number(48, 0.01),
      maximumElevation: number(49, 0.1),
      ...bias,
      ...compressed,
    },
  },
};
