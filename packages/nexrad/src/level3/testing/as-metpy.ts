import type { GenericPacket } from "../packets/generic.ts";
import type { Packet } from "../packets/packet.ts";
import type { RadarProduct } from "../product.ts";

/** Fields of a product by MetPy's names, which the reference files use. */
const METADATA: Readonly<Record<string, string>> = {
  el_angle: "elevation",
  max: "maximum",
  max_rainfall: "maximum",
  min: "minimum",
  calib_const: "calibration",
  delta_time: "delay",
  supplemental_scan: "supplementalScan",
  compression: "compression",
  uncompressed_size: "uncompressedSize",
  num_tvs: "signatures",
  num_etvs: "elevatedSignatures",
  num_storms: "storms",
  rpg_cut_num: "cut",
  cmd_generated: "commandGenerated",
  clutter_filter_map_dt: "clutterMapTime",
  source: "source",
  avg_speed: "averageSpeed",
  avg_dir: "averageDirection",
  bias: "bias",
  gr_pairs: "gaugePairs",
  rainfall_begin: "rainfallBegin",
  rainfall_end: "rainfallEnd",
  dir_max: "maximumDirection",
  alt_max: "maximumAltitude",
  avg_time: "averageTime",
  clutter_bitmap: "clutterBitmap",
  cmd_map: "clutterMap",
  bypass_map_date: "bypassMapTime",
  notchwidth_map_date: "notchWidthMapTime",
  layer_bottom: "layerBottom",
  layer_top: "layerTop",
  null_product: "nullProduct",
  precip_detected: "precipitationDetected",
  need_bias: "needsBias",
  percent_filled: "percentFilled",
  hybrid_percent_filled: "percentFilled",
  max_el: "maximumElevation",
  max_elev: "maximumElevation",
  mode_filter_size: "modeFilterSize",
  ref_thresh: "reflectivityThreshold",
  points_removed: "pointsRemoved",
  period: "period",
  missing_period: "missingPeriod",
  start_time: "startTime",
  num_edited: "edited",
  end_hour: "endHour",
  hour_span: "hours",
  window_az: "windowAzimuth",
  window_range: "windowRange",
  alert_category: "alertCategory",
  el_start_time: "startTime",
  el_end_time: "endTime",
  min_el: "minimumElevation",
  mean_el: "meanElevation",
  min_ref_thresh: "minimumReflectivity",
  overlap_display_filter: "overlapFilter",
  min_strength_rank: "minimumStrengthRank",
};

const CORRELATIONS = new Set([160, 161, 167]);

const iso = (time: Date) => time.toISOString().replace(".000Z", "Z");

/** Our name for one of MetPy's fields. */
export function fieldName(key: string): string {
  return METADATA[key] ?? key;
}

/** The metadata that MetPy gives under the names `keys`. */
export function metadata(
  { code, metadata: ours, header, description }: RadarProduct,
  keys: readonly string[],
): Record<string, unknown> {
  const times: Record<string, Date> = {
    msg_time: header.time,
    vol_time: description.volumeTime,
    prod_time: description.productTime,
  };
  const own = (key: string): unknown => {
    const value = times[key] ?? ours[fieldName(key)];
    if (value instanceof Date) return iso(value);
    // MetPy uses 0.00333 for a 300th.
    if (CORRELATIONS.has(code) && (key === "min" || key === "max")) return Number(value) * 0.999;
    if (key === "supplemental_scan") return value ? `${value} scan` : "Non-supplemental scan";
    return value;
  };
  return Object.fromEntries(keys.map((key) => [key, own(key)]));
}

/** Days since 1970, from 1, and seconds of the day. */
export const day = (time: Date) => Math.floor(time.getTime() / 86_400_000) + 1;
export const second = (time: Date) => (time.getTime() % 86_400_000) / 1000;

/** MetPy's names for the features of packets 3, 11–15, 19, 25 and 26, and for the types of packet 20. */
const FEATURES: Readonly<Record<string, string>> = {
  mesocyclone: "Mesocyclone",
  "mesocyclone (extrapolated)": "Mesocyclone (ext.)",
  "3D correlated shear": "3D Correlated Shear",
  TVS: "TVS",
  ETVS: "ETVS",
  "TVS (extrapolated)": "TVS (Ext.)",
  "ETVS (extrapolated)": "ETVS (Ext.)",
  "positive hail": "Positive Hail",
  "probable hail": "Probable Hail",
  "storm cell": "Storm ID",
  hail: "HDA",
  "track circle": "STI Circle",
  MDA: "MDA",
  "MDA (elevated)": "MDA (Elev.)",
  "MDA (weak)": "MDA (Weak)",
};

const TRENDS: Readonly<Record<string, string>> = {
  "cell top": "Cell Top",
  "cell base": "Cell Base",
  "height of maximum reflectivity": "Max Reflectivity Height",
  "probability of hail": "Probability of Hail",
  "probability of severe hail": "Probability of Severe Hail",
  "cell-based VIL": "Cell-based VIL",
  "maximum reflectivity": "Maximum Reflectivity",
  "centroid height": "Centroid Height",
};

/** A packet of graphics in MetPy's form. */
export function drawing(packet: Packet): unknown {
  if (packet.kind === "text") {
    const { x, y, color, text } = packet;
    return { x, y, color: color ?? null, text };
  }
  if (packet.kind === "symbols") {
    return Object.fromEntries(packet.symbols.map((name) => [name, [packet.x, packet.y]]));
  }
  if (packet.kind === "features") {
    const { features } = packet;
    const pick = <T>(read: (feature: (typeof features)[number]) => T | undefined) =>
      features.map(read).filter((value) => value !== undefined);
    const type = pick((f) => FEATURES[f.type] ?? f.type);
    return single({
      x: pick((f) => f.x),
      y: pick((f) => f.y),
      radius: pick((f) => f.radius),
      id: pick((f) => f.id),
      POH: pick((f) => f.probabilityOfHail),
      POSH: pick((f) => f.probabilityOfSevereHail),
      "Max Size": pick((f) => f.hailSize),
      type: packet.code === 20 ? type : type.slice(0, 1),
    });
  }
  if (packet.kind === "track") {
    return single({
      markers: packet.packets.filter(({ kind }) => kind === "symbols").map(drawing),
      track: packet.packets.flatMap((inner) => (inner.kind === "lines" ? [inner.lines[0]] : [])),
      "STI Circle": packet.packets.filter(({ code }) => code === 25).map(drawing),
    });
  }
  if (packet.kind === "lines") {
    const unlinked = packet.code === 7 || packet.code === 10;
    const vectors = unlinked ? packet.lines.map((line) => line.flat()) : packet.lines[0];
    return packet.code === 0x0e03 ? { vectors } : { vectors, color: packet.color ?? null };
  }
  if (packet.kind === "contour level") return { color: packet.level };
  if (packet.kind === "wind barbs") {
    const { barbs } = packet;
    return {
      color: barbs.map((b) => b.color),
      x: barbs.map((b) => b.x),
      y: barbs.map((b) => b.y),
      direc: barbs.map((b) => b.direction),
      speed: barbs.map((b) => b.speed),
    };
  }
  if (packet.kind === "trend times") return { times: packet.minutes };
  if (packet.kind === "cell trend") {
    const { id, x, y, trends } = packet;
    const named = trends.flatMap(({ name, values, limited }): [string, unknown][] => [
      ...(limited ? [[`${TRENDS[name]} Limited`, limited] as [string, unknown]] : []),
      [TRENDS[name] ?? name, values],
    ]);
    // MetPy leaves eighths of a kilometre unscaled.
    return { id, x: x * 8, y: y * 8, ...Object.fromEntries(named) };
  }
  if (packet.kind === "generic") return { generic: generic(packet) };
  throw new Error(`No comparison for ${packet.kind}`);
}

/** MetPy gives lists of one entry as the entry, and omits empty ones. */
function single(lists: Record<string, readonly unknown[]>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(lists)
      .filter(([, list]) => list.length > 0)
      .map(([key, list]) => [key, list.length === 1 ? list[0] : list]),
  );
}

function generic(packet: GenericPacket): Record<string, unknown> {
  const { radar } = packet;
  return {
    name: packet.name,
    description: packet.description,
    code: packet.productCode,
    type: packet.type,
    prod_time: packet.productTime,
    radar_name: radar?.name,
    latitude: radar?.latitude,
    longitude: radar?.longitude,
    height: radar?.height,
    vol_time: radar?.volumeTime,
    el_time: radar?.elevationTime,
    el_angle: radar?.elevation,
    vol_num: radar?.volumeNumber,
    op_mode: radar?.operationalMode,
    vcp_num: radar?.vcp,
    el_num: radar?.elevationNumber,
    compression: 0,
    uncompressed_size: 0,
    parameters: packet.parameters.length === 0 ? null : packet.parameters,
    components: packet.components.map(component),
  };
}

function component(part: GenericPacket["components"][number]): unknown {
  const parameters = part.parameters.map(({ id, attributes }) => [id, attributes]);
  const given =
    parameters.length === 0 ? null : parameters.length === 1 ? parameters[0] : parameters;
  // C strings keep their zero in MetPy.
  if (part.type === "text") return { parameters: given, text: `${part.text}\0` };
  if (part.type !== "radial" || !part.grid) throw new Error(`No comparison for ${part.type}`);
  const { grid } = part;
  const row = (i: number) => grid.codes.subarray(i * grid.bins, (i + 1) * grid.bins);
  const samples = [0, 1, 2, 3, 4].map((k) => {
    const radial = Math.floor((k * (grid.radials - 1)) / 4);
    const raw = Math.max(...row(radial));
    return { radial, bin: row(radial).indexOf(raw), raw };
  });
  const codes: readonly number[] = Array.from(grid.codes);
  return {
    radial_component: {
      description: part.description,
      gate_width: part.gateSpacing,
      first_gate: part.firstGate,
      parameters: given,
      n_radials: grid.radials,
      num_bins_first: grid.binsPerRadial[0],
      attributes_first: part.attributes,
      azimuth_first: part.azimuths[0],
      width_first: part.widths[0],
      elevation_first: part.elevations[0],
      min: codes.reduce((a, b) => Math.min(a, b)),
      max: codes.reduce((a, b) => Math.max(a, b)),
      sum: codes.reduce((a, b) => a + b),
      count_nonzero: codes.filter((code) => code !== 0).length,
      samples,
    },
  };
}
