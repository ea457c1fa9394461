import { isoToMjd, mjdToIso } from "@welkin/orbits";

const iso =
  /^(\d{4}-\d{1,2}-\d{1,2})(?:[T ](\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d*)?)?))?(?:Z|\(UTC\))?$/;
const dayOfYear = /^(\d{4}):(\d{1,3})(?::(\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d*)?)?))?$/;
const epoch = /^([JB])(\d{4}(?:\.\d*)?)$/i;

/** MJD of a date in one of the forms that astropy tells apart by itself; nothing where it is none. */
export function readCatchDate(text: string): number | undefined {
  const trimmed = text.trim();
  const found = iso.exec(trimmed);
  if (found) return mjdOf(padded(found[1]!), found[2]);
  const day = dayOfYear.exec(trimmed);
  if (day) {
    const number = Number(day[2]);
    const start = mjdOf(`${day[1]}-01-01`, day[3]);
    return number >= 1 && number <= 366 && start !== undefined ? start + number - 1 : undefined;
  }
  const years = epoch.exec(trimmed);
  if (!years) return undefined;
  const [, kind, year] = years;
  // Julian epochs; Besselian ones as Lieske 1979, A&A 73, 282.
  return kind!.toUpperCase() === "J"
    ? 51_544.5 + (Number(year) - 2000) * 365.25
    : 15_019.81352 + (Number(year) - 1900) * 365.242198781;
}

function padded(date: string): string {
  return date
    .split("-")
    .map((part) => part.padStart(2, "0"))
    .join("-");
}

function mjdOf(date: string, time = "0:0"): number | undefined {
  const [hours = "0", minutes = "0", seconds = "0"] = time.split(":");
  const pad = (part: string) => part.replace(/^(\d)(?=\.|$)/, "0$1").replace(/\.$/, "");
  try {
    return isoToMjd(`${date}T${pad(hours)}:${pad(minutes)}:${pad(seconds)}`);
  } catch {
    return undefined;
  }
}

/** `YYYY-MM-DD HH:MM:SS.sss` */
export function catchDate(mjd: number): string {
  return mjdToIso(mjd).replace("T", " ");
}
