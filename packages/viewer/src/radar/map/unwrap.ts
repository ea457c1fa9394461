/**
 * World Atlas joins shapes across the date line, as a sphere requires; on a flat map such a ring would run back
 * across the whole world. Here each continues past ±180° instead, which the map repeats by itself.
 */
export function unwrap(collection: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection {
  const features = collection.features.map((feature) => ({
    ...feature,
    geometry: unwrapGeometry(feature.geometry),
  }));
  return { ...collection, features };
}

function unwrapGeometry(geometry: GeoJSON.Geometry): GeoJSON.Geometry {
  switch (geometry.type) {
    case "Polygon":
      return { ...geometry, coordinates: geometry.coordinates.map(unwrapRing) };
    case "MultiPolygon":
      return {
        ...geometry,
        coordinates: geometry.coordinates.map((rings) => rings.map(unwrapRing)),
      };
    case "MultiLineString":
      return { ...geometry, coordinates: geometry.coordinates.map(unwrapLine) };
    default:
      return geometry;
  }
}

/** A line whose longitudes never jump. */
export function unwrapLine(line: readonly GeoJSON.Position[]): GeoJSON.Position[] {
  let turns = 0;
  return line.map(([lon = 0, lat = 0], index) => {
    const before = line[index - 1]?.[0] ?? lon;
    if (lon - before > 180) turns -= 1;
    if (lon - before < -180) turns += 1;
    return [lon + 360 * turns, lat];
  });
}

/** The same for a ring; one that encloses a pole is closed along it. */
export function unwrapRing(ring: readonly GeoJSON.Position[]): GeoJSON.Position[] {
  const line = unwrapLine(ring);
  const first = line[0]!;
  const last = line.at(-1)!;
  if (Math.abs(last[0]! - first[0]!) < 180) return line;
  const pole = first[1]! > 0 ? 90 : -90;
  return [...line, [last[0]!, pole], [first[0]!, pole], first];
}
