import type { VoField } from "../../http/votable.ts";
import type { Source } from "../sources/registry.ts";

/** A column of a table, by the name of its value in a row. */
export type Column = VoField;

const text = (name: string, description: string, ucd?: string): Column => ({
  name,
  datatype: "char",
  arraysize: "*",
  ...(ucd !== undefined && { ucd }),
  description,
});

const number = (name: string, unit: string, ucd: string, description: string): Column => ({
  name,
  datatype: "double",
  ...(unit !== "" && { unit }),
  ucd,
  description,
});

/** Columns of an observation; UCDs from the IVOA's UCD1+ list, version 1.5. */
export const observationColumns: readonly Column[] = [
  text("source", "Source of the observation", "meta.id"),
  text("source_name", "Its name", "meta.title"),
  text("product_id", "The product's id in its source", "meta.id;meta.main"),
  { name: "observation_id", datatype: "int", ucd: "meta.record", description: "Number here" },
  text("observatory", "Observatory code of the Minor Planet Center", "meta.id;instr.obsty"),
  number("mjd_start", "d", "time.start;obs.exposure", "Shutter opens, MJD UTC"),
  number("mjd_stop", "d", "time.end;obs.exposure", "Shutter closes, MJD UTC"),
  text("fov", "Field of view, ra:dec of its corners, degrees", "pos.outline;obs.field"),
  text("filter", "Filter", "meta.id;instr.filter"),
  number("exposure", "s", "time.duration;obs.exposure", "Exposure time"),
  number("seeing", "arcsec", "instr.obsty.seeing", "Width of a point source"),
  number("airmass", "", "obs.airMass", "Airmass"),
  number("maglimit", "mag", "phot.mag;stat.max", "Limiting magnitude"),
  text("archive_url", "The file", "meta.ref.url"),
  text("label_url", "Its label of the Planetary Data System", "meta.ref.url"),
  text("diff_url", "The difference image", "meta.ref.url"),
  text("cutout_url", "A piece of it about the target", "meta.ref.url"),
  text("preview_url", "The piece as a picture", "meta.ref.url"),
];

/** Columns of a target at a time. */
export const ephemerisColumns: readonly Column[] = [
  { ...text("date", "Date, UTC", "time.epoch"), xtype: "timestamp" },
  number("mjd", "d", "time.epoch", "MJD UTC"),
  number("ra", "deg", "pos.eq.ra;meta.main", "Right ascension, astrometric, ICRF"),
  number("dec", "deg", "pos.eq.dec;meta.main", "Declination, astrometric, ICRF"),
  number("dra", "arcsec/h", "pos.pm;pos.eq.ra", "Motion in right ascension times cos(dec)"),
  number("ddec", "arcsec/h", "pos.pm;pos.eq.dec", "Motion in declination"),
  number("delta", "AU", "pos.distance", "Distance from the observer"),
  number("rh", "AU", "pos.distance;pos.heliocentric", "Distance from the Sun"),
  number("drh", "km/s", "phys.veloc;pos.heliocentric", "Its change"),
  number("phase", "deg", "pos.phaseAng", "Sun-target-observer angle"),
  number("elong", "deg", "pos.angDistance", "Solar elongation"),
  number("true_anomaly", "deg", "src.orbital", "True anomaly"),
  number("sangle", "deg", "pos.posAng", "Position angle of the direction to the Sun"),
  number("vangle", "deg", "pos.posAng", "Position angle of the motion about the Sun"),
  number("vmag", "mag", "phot.mag;em.opt.V", "Predicted magnitude"),
  number(
    "unc_a",
    "arcsec",
    "stat.error;pos;phys.size.smajAxis",
    "3 sigma ellipse, longer semi-axis",
  ),
  number(
    "unc_b",
    "arcsec",
    "stat.error;pos;phys.size.sminAxis",
    "3 sigma ellipse, shorter semi-axis",
  ),
  number("unc_theta", "deg", "pos.posAng;pos.errorEllipse", "Its angle from +RA towards +Dec"),
];

/** Columns of a target's position within an observation. */
export const sightColumns: readonly Column[] = [
  number("mag_margin", "mag", "phot.mag;arith.diff", "Limit less predicted magnitude"),
  number("ra_start", "deg", "pos.eq.ra", "Right ascension when the shutter opens"),
  number("dec_start", "deg", "pos.eq.dec", "Declination when the shutter opens"),
  number("ra_stop", "deg", "pos.eq.ra", "Right ascension when the shutter closes"),
  number("dec_stop", "deg", "pos.eq.dec", "Declination when the shutter closes"),
  number("trail", "arcsec", "pos.angDistance", "Way between the two"),
  number("x", "pixel", "pos.cartesian.x;instr.det", "FITS pixel, where the WCS is known"),
  number("y", "pixel", "pos.cartesian.y;instr.det", "FITS pixel, where the WCS is known"),
  {
    name: "on_field",
    datatype: "boolean",
    ucd: "meta.code",
    description: "Whether the place is in the field",
  },
];

/** Columns that only some of the sources have. */
export function ownColumns(sources: Iterable<Source>): Column[] {
  const names = new Set<string>();
  for (const { definition } of sources) {
    for (const name of [...definition.fields, ...Object.keys(definition.derived)]) names.add(name);
  }
  return [...names].map((name) => text(name, "The source's own"));
}
