import type { AreaComponent, Component } from "../packets/generic-components.ts";
import { attribute, type Parameter } from "../packets/generic-parameters.ts";
import type { Feature, Packet, Position, TrackPacket } from "../packets/packet.ts";
import type { RadarProduct } from "../product.ts";
import { destination, fromOffsets } from "./geodesic.ts";
import { type RowProperties, readPageRows, readSignatureRows } from "./page-rows.ts";

/** The types of RFC 7946 by these names, as far as needed here. Coordinates are WGS84 degrees. */
export interface MapFeatureCollection {
  readonly type: "FeatureCollection";
  readonly features: MapFeature[];
}

export interface MapFeature {
  readonly type: "Feature";
  readonly geometry: MapGeometry;
  readonly properties: MapProperties;
}

export type MapGeometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "LineString"; readonly coordinates: readonly Position[] }
  | { readonly type: "Polygon"; readonly coordinates: readonly (readonly Position[])[] };

/** A feature's kind and identity; the rest depends on the kind. */
export interface MapProperties {
  /** `storm cell`, `past track`, `forecast track`, `hail`, `MDA`, `TVS`, `contour`, … */
  readonly kind: string;
  /** Id of the storm cell or circulation, if the product names it. */
  readonly id?: string;
  readonly [key: string]: unknown;
}

/**
 * A product's map features, as GeoJSON: storm cells with past and forecast tracks, hail, mesocyclones, tornado
 * signatures, contours, areas. Grids, charts and pages are not included.
 *
 * Offsets in the product are kilometres along the ground in a direction from the radar (azimuthal equidistant); they
 * are converted to WGS84 along geodesics.
 */
export function toGeoJSON(product: RadarProduct): MapFeatureCollection {
  const features = product.info.chart
    ? []
    : product.layers.flatMap((layer) => new LayerDrawing(product, layer).features());
  return { type: "FeatureCollection", features };
}

/** One layer's features. Packets about one thing follow each other, and are matched by their position. */
class LayerDrawing {
  readonly #packets: readonly Packet[];
  readonly #origin: Position;
  readonly #ids: ReadonlyMap<string, string>;
  readonly #found: ReadonlySet<string>;
  /** Value of each contour's level, for products whose contours show a quantity. */
  readonly #levels: Float64Array | undefined;
  readonly #info: RadarProduct["info"];
  readonly #rows: ReadonlyMap<string, RowProperties>;
  readonly #signatures: ReadonlyMap<Feature, RowProperties>;

  constructor(product: RadarProduct, packets: readonly Packet[]) {
    const { longitude, latitude } = product.description;
    this.#packets = packets;
    this.#origin = [longitude, latitude];
    this.#info = product.info;
    this.#ids = idsByPlace(packets);
    this.#found = placesFound(packets);
    this.#levels = product.info.unit === "" ? undefined : product.values.values;
    this.#rows = readPageRows(product.tabularPages);
    this.#signatures = tellSignatures(packets, product.tabularPages);
  }

  features(): MapFeature[] {
    const drawn = new Set<string>();
    const features: MapFeature[] = [];
    let level: number | undefined;
    for (const packet of this.#packets) {
      if (packet.kind === "contour level") level = packet.level;
      for (const feature of this.#draw(packet, level)) {
        // A cell is named once for each thing found in it.
        const key = JSON.stringify(feature);
        if (!drawn.has(key)) features.push(feature);
        drawn.add(key);
      }
    }
    return features;
  }

  #draw(packet: Packet, level: number | undefined): MapFeature[] {
    switch (packet.kind) {
      case "features":
        return packet.features.flatMap((feature) => this.#feature(feature));
      case "track":
        return this.#track(packet);
      case "lines": {
        const properties = level === undefined ? { kind: "line" } : this.#contour(level);
        return packet.lines
          .filter((line) => line.length > 1)
          .map((line) => lineString(this.#places(line), properties));
      }
      case "wind barbs":
        return packet.barbs.map(({ x, y, direction, speed }) =>
          point(this.#place([x, y]), { kind: "wind", direction, speed }),
        );
      case "generic":
        return this.#components(packet.components, []);
      default:
        return [];
    }
  }

  #contour(level: number): MapProperties {
    const value = this.#levels?.[level];
    const { unit, contours } = this.#info;
    const shows = contours?.[level];
    return {
      kind: "contour",
      level,
      ...(Number.isFinite(value) && { value, unit }),
      ...(shows !== undefined && { shows }),
    };
  }

  #feature(feature: Feature): MapFeature[] {
    const { x, y, type, id, ...more } = feature;
    const place = placeKey([x, y]);
    // The name of something that is itself drawn.
    if (id !== undefined && this.#found.has(place)) return [];
    const name = id ?? this.#ids.get(place);
    const properties = {
      kind: type,
      ...(name !== undefined && { id: name }),
      ...more,
      ...(name !== undefined && this.#rows.get(name)),
      ...this.#signatures.get(feature),
    };
    return [point(this.#place([x, y]), properties)];
  }

  /** A line from the current position, and a point for each past or forecast position. */
  #track({ tense, packets }: TrackPacket): MapFeature[] {
    const line = packets.flatMap((packet) => (packet.kind === "lines" ? packet.lines : []))[0];
    const marks = packets.filter((packet) => packet.kind === "symbols");
    const start = line?.[0];
    const id = start && this.#ids.get(placeKey(start));
    const named = id === undefined ? {} : { id };
    const step = tense === "forecast" ? this.#info.forecastStep : undefined;
    const points = marks.map(({ x, y }, i) =>
      point(this.#place([x, y]), {
        kind: `${tense} position`,
        ...named,
        step: i + 1,
        ...(step !== undefined && { minutes: (i + 1) * step }),
      }),
    );
    if (!line || line.length < 2) return points;
    return [lineString(this.#places(line), { kind: `${tense} track`, ...named }), ...points];
  }

  #components(components: readonly Component[], shared: readonly Parameter[]): MapFeature[] {
    return components.flatMap((component) => {
      if (component.type === "event") {
        return this.#components(component.components, [...shared, ...component.parameters]);
      }
      return component.type === "area" ? this.#area(component, shared) : [];
    });
  }

  #area(area: AreaComponent, shared: readonly Parameter[]): MapFeature[] {
    const places = area.points.map((at) => PLACES[area.coordinates](this.#origin, at));
    const [first] = places;
    if (!first) return [];
    const properties = { kind: "area", ...parametersOf([...shared, ...area.parameters]) };
    if (area.shape === "point" || places.length === 1) {
      return places.map((place) => point(rounded(place), properties));
    }
    if (area.shape === "line" || places.length < 3) {
      return [lineString(places.map(rounded), properties)];
    }
    const ring = [...places, first].map(rounded);
    return [feature({ type: "Polygon", coordinates: [ring] }, properties)];
  }

  #place(offsets: Position): Position {
    return rounded(fromOffsets(this.#origin, offsets));
  }

  #places(line: readonly Position[]): Position[] {
    return line.map((offsets) => this.#place(offsets));
  }
}

/** The points of an area, by its type of coordinates. */
const PLACES: Readonly<
  Record<AreaComponent["coordinates"], (origin: Position, at: Position) => Position>
> = {
  lonlat: (_origin, at) => at,
  xy: fromOffsets,
  polar: (origin, [azimuth, range]) => destination(origin, azimuth, range * 1000),
};

function placeKey([x, y]: Position): string {
  return `${x},${y}`;
}

/** Names by position: storm identifiers, and short texts beside other features. */
function idsByPlace(packets: readonly Packet[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const packet of packets) {
    if (packet.kind === "text") ids.set(placeKey([packet.x, packet.y]), packet.text.trim());
    if (packet.kind !== "features") continue;
    for (const { x, y, id } of packet.features) if (id) ids.set(placeKey([x, y]), id.trim());
  }
  return ids;
}

/** Packets of tornado signatures: low and elevated. */
const SIGNATURES: ReadonlySet<number> = new Set([12, 26]);

/**
 * What is known of each tornado signature: its storm, which is drawn after it and elsewhere, and its row of the
 * pages, if both name the same storm.
 */
function tellSignatures(
  packets: readonly Packet[],
  pages: readonly string[],
): Map<Feature, RowProperties> {
  const rows = readSignatureRows(pages);
  const told = new Map<Feature, RowProperties>();
  packets.forEach((packet, i) => {
    if (packet.kind !== "features" || !SIGNATURES.has(packet.code)) return;
    const after = packets[i + 1];
    const stormId = after?.kind === "features" ? after.features[0]?.id?.trim() : undefined;
    for (const feature of packet.features) {
      const row = rows[told.size];
      const tells = row !== undefined && row.stormId === stormId ? row.tells : {};
      told.set(feature, { ...(stormId && { stormId }), ...tells });
    }
  });
  return told;
}

/** Positions of things that are themselves drawn, so that their name needs no feature of its own. */
function placesFound(packets: readonly Packet[]): Set<string> {
  const places = packets.flatMap((packet) =>
    packet.kind === "features" ? packet.features.filter(({ id }) => id === undefined) : [],
  );
  return new Set(places.map(({ x, y }) => placeKey([x, y])));
}

/** Parameters as properties: numbers where possible. */
function parametersOf(parameters: readonly Parameter[]): Record<string, unknown> {
  return Object.fromEntries(
    parameters.map(({ id, attributes }) => {
      const value = attribute(attributes, "value") ?? attributes;
      return [id, value !== "" && Number.isFinite(Number(value)) ? Number(value) : value];
    }),
  );
}

/** A tenth of a metre is more than enough for data sent in quarters of a kilometre. */
function rounded([longitude, latitude]: Position): Position {
  return [Math.round(longitude * 1e6) / 1e6, Math.round(latitude * 1e6) / 1e6];
}

function feature(geometry: MapGeometry, properties: MapProperties): MapFeature {
  return { type: "Feature", geometry, properties };
}

function point(coordinates: Position, properties: MapProperties): MapFeature {
  return feature({ type: "Point", coordinates }, properties);
}

function lineString(coordinates: readonly Position[], properties: MapProperties): MapFeature {
  return feature({ type: "LineString", coordinates }, properties);
}
