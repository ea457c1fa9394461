/** File names in archives and feeds. */

/** `YYYYMMDD_HHMMSS`, with any separator; undefined if it is not a time. */
export function timeOf(date: string, clock: string): Date | undefined {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)];
  const [hour, minute, second] = [clock.slice(0, 2), clock.slice(2, 4), clock.slice(4, 6) || "00"];
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = new Date(`${text}Z`);
  // 31 February would be read as 3 March, which is not what was written.
  return Number.isNaN(time.getTime()) || !time.toISOString().startsWith(text) ? undefined : time;
}

/** The time contained in any form of file name: KTLX20130520_201643_V06, Level2_KFTG_20150430_1419.ar2v. */
export function timeInName(name: string): Date | undefined {
  const match = /(?<!\d)(\d{8})[_-]?(\d{4}(?:\d{2})?)(?!\d)/.exec(name);
  return match ? timeOf(match[1] ?? "", match[2] ?? "") : undefined;
}

/** `20130520_201643`, with the given separator. */
export function stampOf(time: Date, between = ""): string {
  const [date = "", clock = ""] = time
    .toISOString()
    .replace(/\.\d+Z/, "")
    .split("T");
  const parts = [...date.split("-"), ...clock.split(":")];
  return between === ""
    ? `${parts.slice(0, 3).join("")}_${parts.slice(3).join("")}`
    : parts.join(between);
}

const DAY = 86_400_000;

/** The UTC days that a span touches, each as its midnight. */
export function* daysOf(from: Date, to: Date): Generator<Date> {
  for (let day = Math.floor(from.getTime() / DAY) * DAY; day <= to.getTime(); day += DAY) {
    yield new Date(day);
  }
}
