/**
 * Level III files that npm's nexrad-level-3-data also reads: CPU time to decode them all, compared with it. The peer
 * rejects most files. Bar: at least 3 times faster.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { decodeLevel3 } from "@welkin/nexrad";
import peer from "nexrad-level-3-data";
import { cpuTime, interleave, judge, tellTimes } from "./measure.ts";

const bar = 3;
const rounds = 7;
const folder = resolve(process.env["WELKIN_TEST_DATA"] ?? "../shared/data", "nexrad/level3");

async function compare(): Promise<void> {
  if (!existsSync(folder)) {
    console.log(`  no files in ${folder}: nothing to compare`);
    return;
  }
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  const shared = files.filter(peerReads);
  const [ours, theirs, all] = [
    `welkin, the ${shared.length} files that the peer reads`,
    "nexrad-level-3-data, the same",
    `welkin, all ${files.length} files`,
  ];
  const best = await interleave(
    [
      { name: ours, run: () => cpuTime(() => each(shared, decodeLevel3)) },
      { name: theirs, run: () => cpuTime(() => each(shared, quietPeer)) },
      { name: all, run: () => cpuTime(() => each(files, decodeLevel3)) },
    ],
    rounds,
  );
  tellTimes(best);
  const ratio = best.get(theirs)! / best.get(ours)!;
  judge([{ name: "nexrad-level-3-data / welkin", ratio, atLeast: bar }]);
}

function each(files: readonly Buffer[], decode: (bytes: Buffer) => unknown): void {
  for (const bytes of files) decode(bytes);
}

/** The peer logs what it skips to the console, which is not part of its work. */
function quietPeer(bytes: Buffer): ReturnType<typeof peer> {
  const { log, warn, error } = console;
  Object.assign(console, { log: nothing, warn: nothing, error: nothing });
  try {
    return peer(bytes);
  } finally {
    Object.assign(console, { log, warn, error });
  }
}

function nothing(): void {}

/** Whether the peer gets a grid or packets out of a file. */
function peerReads(bytes: Buffer): boolean {
  try {
    const { radialPackets, symbology } = quietPeer(bytes);
    return (radialPackets?.length ?? 0) > 0 || symbology !== undefined;
  } catch {
    return false;
  }
}

await compare();
