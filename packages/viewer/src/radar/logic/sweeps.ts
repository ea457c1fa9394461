import type { Moment, Sweep } from "../api-types.ts";
import { offset } from "./time.ts";

/** The desired sweep, in terms that mean the same in every volume. */
export interface SweepWish {
  /** Degrees. */
  elevation: number;
  cut?: Sweep["cut"];
  /** Counts repeats of this angle and cut in a volume, from 0. */
  pass: number;
}

export interface SweepChoice {
  sweep: Sweep;
  wish: SweepWish;
  label: string;
  detail: string;
}

export interface ElevationGroup {
  elevation: number;
  label: string;
  choices: SweepChoice[];
}

/** Angles closer than this are one nominal angle: the antenna's own scatter. Degrees. */
const sameAngle = 0.11;

/** Cuts in order of preference for a moment: reflectivity has a longer range in the surveillance cut. */
const preferred: Record<Moment, readonly Sweep["cut"][]> = {
  REF: ["surveillance", "batch", "unknown", "doppler"],
  ZDR: ["surveillance", "batch", "unknown", "doppler"],
  PHI: ["surveillance", "batch", "unknown", "doppler"],
  RHO: ["surveillance", "batch", "unknown", "doppler"],
  CFP: ["surveillance", "batch", "unknown", "doppler"],
  VEL: ["doppler", "batch", "unknown", "surveillance"],
  SW: ["doppler", "batch", "unknown", "surveillance"],
};

const cutNames: Record<Sweep["cut"], string> = {
  surveillance: "Surveillance",
  doppler: "Doppler",
  batch: "Batch",
  unknown: "Sweep",
};

/** Sweeps with `moment`, by elevation from the lowest; in each, the best one first. */
export function groupSweeps(
  sweeps: readonly Sweep[],
  moment: Moment,
  volumeTime: string,
): ElevationGroup[] {
  const having = sweeps
    .filter((sweep) => sweep.moments.some(({ name }) => name === moment))
    .toSorted((a, b) => a.elevation - b.elevation || a.index - b.index);
  const groups: Sweep[][] = [];
  for (const sweep of having) {
    const group = groups.at(-1);
    if (group && sweep.elevation - group[0]!.elevation < sameAngle) group.push(sweep);
    else groups.push([sweep]);
  }
  return groups.map((group) => toGroup(group, moment, volumeTime));
}

function toGroup(group: readonly Sweep[], moment: Moment, volumeTime: string): ElevationGroup {
  const elevation = group[0]!.elevation;
  const passes = new Map<Sweep["cut"], number>();
  const choices = group
    .toSorted((a, b) => a.index - b.index)
    .map((sweep): SweepChoice => {
      const pass = passes.get(sweep.cut) ?? 0;
      passes.set(sweep.cut, pass + 1);
      return {
        sweep,
        wish: { elevation, cut: sweep.cut, pass },
        label: sweepName(sweep, pass),
        detail: `${offset(volumeTime, sweep.time)} · ${reach(sweep, moment)} km`,
      };
    });
  const order = preferred[moment];
  choices.sort(
    (a, b) =>
      order.indexOf(a.sweep.cut) - order.indexOf(b.sweep.cut) || a.sweep.index - b.sweep.index,
  );
  return { elevation, label: angle(elevation), choices };
}

/** Kilometres to the far edge of the last gate. */
function reach(sweep: Sweep, moment: Moment): number {
  const found = sweep.moments.find(({ name }) => name === moment)!;
  return Math.round((found.firstGate + (found.gates - 0.5) * found.gateSpacing) / 1000);
}

function sweepName(sweep: Sweep, pass: number): string {
  const name = cutNames[sweep.cut];
  if (sweep.supplemental) return `${name}, ${sweep.supplemental}`;
  return pass > 0 ? `${name}, again` : name;
}

export const angle = (degrees: number): string => `${degrees.toFixed(1)}°`;

/** The sweep of a volume that is closest to the wish and has the moment. */
export function matchSweep(
  groups: readonly ElevationGroup[],
  wish: SweepWish,
): SweepChoice | undefined {
  const distance = (group: ElevationGroup) => Math.abs(group.elevation - wish.elevation);
  const nearest = groups.toSorted((a, b) => distance(a) - distance(b))[0];
  if (!nearest) return undefined;
  const asked = nearest.choices.filter(({ sweep }) => sweep.cut === wish.cut);
  const choices = asked.length > 0 ? asked : nearest.choices.slice(0, 1);
  return choices[Math.min(wish.pass, choices.length - 1)];
}

/** Degrees by which the angles of corresponding elevations may differ between patterns. */
const likeAngle = 0.35;

/** Whether a growing volume already has the desired sweep; its lowest sweeps come first. */
export function hasWished(groups: readonly ElevationGroup[], wish: SweepWish): boolean {
  const choice = matchSweep(groups, wish);
  if (!choice) return false;
  const isLowest = wish.elevation <= 0;
  return isLowest || Math.abs(choice.wish.elevation - wish.elevation) < likeAngle;
}

/** The wish for the sweep with this index, as named in a shared link. */
export function wishFor(
  groups: readonly ElevationGroup[],
  sweepIndex: number,
): SweepWish | undefined {
  const choices = groups.flatMap((group) => group.choices);
  return choices.find(({ sweep }) => sweep.index === sweepIndex)?.wish;
}

/** Why some angles occur more than once; undefined if none do. */
export function whyRepeated(choices: readonly SweepChoice[]): string | undefined {
  if (choices.length < 2) return undefined;
  const cuts = new Set(choices.map(({ sweep }) => sweep.cut));
  const supplemental = choices.find(({ sweep }) => sweep.supplemental)?.sweep.supplemental;
  const reasons: string[] = [];
  if (cuts.has("surveillance") && cuts.has("doppler")) {
    reasons.push("Low angles are scanned twice: once to see far, once to measure velocity.");
  }
  const doppler = choices.filter(({ sweep }) => sweep.cut === "doppler" && !sweep.supplemental);
  if (doppler.length > 1) {
    reasons.push("Velocity is measured more than once, each time at different pulse rates.");
  }
  if (supplemental === "SAILS") reasons.push("SAILS comes back to the lowest angle midway.");
  if (supplemental === "MRLE") reasons.push("MRLE comes back to the lowest angles midway.");
  return reasons.length > 0 ? reasons.join(" ") : "This angle was scanned more than once.";
}

/** The limit of a velocity picture: anything faster seems to move the other way. */
export function whereItFolds({ nyquist }: Sweep, moment: Moment): string | undefined {
  if (moment !== "VEL" || nyquist === undefined) return undefined;
  return `Nyquist velocity ${nyquist.toFixed(1)} m/s: anything faster appears to move the other way.`;
}
