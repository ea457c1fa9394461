import { MJD_ZERO_JD } from "../constants.ts";
import { OrbitError } from "../errors.ts";
import { isLeapSecondDay } from "./leap-seconds.ts";

/** MJD of 1970-01-01, the zero of JavaScript's Date. */
const UNIX_MJD = 40587;
const DAY_MS = 86_400_000;

export const jdToMjd = (jd: number): number => jd - MJD_ZERO_JD;
export const mjdToJd = (mjd: number): number => mjd + MJD_ZERO_JD;

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,12})?)?)?\s*(Z|UTC|UT|TDB|TT|TAI)?$/;

/**
 * MJD of an ISO 8601 date, in the time scale of the text: "2024-02-29", "2024-02-29T12:00Z", "2024-02-29 12:00:00.5".
 * The 61st second of a day that has a leap second is the first of the next day, since an MJD cannot name it.
 *
 * @throws OrbitError `bad-date`
 */
export function isoToMjd(text: string): number {
  const bad = (why: string) => new OrbitError("bad-date", `"${text}" is not a date: ${why}.`, text);
  const m = ISO.exec(text.trim());
  if (m === null) throw bad("write it as 2024-02-29 or 2024-02-29T12:34:56.789Z");
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((i) =>
    Number(m[i] ?? 0),
  ) as [number, number, number, number, number, number];
  const midnight = new Date(Date.UTC(2000, month - 1, day));
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day)
    throw bad("there is no such day");
  const mjd = UNIX_MJD + midnight.getTime() / DAY_MS;
  const leap = second === 60 && hour === 23 && minute === 59 && isLeapSecondDay(mjd);
  if (hour > 23 || minute > 59 || (second > 59 && !leap)) throw bad("there is no such time");
  return mjd + (hour * 3600 + minute * 60 + second + Number(m[7] ?? 0)) / 86400;
}

/**
 * ISO 8601 text of an MJD, to the millisecond, in the MJD's own scale (append "Z" only to UTC).
 *
 * @throws OrbitError `bad-date` outside the calendar's range
 */
export function mjdToIso(mjd: number): string {
  const ms = Math.round((mjd - UNIX_MJD) * DAY_MS);
  const day = Math.floor(ms / DAY_MS);
  const [year, month, date] = calendarDate(day + UNIX_MJD);
  // Lists have a date a row, and a Date takes four times as long to write one; it does know years that have other than
  // four digits.
  if (!(year >= 1000 && year <= 9999)) return isoOfDate(new Date(ms), mjd);
  const milliseconds = ms - day * DAY_MS;
  const seconds = Math.floor(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  const time = `${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}`;
  const fraction = String(milliseconds % 1000).padStart(3, "0");
  return `${year}-${twoDigits[month]}-${twoDigits[date]}T${time}.${fraction}`;
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

function isoOfDate(date: Date, mjd: number): string {
  if (Number.isNaN(date.getTime()))
    throw new OrbitError("bad-date", `MJD ${mjd} is not a date.`, String(mjd));
  return date.toISOString().slice(0, -1);
}

/** Year, month and day of the Gregorian calendar (Fliegel & Van Flandern 1968, CACM 11, 657) for a whole MJD. */
function calendarDate(mjd: number): [year: number, month: number, date: number] {
  const { floor } = Math;
  const days = mjd + 2_400_001 + 68_569;
  const century = floor((4 * days) / 146_097);
  const inCentury = days - floor((146_097 * century + 3) / 4);
  const year = floor((4000 * (inCentury + 1)) / 1_461_001);
  const inYear = inCentury - floor((1461 * year) / 4) + 31;
  const month = floor((80 * inYear) / 2447);
  const turn = floor(month / 11);
  return [
    100 * (century - 49) + year + turn,
    month + 2 - 12 * turn,
    inYear - floor((2447 * month) / 80),
  ];
}

/** A date as users give it: ISO text, an MJD, or a JD ("JD2460000.5" or a bare number above 1 000 000). */
export function parseDate(text: string): number {
  const number = /^(JD|MJD)?\s*([-+]?\d+(?:\.\d*)?)$/i.exec(text.trim());
  if (number === null) return isoToMjd(text);
  const value = Number(number[2]);
  const prefix = number[1]?.toUpperCase();
  return prefix === "JD" || (prefix === undefined && value > 1e6) ? jdToMjd(value) : value;
}
