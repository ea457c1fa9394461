import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Moment, PictureMetadata, SourceStatus } from "../src/radar/api-types.ts";
import { initialVolumes, legends, makeSites, makeVolume, volumeId } from "./fixture.ts";
import {
  classLegend,
  heldProducts,
  message,
  productCount,
  productDetail,
  productFiles,
  tracked,
} from "./products.ts";
import { box, measure, paint, toKilometres } from "./storm.ts";

/** The strictest content security policy that the page works under. */
export const policy = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join("; ");

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

const productPath = /^\/radar\/(K\w{3})\/products(?:\/(\w{3}))?(?:\/([\w-]+))?(\.\w+|\/value)?$/;

export interface FixtureServer {
  url: string;
  /** Volumes held; tests raise it to let one arrive, or set 0 for an empty service. */
  volumes: number;
  /** How many sweeps the newest volume has as yet, if it is still growing. */
  growing: number | undefined;
  /** Whether there is a second radar, real, of which only products are held. */
  onlyProducts: boolean;
  /** What the service follows. */
  sources: SourceStatus[];
  /** Every path that was asked for. */
  asked: string[];
  /** Adds an event to the log, and sends it to whoever listens. */
  tell(event: string, data: object): void;
  /** Breaks off the streams of events; those who listened come back by themselves. */
  breakStreams(): void;
  close(): Promise<void>;
}

/** The built page and a service made of fixtures, on one port. */
export async function startFixture(
  options: { port?: number; dist?: string } = {},
): Promise<FixtureServer> {
  const dist = options.dist ?? join(import.meta.dirname, "../dist");
  const pictures = new Map<string, Buffer>();
  const log: string[] = [];
  const listeners = new Set<ServerResponse>();
  const fixture: FixtureServer = {
    url: "",
    volumes: initialVolumes,
    growing: undefined,
    onlyProducts: false,
    sources: [],
    asked: [],
    tell,
    breakStreams() {
      for (const response of listeners) response.destroy();
    },
    close,
  };

  const server = createServer((request, response) => {
    fixture.asked.push(request.url ?? "");
    response.setHeader("content-security-policy", policy);
    answer(request, response).catch((error: Error) => {
      response.statusCode = 500;
      response.end(error.message);
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  fixture.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fixture;

  function close() {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://fixture");
    const path = url.pathname;
    const sweep =
      /^\/radar\/KLOT\/volumes\/([^/]+)\/sweeps\/(\d+)\/(\w+)(\.png|\.json|\/value)$/.exec(path);
    if (request.method === "POST") return accept(request, response);
    if (path === "/radar/sites") return json(response, { sites: sites() });
    if (path === "/radar/legend") return json(response, { tables: [...legends, classLegend] });
    if (path === "/radar/sources") return json(response, { sources: fixture.sources });
    if (path === "/radar/KLOT/volumes") return json(response, list());
    const product = productPath.exec(path);
    if (product) return productOf(response, product as unknown as string[]);
    if (sweep) return picture(response, url, sweep as unknown as string[]);
    const volume = /^\/radar\/KLOT\/volumes\/([^/]+)$/.exec(path)?.[1];
    if (volume) return json(response, volumeAt(indexOf(volume)));
    if (path === "/events") return stream(request, response);
    if (path === "/jobs/job-1/events") return events(response);
    if (path.startsWith("/radar/") || path.startsWith("/jobs/")) return missing(response);
    const file = path === "/" ? "/index.html" : path;
    const body = await readFile(join(dist, file)).catch(() => undefined);
    if (!body) return missing(response);
    response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
    response.end(body);
  }

  function tell(event: string, data: object): void {
    const lines = `id: ${log.length + 1}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    log.push(lines);
    for (const response of listeners) {
      // What is told at once arrives at once, however busy the machine is.
      response.cork();
      response.write(lines);
      process.nextTick(() => response.uncork());
    }
  }

  /** What was told after the event that the browser had last, then what is told from now on. */
  function stream(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader("content-type", "text/event-stream");
    const last = request.headers["last-event-id"];
    // Browsers take this for how long to wait before they come back.
    response.write("retry: 300\n\n");
    if (last !== undefined) response.write(log.slice(Number(last)).join(""));
    listeners.add(response);
    response.on("close", () => listeners.delete(response));
  }

  /** Where no volumes are held, no products are either. */
  function sites() {
    const isThere = (site: string) =>
      fixture.volumes > 0 && (site === "KLOT" || fixture.onlyProducts);
    return makeSites(fixture.volumes, (site) => (isThere(site) ? productCount(site) : 0));
  }

  async function productOf(response: ServerResponse, match: string[]): Promise<void> {
    const [, site = "", code, id, kind] = match;
    if (!code) return json(response, { products: fixture.volumes > 0 ? heldProducts(site) : [] });
    if (!id) return json(response, { products: productFiles(site, code) });
    const detail = productDetail(site, code, id);
    if (!detail) return missing(response);
    if (kind === undefined) return json(response, detail);
    if (kind === ".geojson") return json(response, tracked);
    if (kind === ".txt") return void response.end(message);
    if (kind === ".json") return json(response, metadata(indexOf(id), 0, "REF", 800));
    if (kind === "/value") {
      const rain = { ...value(-88, 41.5, 0, "REF"), state: "value", value: 6, unit: "" };
      return json(response, { ...rain, text: "Light or moderate rain" });
    }
    response.setHeader("content-type", "image/png");
    response.end(paint(400, indexOf(id), "REF", legends[0]!));
  }

  function list() {
    const volumes = Array.from({ length: fixture.volumes }, (_, index) => volumeAt(index));
    return { volumes: volumes.reverse() };
  }

  function volumeAt(index: number) {
    return makeVolume(index, index === fixture.volumes - 1 ? fixture.growing : undefined);
  }

  function indexOf(id: string): number {
    return Array.from({ length: 100 }, (_, index) => volumeId(index)).indexOf(id);
  }

  async function picture(response: ServerResponse, url: URL, match: string[]): Promise<void> {
    const [, id = "", sweep = "", name = "", kind] = match;
    const step = indexOf(id);
    const moment = name as Moment;
    const width = Number(url.searchParams.get("width") ?? 1600);
    if (kind === "/value") {
      const lon = Number(url.searchParams.get("lon"));
      const lat = Number(url.searchParams.get("lat"));
      return json(response, value(lon, lat, step, moment));
    }
    if (kind === ".json") return json(response, metadata(step, Number(sweep), moment, width));
    const asked = url.searchParams.get("table");
    const legend = legends.find((each) =>
      asked ? each.table === asked : each.moments.includes(moment),
    )!;
    // A coarse picture at any width: the page places it by its corners.
    const key = `${step} ${moment} ${legend.table}`;
    const bytes = pictures.get(key) ?? paint(800, step, moment, legend);
    pictures.set(key, bytes);
    response.setHeader("content-type", "image/png");
    response.setHeader("cache-control", "public, max-age=31536000, immutable");
    response.end(bytes);
  }

  function accept(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    request.on("end", () => {
      if (request.url?.includes(".txt")) {
        response.statusCode = 422;
        response.setHeader("content-type", "application/problem+json");
        response.end(JSON.stringify({ code: "FILE_UNKNOWN", detail: "It is neither of the two." }));
        return;
      }
      response.statusCode = 202;
      json(response, { job: "job-1", url: "/jobs/job-1" });
    });
  }

  async function events(response: ServerResponse): Promise<void> {
    response.setHeader("content-type", "text/event-stream");
    const job = { id: "job-1", kind: "radar.ingest" };
    for (const progress of [0.2, 0.6]) {
      response.write(
        `event: status\ndata: ${JSON.stringify({ ...job, state: "running", progress })}\n\n`,
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    fixture.volumes += 1;
    const result = { site: "KLOT", volume: volumeId(fixture.volumes - 1) };
    response.end(
      `event: status\ndata: ${JSON.stringify({ ...job, state: "done", progress: 1, result })}\n\n`,
    );
  }
}

function value(lon: number, lat: number, step: number, moment: Moment) {
  const [east, north] = toKilometres(lon, lat);
  const range = Math.hypot(east, north) * 1000;
  const measured = measure(east, north, step, moment);
  const unit = legends.find(({ moments }) => moments.includes(moment))!.unit;
  const out = range > 460_000;
  return {
    state: out ? "out of range" : measured === null ? "below threshold" : "value",
    value: measured,
    unit,
    text: measured === null ? "" : `${measured.toFixed(1)} ${unit}`,
    azimuth: (Math.atan2(east, north) * 180) / Math.PI + (east < 0 ? 360 : 0),
    range,
    beamHeight: 232 + range * 0.0087 + range ** 2 / (2 * 8_495_000),
    radial: null,
    gate: null,
  };
}

function metadata(step: number, sweep: number, moment: Moment, width: number): PictureMetadata {
  const volume = makeVolume(step);
  const [west, south, east, north] = box;
  const legend = legends.find(({ moments }) => moments.includes(moment))!;
  const base = `${volume.url}/sweeps/${sweep}/${moment}`;
  const { elevation, time } = volume.sweepList[sweep]!;
  return {
    site: "KLOT",
    volume: volume.id,
    sweep,
    moment,
    label: `Base ${legend.title.toLowerCase()} ${elevation}°`,
    simulated: true,
    elevation,
    time,
    endTime: time,
    width,
    height: width,
    bbox: [west, south, east, north],
    coordinates: [
      [west, north],
      [east, north],
      [east, south],
      [west, south],
    ],
    bounds: { nw: [west, north], ne: [east, north], se: [east, south], sw: [west, south] },
    unit: legend.unit,
    range: { min: 5, max: 60 },
    table: legend.table,
    legend: { json: `/radar/legend/${legend.table}.json`, png: legend.png },
    png: `${base}.png`,
    webp: `${base}.webp`,
  };
}

function json(response: ServerResponse, body: unknown): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}

function missing(response: ServerResponse): void {
  response.statusCode = 404;
  response.setHeader("content-type", "application/problem+json");
  response.end(JSON.stringify({ code: "NOT_FOUND", title: "Not found", status: 404 }));
}
