/** Common to all comparisons: A and B alternate in one run; the minimum of each, and a ratio with its bar. */
import { spawnSync } from "node:child_process";

/** One side of a comparison: does its work once and returns the seconds it took. */
export interface Contestant {
  readonly name: string;
  run(): number | Promise<number>;
}

/**
 * Runs all in turn, this many rounds; the minimum time of each, in seconds. The first round is a warm-up and does not
 * count.
 */
export async function interleave(
  contestants: readonly Contestant[],
  rounds: number,
): Promise<Map<string, number>> {
  const best = new Map<string, number>();
  for (let round = 0; round <= rounds; round++) {
    for (const { name, run } of contestants) {
      const seconds = await run();
      if (round > 0) best.set(name, Math.min(seconds, best.get(name) ?? Number.POSITIVE_INFINITY));
    }
  }
  return best;
}

/** CPU seconds, user and system, of all threads of this process. */
export async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Elapsed seconds. */
export async function wallTime(work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1e3;
}

/** Seconds taken by a shell command: CPU, and elapsed. */
export function commandTime(command: string): { cpu: number; wall: number } {
  const script = `TIMEFORMAT='%U %S %R'; time ${command}`;
  const { status, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  const [user = 0, system = 0, wall = 0] = stderr.trim().split(/\s+/).slice(-3).map(Number);
  return { cpu: user + system, wall };
}

/** A ratio and its bar. */
export interface Verdict {
  readonly name: string;
  readonly ratio: number;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Prints each ratio with its bar; the process fails if one is not met. */
export function judge(verdicts: readonly Verdict[]): void {
  for (const { name, ratio, atMost, atLeast } of verdicts) {
    const holds = ratio <= (atMost ?? Number.POSITIVE_INFINITY) && ratio >= (atLeast ?? 0);
    const bar = atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`;
    console.log(`  ${holds ? "holds" : "FAILS"}  ${ratio.toFixed(3)} (bar ${bar})  ${name}`);
    if (!holds) process.exitCode = 1;
  }
}

/** Prints the times behind the ratios. */
export function tellTimes(best: ReadonlyMap<string, number>): void {
  for (const [name, seconds] of best) {
    console.log(`  ${(seconds * 1000).toFixed(0).padStart(6)} ms  ${name}`);
  }
}
