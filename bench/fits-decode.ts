/**
 * Tile-compressed frames of 4096²: decoding all of it, and a cutout of 300², compared with cfitsio's funpack (Debian:
 * libcfitsio-bin).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { type FitsImage, openFits, writeFits } from "@welkin/fits";
import { commandTime, cpuTime, interleave, judge, tellTimes } from "./measure.ts";

const SIZE = 4096;
const ROUNDS = 6;
const FUNPACK = "funpack";

if (spawnSync(FUNPACK, ["-V"]).error) {
  console.log("  funpack is not installed: nothing to compare with");
  process.exit(0);
}
const folder = mkdtempSync(path.join(tmpdir(), "welkin-bench-"));
try {
  const sky = skyFrame();
  const counts = Uint16Array.from(sky);
  const axes = [SIZE, SIZE];
  const frames = {
    "16-bit counts": await writeFits([{ data: counts, axes, compress: { codec: "RICE_1" } }]),
    "quantised floats": await writeFits([
      {
        data: sky,
        axes,
        compress: { codec: "RICE_1", quantise: 64, gzip: (bytes) => gzipSync(bytes) },
      },
    ]),
  };
  for (const [name, bytes] of Object.entries(frames)) await compare(name, bytes);
} finally {
  rmSync(folder, { recursive: true });
}

async function compare(name: string, bytes: Uint8Array): Promise<void> {
  const file = path.join(folder, "frame.fits.fz");
  writeFileSync(file, bytes);
  const whole = `${name}: whole frame`;
  const cutout = `${name}: cutout of 300²`;
  const funpack = `${name}: funpack`;
  const section = { x: (SIZE - 300) / 2, y: (SIZE - 300) / 2, width: 300, height: 300 };
  const best = await interleave(
    [
      { name: whole, run: () => cpuTime(async () => (await inMemory(file)).readAll()) },
      { name: cutout, run: () => cpuTime(() => ranged(file, (image) => image.read(section))) },
      { name: funpack, run: () => commandTime(`funpack -S ${file} > /dev/null`).cpu },
    ],
    ROUNDS,
  );
  tellTimes(best);
  const ratio = (of: string) => (best.get(of) as number) / (best.get(funpack) as number);
  judge([
    { name: whole, ratio: ratio(whole), atMost: 1 },
    { name: cutout, ratio: ratio(cutout), atMost: 0.08 },
  ]);
}

/** Ranged reads of a file: a cutout needs only part of it. */
async function ranged(file: string, work: (image: FitsImage) => Promise<unknown>): Promise<void> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const read = async (offset: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    await work((await openFits({ size, read }, { inflate })).firstImage().image);
  } finally {
    await handle.close();
  }
}

async function inMemory(file: string): Promise<FitsImage> {
  return (await openFits(readFileSync(file), { inflate })).firstImage().image;
}

function inflate(bytes: Uint8Array, maxOutputLength: number): Uint8Array {
  return gunzipSync(bytes, { maxOutputLength });
}

/** A sky gradient with photon-like noise, and stars; the same on each run. */
function skyFrame(): Float32Array {
  let state = 20261121;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const frame = new Float32Array(SIZE * SIZE);
  for (let i = 0; i < frame.length; i++) {
    const noise = random() + random() + random() + random() - 2;
    frame[i] = 820 + 0.01 * ((i % SIZE) - SIZE / 2) + 52 * noise;
  }
  for (let star = 0; star < 20_000; star++) {
    const x = 8 + Math.floor(random() * (SIZE - 16));
    const y = 8 + Math.floor(random() * (SIZE - 16));
    const peak = Math.min(50_000, 20 / (1 - random()));
    for (let dy = -8; dy <= 8; dy++) {
      for (let dx = -8; dx <= 8; dx++) {
        const at = (y + dy) * SIZE + x + dx;
        frame[at] = Math.min(
          65_000,
          (frame[at] as number) + peak * Math.exp(-(dx * dx + dy * dy) / 6),
        );
      }
    }
  }
  return frame;
}
