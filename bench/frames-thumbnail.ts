/**
 * Thumbnails of a frame of 4096² 16-bit pixels, from the file to JPEG: as upstream draws them and averaged in counts, against the
 * processes of fitscut, and of astropy with Pillow (Debian: fitscut, python3-astropy, python3-pil).
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openFits, writeFits } from "@welkin/fits";
import {
  type FrameOptions,
  type Plane,
  pixelMemory,
  planeOfBytes,
  renderFrame,
} from "@welkin/imaging";
import { encodePicture } from "@welkin/imaging/node";
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
const ROUNDS = 6;
const IN_SEQUENCE = 6;
const FITSCUT = "fitscut";
const PYTHON = "/usr/bin/python3";
const BOX = { width: 200, height: 200 };

/** What a person would write with astropy and Pillow. */
const PILLOW = `
import sys
import numpy as np
from astropy.io import fits
from astropy.visualization import AsinhStretch, ImageNormalize, ZScaleInterval
from PIL import Image
with fits.open(sys.argv[1]) as hdus:
    data = hdus[0].data
    norm = ImageNormalize(data, interval=ZScaleInterval(), stretch=AsinhStretch(), clip=True)
    picture = Image.fromarray((norm(data) * 255).astype(np.uint8)[::-1])
    picture.thumbnail((200, 200), Image.LANCZOS)
    picture.convert("RGB").save(sys.argv[2], quality=80)
`;

/** `--frame FILE` writes the frame and ends: its memory shall not count as that of the thumbnails. */
if (process.argv[2] === "--frame") {
  const frame = await writeFits([{ data: skyFrame(), axes: [SIZE, SIZE] }]);
  writeFileSync(process.argv[3] as string, frame);
  process.exit();
}
const runtime = process.memoryUsage().rss;
let held = runtime;
const folder = mkdtempSync(path.join(tmpdir(), "welkin-bench-"));
const file = path.join(folder, "frame.fits");
const kept = pixelMemory(SIZE * SIZE * 2 + 2 ** 16);
try {
  spawnSync(process.execPath, [import.meta.filename, "--frame", file]);
  const contestants: Contestant[] = [
    { name: "fine", run: () => warm({ ...BOX, stretch: "asinh" }) },
    { name: "upstream's way", run: () => warm({ ...BOX, shrink: "upstream" }) },
    ...peers(),
  ];
  const best = await interleave(contestants, ROUNDS);
  tellTimes(best);
  judge([...verdicts(best), ...memoryVerdict()]);
} finally {
  rmSync(folder, { recursive: true });
}

/** A worker draws one after another: the best of some in sequence, after those that warm the caches again. */
async function warm(options: FrameOptions): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < IN_SEQUENCE; i++) {
    least = Math.min(least, await cpuTime(() => thumbnail(options)));
  }
  return least;
}

/** Memory that the thumbnails held at most beyond what the program had before them. */
function memoryVerdict(): Verdict[] {
  return [{ name: "megabytes above the runtime", ratio: (held - runtime) / 1e6, atMost: 200 }];
}

/** From the file to the bytes of a JPEG. */
async function thumbnail(options: FrameOptions): Promise<void> {
  const bytes = read();
  const { place } = (await openFits(bytes)).firstImage();
  const pixels = bytes.subarray(place.dataOffset, place.dataOffset + place.dataBytes);
  const plane: Plane = planeOfBytes(pixels, 16, { width: SIZE, height: SIZE });
  await encodePicture(renderFrame(plane, options));
  held = Math.max(held, process.memoryUsage().rss);
}

/** The file in memory that is taken once. */
function read(): Uint8Array {
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    return kept.subarray(0, readSync(handle, kept, 0, size, 0));
  } finally {
    closeSync(handle);
  }
}

function peers(): Contestant[] {
  const output = path.join(folder, "peer.jpg");
  const fitscut = `fitscut --force --all --jpg --asinh-scale --autoscale=99.5 --zoom=${BOX.width / SIZE} ${file} ${output}`;
  const script = path.join(folder, "peer.py");
  writeFileSync(script, PILLOW);
  const astropy = `${PYTHON} ${script} ${file} ${output}`;
  const found: Contestant[] = [];
  if (!spawnSync(FITSCUT, ["--version"]).error) {
    found.push({ name: "fitscut", run: () => commandTime(fitscut).cpu });
  }
  if (spawnSync(PYTHON, ["-c", "import astropy, PIL"]).status === 0) {
    found.push({ name: "astropy and Pillow", run: () => commandTime(astropy).cpu });
  }
  return found;
}

function verdicts(best: ReadonlyMap<string, number>): Verdict[] {
  const ratio = (ours: string, theirs: string) =>
    (best.get(ours) as number) / (best.get(theirs) as number);
  const found: Verdict[] = [];
  if (best.has("fitscut")) {
    found.push(
      {
        name: "upstream's way, of fitscut",
        ratio: ratio("upstream's way", "fitscut"),
        atMost: 0.35,
      },
      { name: "fine, of fitscut", ratio: ratio("fine", "fitscut"), atMost: 0.15 },
    );
  }
  if (best.has("astropy and Pillow")) {
    const name = "astropy and Pillow, of ours";
    found.push(
      {
        name: `${name} upstream's way`,
        ratio: ratio("astropy and Pillow", "upstream's way"),
        atLeast: 8,
      },
      { name: `${name} fine`, ratio: ratio("astropy and Pillow", "fine"), atLeast: 8 },
    );
  }
  return found;
}

/** A sky with noise like that of photons, and stars; the same at each run. */
function skyFrame(): Int16Array {
  let state = 20261121;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const frame = new Int16Array(SIZE * SIZE);
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
