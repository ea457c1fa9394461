const pad = (value: number) => String(value).padStart(2, "0");

/** 07:51:54, in UTC. */
export function clock(iso: string, seconds = true): string {
  const time = new Date(iso);
  const minutes = `${pad(time.getUTCHours())}:${pad(time.getUTCMinutes())}`;
  return seconds ? `${minutes}:${pad(time.getUTCSeconds())}` : minutes;
}

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** 25 Jun 2021, in UTC. */
export function day(iso: string): string {
  const time = new Date(iso);
  return `${time.getUTCDate()} ${months[time.getUTCMonth()]} ${time.getUTCFullYear()}`;
}

/** 02:51 GMT-5: in the time zone `zone`, or the visitor's; undefined if that is UTC. */
export function localClock(iso: string, zone?: string): string | undefined {
  const text = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    ...(zone ? { timeZone: zone } : {}),
  }).format(new Date(iso));
  return text.endsWith(" UTC") ? undefined : text;
}

/** +2:10 between two times. */
export function offset(from: string, to: string): string {
  const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000);
  const size = Math.abs(seconds);
  return `${seconds < 0 ? "−" : "+"}${Math.floor(size / 60)}:${pad(size % 60)}`;
}

/** The age in the largest unit that fits: "4 min ago". */
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (seconds < 60) return "just now";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  if (days < 365) return `${days} d ago`;
  return `${Math.floor(days / 365.25)} y ago`;
}

export interface Tick {
  /** Position along the line, 0 to 1. */
  at: number;
  label?: string;
  /** The first of its day. */
  midnight: boolean;
}

/** A tick for each time, evenly spaced, and labels no closer than `spacing` pixels on a line `width` long. */
export function timeTicks(times: readonly string[], width: number, spacing = 58): Tick[] {
  const last = times.length - 1;
  let labelled = Number.NEGATIVE_INFINITY;
  return times.map((time, index) => {
    const at = last > 0 ? index / last : 0.5;
    const previous = times[index - 1];
    const midnight = previous !== undefined && day(previous) !== day(time);
    const fits = at * width - labelled >= spacing;
    if (!fits) return { at, midnight };
    labelled = at * width;
    return { at, midnight, label: clock(time, false) };
  });
}
