import { OrbitError, parseDate } from "@welkin/orbits";
import { Rejection } from "../observation.ts";
import type { FileRecord } from "../record.ts";
import { parseXml, type XmlElement, XmlError } from "./xml.ts";

/** Maximum characters of a label: the longest in the archives have a tenth of this. */
export const LABEL_LIMIT = 4 * 1024 ** 2;

/**
 * The row for a PDS4 label of a survey's image, by the rules by which CATCH makes observations from labels; and the
 * values kept if the source has a column for them: `field_id`, `diff`, `file_name`.
 *
 * @throws Rejection
 */
export function labelRow(text: string): Required<Pick<FileRecord, "values" | "offered">> {
  const label = rootOf(text);
  const lid = text1(label, "Identification_Area/logical_identifier");
  if (lid === undefined) throw new Rejection("NO_PRODUCT_ID", "The label has no LID.");
  const survey = descendant(label, "survey:Survey");
  if (isCalibration(label, survey)) {
    throw new Rejection("BAD_FIELD", "The label is of a calibration, not of the sky.");
  }
  if (survey === undefined) {
    throw new Rejection("BAD_FIELD", "The label has no survey:Survey with an image's corners.");
  }
  const start = dateOf(label, "start_date_time");
  const stop = dateOf(label, "stop_date_time");
  const exposure = descendant(label, "img:Exposure", "img:exposure_duration");
  const values = {
    product_id: lid,
    mjd_start: start,
    mjd_stop: stop,
    // Without one, the time between start and stop, to the millisecond.
    exposure: exposure?.text
      ? inUnit(exposure, seconds)
      : Math.round((stop - start) * 86_400_000) / 1000,
    filter: descendant(label, "img:Optical_Filter", "img:filter_name")?.text,
    fov: cornersOf(survey),
    maglimit: limitOf(survey),
  };
  const offered = {
    field_id: child(survey, "survey:field_id")?.text,
    diff: hasDifference(label, lid),
    file_name: descendant(label, "File_Area_Observational", "File", "file_name")?.text,
  };
  return { values, offered };
}

function rootOf(text: string): XmlElement {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) throw new Rejection("UNREADABLE", error.message);
    throw error;
  }
}

/** Archives keep flats and darks among images of the sky; a "Calibration Field" is one of the sky. */
function isCalibration(label: XmlElement, survey: XmlElement | undefined): boolean {
  return (
    text1(label, "Observation_Area/Primary_Result_Summary/purpose") === "Calibration" ||
    text1(label, "Observation_Area/Target_Identification/type") === "Calibrator" ||
    (survey && child(survey, "survey:observation_purpose")?.text) === "Calibration"
  );
}

/** PDS4's units of time and of angle (Information Model, Units_of_Time and Units_of_Angle), as seconds and degrees. */
const seconds: Units = { s: 1, ms: 1e-3, microseconds: 1e-6, min: 60, hr: 3600, day: 86_400 };
const degrees: Units = {
  ...{ deg: 1, arcmin: 1 / 60, arcsec: 1 / 3600, hr: 15 },
  ...{ rad: 180 / Math.PI, mrad: 0.18 / Math.PI, microrad: 1.8e-4 / Math.PI },
};
type Units = Readonly<Record<string, number>>;

/** A number in its usual unit: as written, if it has that unit or none. */
function inUnit({ text, attributes }: XmlElement, units: Units): string {
  const factor = units[attributes["unit"] ?? ""] ?? 1;
  return factor === 1 ? text : String(Number(text) * factor);
}

/** In either of PDS4's two forms, with month and day or with the day of the year (Standards Reference, section 5B). */
const YEAR_AND_DAY = /^(\d{4})-(\d{3})(?!\d)(?:T(.*?))?Z?$/;

function parsePdsDate(text: string): number {
  const [, year, day, time] = YEAR_AND_DAY.exec(text) ?? [];
  if (year === undefined || Number(day) < 1 || Number(day) > 366) return parseDate(text);
  return parseDate(`${year}-01-01${time ? `T${time}` : ""}Z`) + Number(day) - 1;
}

function dateOf(label: XmlElement, which: string): number {
  const text = text1(label, `Observation_Area/Time_Coordinates/${which}`);
  if (text === undefined) throw new Rejection("BAD_TIME", `The label has no ${which}.`);
  try {
    return parsePdsDate(text);
  } catch (error) {
    if (!(error instanceof OrbitError)) throw error;
    throw new Rejection("BAD_TIME", `${which}: ${error.message}`);
  }
}

const corners = ["Top Left", "Top Right", "Bottom Right", "Bottom Left"];

function cornersOf(survey: XmlElement): string {
  const positions = child(survey, "survey:Image_Corners")?.children ?? [];
  const texts = corners.map((corner) => {
    const position = positions.find(
      (one) => child(one, "survey:corner_identification")?.text === corner,
    );
    const place = position && child(position, "survey:Coordinate");
    const ra = place && child(place, "survey:right_ascension");
    const dec = place && child(place, "survey:declination");
    if (!ra?.text || !dec?.text) {
      throw new Rejection("BAD_FIELD", `The label has no corner "${corner}".`);
    }
    return `${inUnit(ra, degrees)}:${inUnit(dec, degrees)}`;
  });
  return texts.join(",");
}

/**
 * The limit at which half of the sources are detected; otherwise where counts roll over; otherwise at a number of
 * sigmas.
 */
function limitOf(survey: XmlElement): string | undefined {
  const percentages = child(survey, "survey:Limiting_Magnitudes")?.children ?? [];
  const half = percentages.find(
    (one) =>
      nameOf(one) === "survey:Percentage_Limit" &&
      one.children.some((each) => /percentage/i.test(each.name) && Number(each.text) === 50),
  );
  return (
    (half && child(half, "survey:limiting_magnitude")?.text) ??
    descendant(survey, "survey:Rollover", "survey:rollover_magnitude")?.text ??
    descendant(survey, "survey:N_Sigma_Limit", "survey:limiting_magnitude")?.text
  );
}

/** Whether the label of `…_fits` names the difference image `…_diff` as derived from it. */
function hasDifference(label: XmlElement, lid: string): boolean {
  const expected = `${lid.slice(0, -4)}diff`;
  const references = child(label, "Reference_List")?.children ?? [];
  return references.some(
    (one) =>
      child(one, "reference_type")?.text === "data_to_derived_product" &&
      child(one, "lid_reference")?.text === expected,
  );
}

/** `img:Exposure`, whatever prefix the document uses for the dictionary: the namespaces are …/pds4/img/v1. */
function nameOf({ name, namespace }: XmlElement): string {
  const colon = name.indexOf(":");
  const local = name.slice(colon + 1);
  const dictionary = /\/pds4\/(?:mission\/)?([^/]+)\/v\d/.exec(namespace)?.[1];
  const prefix = dictionary ?? (colon < 0 ? "" : name.slice(0, colon));
  return prefix === "" || prefix === "pds" ? local : `${prefix}:${local}`;
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => nameOf(one) === name);
}

/** The text of the element at a path below another, if it has any. */
function text1(element: XmlElement, path: string): string | undefined {
  let at: XmlElement | undefined = element;
  for (const name of path.split("/")) at = at && child(at, name);
  return at?.text || undefined;
}

/** The first match, anywhere below an element, of a path of nested names. */
function descendant(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  const [first, ...rest] = names as [string, ...string[]];
  for (const one of element.children) {
    if (nameOf(one) === first) {
      const found = rest.reduce<XmlElement | undefined>((at, name) => at && child(at, name), one);
      if (found) return found;
    }
    const below = descendant(one, ...names);
    if (below) return below;
  }
  return undefined;
}
