import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Card, type ImageInput, writeFits } from "@welkin/fits";
import { scanJob } from "../../src/frames/index.ts";
import { type House, openHouse } from "../house.ts";

export type Cards = Readonly<Record<string, string | number | boolean>>;

export function cardsOf(values: Cards): Card[] {
  return Object.entries(values).map(([keyword, value]) => ({ keyword, value, comment: "" }));
}

/** One arc second per pixel around a position at the centre, with north `turn` degrees counter-clockwise from up. */
export function skyCards(
  [ra, dec]: readonly [number, number],
  [width, height]: readonly [number, number],
  turn = 0,
): Cards {
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  const step = 1 / 3600;
  return {
    ...{ CTYPE1: "RA---TAN", CTYPE2: "DEC--TAN", CRVAL1: ra, CRVAL2: dec, RADESYS: "ICRS" },
    ...{ CRPIX1: (width + 1) / 2, CRPIX2: (height + 1) / 2 },
    ...{ CD1_1: -step * cos, CD1_2: -step * sin, CD2_1: -step * sin, CD2_2: step * cos },
  };
}

/** A sky of noise around 1000 with stars, each `[x, y]` from 0 and as bright; the same at each run. */
export function starField(
  width: number,
  height: number,
  stars: readonly (readonly [number, number, number])[],
  seed = 1,
): Int16Array {
  let state = seed;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const data = new Int16Array(width * height);
  for (let i = 0; i < data.length; i++) {
    data[i] = Math.round(1000 + 12 * (random() + random() + random() - 1.5));
  }
  for (const [x, y, peak] of stars) {
    for (let v = Math.max(0, Math.floor(y) - 6); v <= Math.min(height - 1, y + 7); v++) {
      for (let u = Math.max(0, Math.floor(x) - 6); u <= Math.min(width - 1, x + 7); u++) {
        const light = peak * Math.exp(-((u - x) ** 2 + (v - y) ** 2) / 4);
        data[v * width + u] = Math.min(32_000, (data[v * width + u] as number) + Math.round(light));
      }
    }
  }
  return data;
}

export async function fitsOf(
  data: ImageInput["data"],
  axes: readonly number[],
  cards: Cards = {},
  more: Partial<ImageInput> = {},
): Promise<Uint8Array> {
  return writeFits([{ data, axes, header: cardsOf(cards), ...more }]);
}

/** A service that shows a folder of files. */
export async function openFolder(
  files: Readonly<Record<string, Uint8Array>>,
): Promise<House & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), "welkin-frames-"));
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
    // Files written a moment ago are skipped: they may still be incomplete.
    const written = new Date(Date.now() - 60_000);
    await utimes(join(folder, name), written, written);
  }
  const house = await openHouse({ settings: { WELKIN_FRAMES_FOLDER: folder } });
  const { queue } = house.service;
  const scan = await queue.send(scanJob, { archive: "folder" });
  for await (const status of queue.watch(scan)) {
    if (status.state === "failed") throw new Error(status.error?.message);
  }
  return {
    ...house,
    folder,
    async close() {
      await house.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
