/**
 * Frames of 4096² pixels as the service draws and cuts them, from the file to the bytes sent, compared with processes
 * of fitscut, funpack, and astropy with Pillow (Debian: fitscut, libcfitsio-bin, python3-astropy, python3-pil), and
 * their memory use.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { openFits, writeFits } from "@welkin/fits";
import { cutFits, drawPicture } from "../packages/welkin/src/frames/render/tasks.ts";
import {
  type Contestant,
  commandTime,
  cpuTime,
  interleave,
  judge,
  tellTimes,
  type Verdict,
} from "./measure.ts";

const SIZE = 4096;
const ROUNDS = 5;
const IN_SEQUENCE = 4;
/** Number of pictures drawn one after another to measure memory. */
const IN_MEMORY = 20;
const PYTHON = "/usr/bin/python3";
const BOX = { x: (SIZE - 300) / 2, y: (SIZE - 300) / 2, width: 300, height: 300 };

/** What a user would write with astropy and Pillow. */
const PILLOW = `
import sys
import numpy as np
from astropy.io import fits
from astropy.visualization import AsinhStretch, ImageNormalize, ZScaleInterval
from PIL import Image
with fits.open(sys.argv[1]) as hdus:
    data = hdus[-1].data
    norm = ImageNormalize(data, interval=ZScaleInterval(), stretch=AsinhStretch(), clip=True)
    picture = Image.fromarray((norm(data) * 255).astype(np.uint8)[::-1])
    picture.thumbnail((200, 200), Image.LANCZOS)
    picture.convert("RGB").save(sys.argv[2], quality=80)
`;
const SECTION = `
import sys
from astropy.io import fits
with fits.open(sys.argv[1]) as hdus:
    data = hdus[-1].data[${BOX.y}:${BOX.y + 300}, ${BOX.x}:${BOX.x + 300}]
    fits.PrimaryHDU(data, hdus[-1].header).writeto(sys.argv[2], overwrite=True)
`;

const kinds = {
  plain: "frame.fits",
  packed: "frame.fits.fz",
  floats: "floats.fits.fz",
} as const;
type Kind = keyof typeof kinds;

/** `--frame KIND FILE` writes a frame and exits: its memory must not count as that of the pictures. */
if (process.argv[2] === "--frame") {
  const [kind, file = ""] = process.argv.slice(3);
  writeFileSync(file, await frameOf(kind as Kind));
  process.exit();
}
/**
 * `--memory FILE…` draws one picture after another, as a thread of the service does, and reports the memory it holds,
 * in megabytes.
 */
if (process.argv[2] === "--memory") {
  console.log(await memoryOf(process.argv.slice(3)));
  process.exit();
}
const folder = mkdtempSync(path.join(tmpdir(), "welkin-bench-"));
const fileOf = (kind: Kind) => path.join(folder, kinds[kind]);
try {
  for (const kind of Object.keys(kinds) as Kind[]) {
    spawnSync(process.execPath, [import.meta.filename, "--frame", kind, fileOf(kind)]);
  }
  const best = await interleave([...ours(), ...peers()], ROUNDS);
  tellTimes(best);
  judge([...bars(best), ...memoryBars()]);
} finally {
  rmSync(folder, { recursive: true });
}

function ours(): Contestant[] {
  const cut = {
    path: fileOf("packed"),
    choice: {},
    region: { kind: "box", box: BOX },
    edge: "trim",
  } as const;
  const pictures = (Object.keys(kinds) as Kind[]).flatMap((kind) =>
    (["fine", "upstream"] as const).map((shrink) => ({
      name: `${kind} ${shrink}`,
      run: () => warm(() => picture([fileOf(kind)], shrink)),
    })),
  );
  return [
    ...pictures,
    { name: "packed cutout", run: () => warm(() => cutFits(cut)) },
    { name: "packed decoded", run: () => warm(() => decode(fileOf("packed"))) },
  ];
}

/** One after another, as in a thread of the service. */
async function warm(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < IN_SEQUENCE; i++) {
    least = Math.min(least, await cpuTime(work));
  }
  return least;
}

/** From one file, or from three in colour. */
function picture(paths: readonly string[], shrink: "fine" | "upstream") {
  const style = { width: 200, height: 200, shrink };
  const spec = {
    images: paths.map(() => ({})),
    style,
    align: "none",
    format: "jpg",
    quality: 80,
  } as const;
  return drawPicture({ paths, spec });
}

/** Peak megabytes above the runtime's own, in a process that does nothing else. */
async function memoryOf(files: readonly string[]): Promise<number> {
  const runtime = process.memoryUsage().rss;
  let held = runtime;
  for (let i = 0; i < IN_MEMORY; i++) {
    await picture(files, i % 2 === 0 ? "fine" : "upstream");
    held = Math.max(held, process.memoryUsage().rss);
  }
  return (held - runtime) / 1e6;
}

function memoryBars(): Verdict[] {
  const each = (Object.keys(kinds) as Kind[]).map((kind) => ({
    name: kind,
    of: [kind],
    atMost: 200,
  }));
  // Three frames, one after another: a file's data is freed only after the next one is read.
  const colour = {
    name: "floats in colour",
    of: ["floats", "floats", "floats"],
    atMost: 280,
  } as const;
  return [...each, colour].map(({ name, of, atMost }) => {
    const options = [import.meta.filename, "--memory", ...of.map(fileOf)];
    const { stdout } = spawnSync(process.execPath, options, { encoding: "utf8" });
    return { name: `megabytes above the runtime, ${name}`, ratio: Number(stdout), atMost };
  });
}

async function decode(file: string) {
  return (await openFits(readFileSync(file))).firstImage().image.readAll();
}

/** The installed ones. */
function peers(): Contestant[] {
  const output = path.join(folder, "peer");
  const [plain, packed, floats] = [fileOf("plain"), fileOf("packed"), fileOf("floats")];
  const python = (name: string, text: string) => {
    const script = path.join(folder, `${name}.py`);
    writeFileSync(script, text);
    return (file: string) => `${PYTHON} ${script} ${file} ${output}.${name}`;
  };
  const [pillow, section] = [python("jpg", PILLOW), python("fits", SECTION)];
  const zoom = 200 / SIZE;
  const how = `--force --all --jpg --asinh-scale --autoscale=99.5 --zoom=${zoom}`;
  const commands: Record<string, string> = {
    ...(isThere("fitscut", "--version") && { fitscut: `fitscut ${how} ${plain} ${output}.jpg` }),
    ...(isThere("funpack", "-V") && {
      funpack: `funpack -S ${packed} > /dev/null`,
      "funpack of floats": `funpack -S ${floats} > /dev/null`,
    }),
    ...(isThere(PYTHON, "-c", "import astropy, PIL") && {
      "astropy plain": pillow(plain),
      "astropy packed": pillow(packed),
      "astropy cutout": section(packed),
    }),
  };
  return Object.entries(commands).map(([name, command]) => ({
    name,
    run: () => commandTime(command).cpu,
  }));
}

function isThere(command: string, ...options: string[]): boolean {
  const { error, status } = spawnSync(command, options);
  return !error && (command !== PYTHON || status === 0);
}

/** Ratios to peers: at most this much of a peer, or a peer at least this many times ours. */
function bars(best: ReadonlyMap<string, number>): Verdict[] {
  const wanted: readonly (readonly [ours: string, peer: string, bar: number])[] = [
    ["plain upstream", "fitscut", 0.35],
    ["plain fine", "fitscut", 0.15],
    ["packed decoded", "funpack", 1],
    ["packed fine", "funpack", 0.7],
    ["packed upstream", "funpack", 0.7],
    ["packed cutout", "funpack", 0.08],
    ["floats fine", "funpack of floats", 0.7],
    ["floats upstream", "funpack of floats", 0.7],
    ...["plain fine", "plain upstream"].map((of) => [of, "astropy plain", 8] as const),
    ...["packed fine", "packed upstream"].map((of) => [of, "astropy packed", 8] as const),
    ["packed cutout", "astropy cutout", 8],
  ];
  return wanted.flatMap(([mine, peer, bar]): Verdict[] => {
    const theirs = best.get(peer);
    const own = best.get(mine) as number;
    if (theirs === undefined) return [];
    return bar > 2
      ? [{ name: `${peer}, of ours: ${mine}`, ratio: theirs / own, atLeast: bar }]
      : [{ name: `${mine}, of ${peer}`, ratio: own / theirs, atMost: bar }];
  });
}

async function frameOf(kind: Kind): Promise<Uint8Array> {
  const sky = skyFrame();
  const axes = [SIZE, SIZE];
  const counts = Int16Array.from(sky);
  if (kind === "plain") return writeFits([{ data: counts, axes }]);
  const compress = { codec: "RICE_1" } as const;
  if (kind === "packed") return writeFits([{ data: counts, axes, compress }]);
  const gzip = (bytes: Uint8Array) => gzipSync(bytes);
  return writeFits([{ data: sky, axes, compress: { ...compress, quantise: 64, gzip } }]);
}

/** A sky with photon-like noise, and stars; the same on each run. */
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
