import { crc32, deflateSync } from "node:zlib";
import type { Legend, Moment } from "../src/radar/api-types.ts";

const radius = 460_000;

/** Cells as [east, north, size, strength] in kilometres and dBZ. */
const cells = [
  [-60, 30, 26, 62],
  [-90, -12, 34, 54],
  [-128, -55, 40, 50],
  [-40, 82, 30, 48],
  [-165, -105, 46, 44],
  [8, 140, 44, 40],
  [-70, 0, 130, 27],
] as const;

/** What a storm that has moved for `step` volumes measures at a place, kilometres from the radar. */
export function measure(east: number, north: number, step: number, moment: Moment): number | null {
  const range = Math.hypot(east, north);
  const limit = moment === "VEL" || moment === "SW" ? 300 : 460;
  if (range > limit || range < 2) return null;
  const x = east - step * 4.5;
  const y = north - step * 1.6;
  const rough = 5 * Math.sin(x / 3.1 + Math.cos(y / 4.3)) * Math.sin(y / 3.7 + Math.sin(x / 5.9));
  let strongest = rough - 22;
  for (const [cx, cy, size, strength] of cells) {
    const away = ((x - cx) / size) ** 2 + ((y - cy) / (size * 1.4)) ** 2;
    strongest = Math.max(strongest, strength - 22 * away + rough);
  }
  if (strongest < 5) return null;
  if (moment === "REF") return strongest;
  if (moment === "VEL") return (28 * east + 9 * north) / Math.max(range, 1) + rough;
  if (moment === "RHO") return 0.9 + Math.min(0.09, strongest / 600);
  if (moment === "PHI") return 60 + range / 3;
  return Math.abs(rough) / 2 + strongest / 20;
}

/** Degrees of longitude and latitude to kilometres from the radar: close enough for a fixture. */
export const toKilometres = (lon: number, lat: number): [number, number] => [
  (lon + 88.0843) * 111.32 * Math.cos((lat * Math.PI) / 180),
  (lat - 41.6044) * 110.95,
];

const mercator = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
const latitude = (y: number) => (Math.atan(Math.exp(y)) * 360) / Math.PI - 90;

/** West, south, east, north of the picture. */
export const box = (() => {
  const north = 41.6044 + radius / 110_950;
  const south = 41.6044 - radius / 110_950;
  const half = radius / (111_320 * Math.cos((41.6044 * Math.PI) / 180));
  return [-88.0843 - half, south, -88.0843 + half, north] as const;
})();

/** An indexed PNG of the storm in Web Mercator. */
export function paint(width: number, step: number, moment: Moment, legend: Legend): Buffer {
  const [west, south, east, north] = box;
  const stops = legend.stops;
  const rows = Buffer.alloc((width + 1) * width);
  for (let row = 0; row < width; row += 1) {
    const part = (row + 0.5) / width;
    const lat = latitude(mercator(north) + (mercator(south) - mercator(north)) * part);
    for (let column = 0; column < width; column += 1) {
      const lon = west + ((east - west) * (column + 0.5)) / width;
      const value = measure(...toKilometres(lon, lat), step, moment);
      if (value === null) continue;
      let index = 0;
      while (index < stops.length && value >= stops[index]!.value) index += 1;
      rows[row * (width + 1) + 1 + column] = index;
    }
  }
  const colours = stops.flatMap(({ color }) => [...Buffer.from(color.slice(1), "hex")]);
  return png(width, rows, Buffer.from([0, 0, 0, ...colours]));
}

function png(width: number, rows: Buffer, palette: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("tRNS", Buffer.from([0])),
    chunk("IDAT", deflateSync(rows, { level: 1 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
