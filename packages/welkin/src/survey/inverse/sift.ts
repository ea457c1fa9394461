import { bodyIndex, type SolarSystem } from "@welkin/orbits";
import { wander } from "./calm.ts";
import { drift } from "./drift.ts";
import { type PackedOrbits, stateOf } from "./packed.ts";
import { BRIGHTER, type Cap, LIGHT, MARCH, PARALLAX } from "./scan.ts";

const EARTH = bodyIndex("earth");

/**
 * Numbers of the calm orbits that may be in a cap, from their positions at `since` (MJD TDB), years away: along their
 * ellipses alone, with a bound on how far they drift from these.
 */
export function sift(
  orbits: PackedOrbits,
  range: { readonly begin: number; readonly end: number },
  since: number,
  cap: Cap,
  system: SolarSystem,
): number[] {
  const [earth, earthRate, sun, sunRate] = Array.from({ length: 4 }, () => new Float64Array(3)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  system.state(EARTH, cap.mjd, earth, earthRate, 0);
  system.state(0, cap.mjd, sun, sunRate, 0);
  const [ex, ey, ez] = [earth[0]! - sun[0]!, earth[1]! - sun[1]!, earth[2]! - sun[2]!];
  const speed = Math.hypot(...[0, 1, 2].map((k) => earthRate[k]! - sunRate[k]!));
  const days = cap.mjd - since;
  const [cx, cy, cz] = cap.centre;
  const s = new Float64Array(6);
  const found: number[] = [];
  for (let i = range.begin; i < range.end; i++) {
    stateOf(orbits, i, s);
    const known = Math.abs(since - orbits.epoch[i]!) / 365.25;
    const off = PARALLAX + wander(s, Math.abs(days) / 365.25) + MARCH * (known + 1);
    drift(s, days);
    const [vx, vy, vz] = [s[3]!, s[4]!, s[5]!];
    let [dx, dy, dz] = [s[0]! - ex, s[1]! - ey, s[2]! - ez];
    const tau = Math.sqrt(dx * dx + dy * dy + dz * dz) / LIGHT;
    dx -= vx * tau;
    dy -= vy * tau;
    dz -= vz * tau;
    const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const reach = off + (Math.sqrt(vx * vx + vy * vy + vz * vz) + speed) * cap.half;
    if (!(reach < distance)) {
      found.push(i);
      continue;
    }
    const wide = cap.radius + Math.asin(reach / distance);
    if (wide < Math.PI && dx * cx + dy * cy + dz * cz < Math.cos(wide) * distance) continue;
    if (cap.maglimit !== undefined) {
      const r = Math.sqrt(s[0]! ** 2 + s[1]! ** 2 + s[2]! ** 2);
      const near = (distance - reach) * Math.max(r - reach, 1e-3);
      if (orbits.H[i]! + 5 * Math.log10(near) - BRIGHTER > cap.maglimit) continue;
    }
    found.push(i);
  }
  return found;
}
