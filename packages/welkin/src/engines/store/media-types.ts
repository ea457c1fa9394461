/** Extensions of keys and their media types (IANA). */
const types: Readonly<Record<string, string>> = {
  png: "image/png",
  webp: "image/webp",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  svg: "image/svg+xml",
  tif: "image/tiff",
  tiff: "image/tiff",
  json: "application/json",
  geojson: "application/geo+json",
  ndjson: "application/x-ndjson",
  csv: "text/csv; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  gz: "application/gzip",
  bz2: "application/x-bzip2",
  // RFC 4047
  fits: "image/fits",
  fit: "image/fits",
  fts: "image/fits",
};

/** The media type of an object, from its key's extension. */
export function mediaType(key: string): string {
  const ending = /\.([A-Za-z0-9]+)$/.exec(key)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(types, ending) ? types[ending]! : "application/octet-stream";
}
