import { observer } from "@welkin/orbits";
import { targetEphemeris } from "../ephemeris.ts";
import { angle, vectorOf } from "../footprints/index.ts";
import type { Target } from "../targets/target.ts";
import type { Span } from "./passes.ts";

/** Maximum number of steps along the path; a step is a day unless that exceeds it. */
const STEPS = 2000;

/** Degrees that a target moves over the sky in each of the spans (MJD), as seen from the Earth's centre. */
export async function arcsOf(target: Target, spans: readonly Span[]): Promise<number[]> {
  if (spans.length === 0) return [];
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  const step = Math.max(1, (to - from) / STEPS);
  const steps = Math.max(1, Math.ceil((to - from) / step));
  const times = Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);
  const rows = await targetEphemeris(target, observer("500"), times);
  const places = rows.map(({ ra, dec }) => vectorOf(ra, dec));
  const way = [0];
  for (let i = 1; i < places.length; i++) {
    way.push(way[i - 1]! + (angle(places[i - 1]!, places[i]!) * 180) / Math.PI);
  }
  const at = (mjd: number) => {
    const place = ((mjd - from) / Math.max(to - from, 1e-9)) * steps;
    const before = Math.max(0, Math.min(steps - 1, Math.floor(place)));
    return way[before]! + ((way[before + 1] ?? way[before]!) - way[before]!) * (place - before);
  };
  return spans.map((span) => at(span.to) - at(span.from));
}
