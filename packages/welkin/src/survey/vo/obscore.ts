import { findObservatory } from "@welkin/orbits";
import type { VoField } from "../../http/votable.ts";
import type { ObservationRow } from "../catalog.ts";
import { DEGREE, parseField, SkyPolygon } from "../footprints/index.ts";
import type { Source } from "../sources/registry.ts";
import { bandOf } from "./filters.ts";

/** A row of ObsCore by its columns' names. */
export type ObsCoreRow = Readonly<Record<ObsCoreColumn, string | number | null>>;

type ObsCoreColumn = (typeof columns)[number][0];

const text = { datatype: "char", arraysize: "*" } as const;
const number = { datatype: "double" } as const;
const long = { datatype: "long" } as const;

/** Name, type, unit, UCD and utype, and description: IVOA ObsCore 1.1, table 5 and appendix B.6. */
const columns = [
  ["dataproduct_type", text, "", "meta.id", "ObsDataset.dataProductType", "image"],
  [
    "calib_level",
    { datatype: "int" },
    "",
    "meta.code;obs.calib",
    "ObsDataset.calibLevel",
    "2: calibrated",
  ],
  ["obs_collection", text, "", "meta.id", "DataID.collection", "the source"],
  ["obs_id", text, "", "meta.id", "DataID.observationID", "the product's id"],
  ["obs_title", text, "", "meta.title;obs", "DataID.title", "what it is, in words"],
  ["obs_publisher_did", text, "", "meta.ref.ivoid", "Curation.publisherDID", "its id here"],
  ["access_url", text, "", "meta.ref.url", "Access.reference", "where the file is"],
  ["access_format", text, "", "meta.code.mime", "Access.format", "of what type it is"],
  ["access_estsize", long, "kbyte", "phys.size;meta.file", "Access.size", "how large it is"],
  ["target_name", text, "", "meta.id;src", "Target.name", "what was to be seen"],
  [
    "s_ra",
    number,
    "deg",
    "pos.eq.ra",
    "Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C1",
    "middle",
  ],
  [
    "s_dec",
    number,
    "deg",
    "pos.eq.dec",
    "Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C2",
    "middle",
  ],
  [
    "s_fov",
    number,
    "deg",
    "phys.angSize;instr.fov",
    "Char.SpatialAxis.Coverage.Bounds.Extent.diameter",
    "across",
  ],
  [
    "s_region",
    { ...text, xtype: "adql:REGION" },
    "",
    "pos.outline;obs.field",
    "Char.SpatialAxis.Coverage.Support.Area",
    "outline",
  ],
  [
    "s_resolution",
    number,
    "arcsec",
    "pos.angResolution",
    "Char.SpatialAxis.Resolution.Refval.value",
    "seeing",
  ],
  ["s_xel1", long, "", "meta.number", "Char.SpatialAxis.numBins1", "pixels across"],
  ["s_xel2", long, "", "meta.number", "Char.SpatialAxis.numBins2", "pixels up"],
  [
    "t_min",
    number,
    "d",
    "time.start;obs.exposure",
    "Char.TimeAxis.Coverage.Bounds.Limits.StartTime",
    "MJD, UTC",
  ],
  [
    "t_max",
    number,
    "d",
    "time.end;obs.exposure",
    "Char.TimeAxis.Coverage.Bounds.Limits.StopTime",
    "MJD, UTC",
  ],
  [
    "t_exptime",
    number,
    "s",
    "time.duration;obs.exposure",
    "Char.TimeAxis.Coverage.Support.Extent",
    "exposure",
  ],
  [
    "t_resolution",
    number,
    "s",
    "time.resolution",
    "Char.TimeAxis.Resolution.Refval.value",
    "as the exposure",
  ],
  ["t_xel", long, "", "meta.number", "Char.TimeAxis.numBins", "one"],
  [
    "em_min",
    number,
    "m",
    "em.wl;stat.min",
    "Char.SpectralAxis.Coverage.Bounds.Limits.LoLimit",
    "of the filter",
  ],
  [
    "em_max",
    number,
    "m",
    "em.wl;stat.max",
    "Char.SpectralAxis.Coverage.Bounds.Limits.HiLimit",
    "of the filter",
  ],
  [
    "em_res_power",
    number,
    "",
    "spect.resolution",
    "Char.SpectralAxis.Resolution.ResolPower.refVal",
    "of the filter",
  ],
  ["em_xel", long, "", "meta.number", "Char.SpectralAxis.numBins", "one"],
  ["o_ucd", text, "", "meta.ucd", "Char.ObservableAxis.ucd", "counts of light"],
  [
    "pol_states",
    text,
    "",
    "meta.code;phys.polarization",
    "Char.PolarizationAxis.stateList",
    "none told apart",
  ],
  ["pol_xel", long, "", "meta.number", "Char.PolarizationAxis.numBins", "none"],
  [
    "facility_name",
    text,
    "",
    "meta.id;instr.tel",
    "Provenance.ObsConfig.Facility.name",
    "observatory",
  ],
  ["instrument_name", text, "", "meta.id;instr", "Provenance.ObsConfig.Instrument.name", "camera"],
] as const;

export const obsCoreFields: readonly VoField[] = columns.map(
  ([name, type, unit, ucd, path, description]) => ({
    ...{ name, ...type, ucd, utype: `obscore:${path}`, description },
    ...(unit !== "" && { unit }),
  }),
);

/** An ObsCore row's cells in the columns' order. */
export function cellsOf(row: ObsCoreRow): (string | number | null)[] {
  return columns.map(([name]) => row[name]);
}

/** The prefix of observations' identifiers. */
const AUTHORITY = "ivo://welkin/survey?";

/** The source and product named by an identifier. */
export function productOf(did: string): { source: string; product: string } | undefined {
  const found = /^ivo:\/\/welkin\/survey\?([a-z][a-z0-9_]*)\/(.+)$/s.exec(did);
  return found ? { source: found[1]!, product: found[2]! } : undefined;
}

/** Values common to all observations. */
export const sameForAll = {
  dataproduct_type: "image",
  calib_level: 2,
  access_estsize: null,
  s_xel1: null,
  s_xel2: null,
  t_xel: 1,
  em_xel: 1,
  o_ucd: "phot.count",
  pol_states: null,
  pol_xel: 0,
} as const satisfies Partial<ObsCoreRow>;

/** Values of an observation that need no evaluation of its field. */
export function plainColumns(row: ObservationRow, { definition }: Source) {
  const fields = row.fields ?? {};
  const exposure = row.exposure ?? (row.mjd_stop - row.mjd_start) * 86_400;
  const band = bandOf(row.filter);
  const own = (name: string) => (typeof fields[name] === "string" ? fields[name] : null);
  return {
    obs_collection: row.source,
    obs_id: row.product_id,
    obs_title: `${definition.title} ${row.product_id}`,
    obs_publisher_did: `${AUTHORITY}${row.source}/${row.product_id}`,
    target_name: own("object"),
    s_resolution: row.seeing,
    t_min: row.mjd_start,
    t_max: row.mjd_stop,
    t_exptime: exposure,
    t_resolution: exposure,
    em_min: band?.[0] ?? null,
    em_max: band?.[1] ?? null,
    em_res_power: band ? (band[0] + band[1]) / 2 / (band[1] - band[0]) : null,
    facility_name: facilityOf(row.observatory),
    instrument_name: own("instrument") ?? own("css:telescope"),
  } satisfies Partial<ObsCoreRow>;
}

/** The observation's pointing, and the address of its file. */
export function placeColumns(row: ObservationRow, { rules }: Source) {
  const corners = parseField(row.fov);
  const { centre, radius } = new SkyPolygon(corners);
  const ra = Math.atan2(centre[1], centre[0]) / DEGREE;
  const place = { ra: ra < 0 ? ra + 360 : ra, dec: Math.asin(centre[2]) / DEGREE };
  const addresses = rules.addresses(row.product_id, { ...row.fields, ...place });
  const url = addresses.archive_url ?? addresses.cutout_url;
  return {
    access_url: url,
    access_format: url === null ? null : "image/fits",
    s_ra: place.ra,
    s_dec: place.dec,
    s_fov: (2 * radius) / DEGREE,
    s_region: `POLYGON ICRS ${corners.flat().join(" ")}`,
  } satisfies Partial<ObsCoreRow>;
}

const facilities = new Map<string, string>();

function facilityOf(code: string): string {
  const known = facilities.get(code);
  if (known !== undefined) return known;
  const name = findObservatory(code).name;
  facilities.set(code, name);
  return name;
}
