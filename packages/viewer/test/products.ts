import type { HeldProduct, Legend, ProductDetail, ProductSummary } from "../src/radar/api-types.ts";
import { isoTime, volumeId } from "./fixture.ts";

/** Level III of the fixture: classes, storms that were tracked, and a message; the second site has only the first. */
type Held = Omit<HeldProduct, "count" | "latest" | "url" | "latestUrl">;

const held: readonly Held[] = [
  {
    code: "N0H",
    name: "Digital Hydrometeor Classification",
    kind: "picture",
    unit: "",
    table: "hydrometeor",
    elevation: 0.5,
  },
  { code: "NST", name: "Storm Tracking Information", kind: "features", unit: "" },
  { code: "FTM", name: "Free Text Message", kind: "text", unit: "" },
];

const files = 3;
/** The newest are of the last of the volumes held at first. */
const firstVolume = 9;

const codesOf: Record<string, string[]> = { KLOT: ["N0H", "NST", "FTM"], KMKX: ["N0H"] };

export const productCount = (site: string): number => (codesOf[site]?.length ?? 0) * files;

export const heldProducts = (site: string): HeldProduct[] =>
  held
    .filter(({ code }) => codesOf[site]?.includes(code))
    .map((product) => ({
      ...product,
      count: files,
      latest: isoTime(firstVolume + files - 1),
      url: `/radar/${site}/products/${product.code}`,
      latestUrl: `/radar/${site}/products/${product.code}/${volumeId(firstVolume + files - 1)}`,
    }));

/** The newest first. */
export const productFiles = (site: string, code: string): ProductSummary[] =>
  Array.from({ length: files }, (_, index) => summary(site, code, firstVolume + index)).reverse();

function summary(site: string, code: string, index: number): ProductSummary {
  const product = held.find((each) => each.code === code)!;
  const id = volumeId(index);
  const time = isoTime(index);
  const url = `/radar/${site}/products/${code}/${id}`;
  return { ...product, id, site, time, made: time, bytes: 20_000, url };
}

export function productDetail(site: string, code: string, id: string): ProductDetail | undefined {
  const file = productFiles(site, code).find((each) => each.id === id);
  if (!file) return undefined;
  const { url, kind } = file;
  return {
    ...file,
    longitude: -88.0843,
    latitude: 41.6044,
    source: "upload",
    report: {},
    ...(kind === "picture" && {
      png: `${url}.png`,
      json: `${url}.json`,
      value: `${url}/value`,
    }),
    ...(kind === "features" && { geojson: `${url}.geojson` }),
    ...(kind === "text" && { txt: `${url}.txt` }),
  };
}

export const message = "Message Date:  Jun 04 2026\n\nRADAR WILL BE DOWN FOR MAINTENANCE.\n";

/** One storm south of Chicago, in the middle of the page's first view, and a contour east of it. */
export const tracked: GeoJSON.FeatureCollection = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: { kind: "past track", id: "A0" },
      geometry: {
        type: "LineString",
        coordinates: [
          [-88.0843, 41.6044],
          [-88.5, 41.5],
        ],
      },
    },
    {
      type: "Feature",
      properties: { kind: "storm cell", id: "A0", movementDirection: 250, movementSpeed: 35 },
      geometry: { type: "Point", coordinates: [-88.0843, 41.3] },
    },
    {
      type: "Feature",
      properties: { kind: "contour", level: 3, value: 30, unit: "dBZ" },
      geometry: {
        type: "LineString",
        coordinates: [
          [-87.9, 41],
          [-87.9, 41.6],
        ],
      },
    },
  ],
};

const classes = [
  [6, "#2be37e", "RA", "Light or moderate rain"],
  [7, "#0a9c2e", "HR", "Heavy rain"],
  [10, "#f5201d", "HA", "Hail, possibly with rain"],
] as const;

export const classLegend: Legend = {
  table: "hydrometeor",
  title: "Hydrometeor class",
  unit: "",
  moments: [],
  interpolated: false,
  classes: true,
  min: 6,
  max: 11,
  stops: classes.map(([value, color, label, description], index) => ({
    value,
    from: index / classes.length,
    to: (index + 1) / classes.length,
    color,
    endColor: color,
    label,
    description,
  })),
  ticks: [],
  png: "/radar/legend/hydrometeor.png",
};
