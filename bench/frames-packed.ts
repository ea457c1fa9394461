/**
 * Packed frames of 4096² as the service draws and cuts them, from the file to the bytes that are sent: against cfitsio's funpack
 * of the whole (Debian: libcfitsio-bin), and what they hold in memory.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { writeFits } from "@welkin/fits";
import { cutFits, drawPicture } from "../packages/welkin/src/frames/render/tasks.ts";
import { commandTime, cpuTime, interleave, judge, tellTimes, type Verdict } from "./measure.ts";

const SIZE = 4096;
const ROUNDS = 5;
const IN_SEQUENCE = 6;
const FUNPACK = "funpack";
const KINDS = { "16-bit counts": 0, "quantised floats": 64 } as const;

/** `--frame FILE QUANTISE` writes a frame and ends: its memory shall not count as that of the pictures. */
if (process.argv[2] === "--frame") {
  const [file = "", quantise = "0"] = process.argv.slice(3);
  writeFileSync(file, await packedFrame(Number(quantise)));
  process.exit();
}
if (spawnSync(FUNPACK, ["-V"]).error) {
  console.log("  funpack is not installed: nothing to compare with");
  process.exit(0);
}
const runtime = process.memoryUsage().rss;
let held = runtime;
const folder = mkdtempSync(path.join(tmpdir(), "welkin-bench-"));
try {
  const verdicts: Verdict[] = [];
  for (const [kind, quantise] of Object.entries(KINDS)) {
    verdicts.push(...(await compare(kind, quantise)));
  }
  judge(verdicts);
} finally {
  rmSync(folder, { recursive: true });
}

async function compare(kind: string, quantise: number): Promise<Verdict[]> {
  const file = path.join(folder, `${quantise}.fits.fz`);
  spawnSync(process.execPath, [import.meta.filename, "--frame", file, String(quantise)]);
  const [fine, upstream, cutout, funpack] = [
    "picture of 200²",
    "picture of 200², upstream's way",
    "cutout of 300²",
    "funpack",
  ].map((name) => `${kind}: ${name}`) as [string, string, string, string];
  const box = { x: (SIZE - 300) / 2, y: (SIZE - 300) / 2, width: 300, height: 300 };
  const cut = { path: file, choice: {}, region: { kind: "box", box }, edge: "trim" } as const;
  const best = await interleave(
    [
      { name: fine, run: () => warm(() => picture(file, "fine")) },
      { name: upstream, run: () => warm(() => picture(file, "upstream")) },
      { name: cutout, run: () => warm(() => cutFits(cut)) },
      { name: funpack, run: () => commandTime(`funpack -S ${file} > /dev/null`).cpu },
    ],
    ROUNDS,
  );
  tellTimes(best);
  const ratio = (of: string) => (best.get(of) as number) / (best.get(funpack) as number);
  // Unpacking quantised floats alone takes what funpack takes: see fits-decode.
  const most = quantise === 0 ? 0.7 : 1.7;
  // Floats come after counts in this process, and take twice the room.
  const room = quantise === 0 ? 200 : 320;
  return [
    { name: fine, ratio: ratio(fine), atMost: most },
    { name: upstream, ratio: ratio(upstream), atMost: most },
    { name: cutout, ratio: ratio(cutout), atMost: 0.08 },
    {
      name: `${kind}: megabytes above the runtime`,
      ratio: (held - runtime) / 1e6,
      atMost: room,
    },
  ];
}

/** A thread of the service does one after another. */
async function warm(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < IN_SEQUENCE; i++) {
    least = Math.min(least, await cpuTime(work));
    held = Math.max(held, process.memoryUsage().rss);
  }
  return least;
}

function picture(file: string, shrink: "fine" | "upstream") {
  const style = { width: 200, height: 200, shrink };
  const spec = { images: [{}], style, format: "jpg", quality: 80 } as const;
  return drawPicture({ paths: [file], spec });
}

async function packedFrame(quantise: number): Promise<Uint8Array> {
  const sky = skyFrame();
  const axes = [SIZE, SIZE];
  if (quantise === 0) {
    return writeFits([{ data: Int16Array.from(sky), axes, compress: { codec: "RICE_1" } }]);
  }
  const gzip = (bytes: Uint8Array) => gzipSync(bytes);
  return writeFits([{ data: sky, axes, compress: { codec: "RICE_1", quantise, gzip } }]);
}

/** A sky with noise like that of photons, and stars; the same at each run. */
function skyFrame(): Float32Array {
  let state = 20261121;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const frame = new Float32Array(SIZE * SIZE);
  for (let i = 0; i < frame.length; i++) {
    frame[i] = 820 + 52 * (random() + random() + random() + random() - 2);
  }
  for (let star = 0; star < 20_000; star++) {
    const x = 8 + Math.floor(random() * (SIZE - 16));
    const y = 8 + Math.floor(random() * (SIZE - 16));
    const peak = Math.min(30_000, 20 / (1 - random()));
    for (let dy = -8; dy <= 8; dy++) {
      for (let dx = -8; dx <= 8; dx++) {
        const at = (y + dy) * SIZE + x + dx;
        const light = (frame[at] as number) + peak * Math.exp(-(dx * dx + dy * dy) / 6);
        frame[at] = Math.min(32_000, light);
      }
    }
  }
  return frame;
}
