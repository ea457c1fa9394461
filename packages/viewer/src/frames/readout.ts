import { createEffect, createSignal, on, onCleanup } from "solid-js";
import { ask } from "../shell/http.ts";
import { credentials } from "./access.ts";
import { type FrameInfo, framesApi } from "./api.ts";
import type { ImagePart } from "./fits-parts.ts";

/** A position in the frame in FITS pixel numbers: 1 is the centre of the first pixel. */
export interface FramePoint {
  readonly x: number;
  readonly y: number;
}

/** What is known of a position in the frame; unknown parts are left out. */
export interface Reading {
  readonly point: FramePoint;
  /** ICRS, degrees. */
  readonly sky?: { readonly ra: number; readonly dec: number };
  /** Value of the pixel there; NaN if it has none. */
  readonly value?: number;
}

/** Long enough that a moving pointer causes no requests. */
const restMs = 90;
/** Side in pixels of a block fetched for values, and how many blocks are kept. */
const side = 64;
const kept = 64;

type Sky = (point: FramePoint) => { ra: number; dec: number } | undefined;

/** Position and value under the pointer. Coordinates are computed here; values come a block at a time. */
export function createReadout(info: () => FrameInfo) {
  const [point, setPoint] = createSignal<FramePoint>();
  const [sky, setSky] = createSignal<Sky>();
  const [value, setValue] = createSignal<number>();
  const blocks = new Map<string, Promise<ImagePart | undefined>>();
  let gone = new AbortController();
  let asked: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function cutout(box: readonly [number, number, number, number]) {
    const { frame } = info();
    const answer = await ask(framesApi.cutout(frame, box), {
      headers: credentials(frame),
      signal: gone.signal,
    });
    return new Uint8Array(await answer.arrayBuffer());
  }

  /** Coordinates are read on first use; their code is loaded then, too. */
  async function readSky() {
    const { frame, image, wcs } = info();
    const { signal } = gone;
    if (!image || !wcs || asked === frame.id) return;
    asked = frame.id;
    const [{ frameWcs }, bytes] = await Promise.all([
      import("./fits-parts.ts"),
      cutout([1, 1, 1, 1]),
    ]);
    const read = frameWcs(bytes, image);
    if (read && !signal.aborted)
      setSky(
        () =>
          ({ x, y }) =>
            read.pixelToSky(x, y),
      );
  }

  async function readBlock(column: number, row: number) {
    const { width, height } = info().image!;
    const [x, y] = [column * side, row * side];
    const [{ readParts }, bytes] = await Promise.all([
      import("./fits-parts.ts"),
      cutout([x + 1, y + 1, Math.min(side, width - x), Math.min(side, height - y)]),
    ]);
    return readParts(bytes)[0];
  }

  async function readValue({ x, y }: FramePoint) {
    const [column, row] = [Math.round(x) - 1, Math.round(y) - 1];
    const [a, b] = [Math.floor(column / side), Math.floor(row / side)];
    const key = `${a} ${b}`;
    const block = blocks.get(key) ?? readBlock(a, b);
    blocks.delete(key);
    blocks.set(key, block);
    for (const oldest of [...blocks.keys()].slice(0, -kept)) blocks.delete(oldest);
    const part = await block.catch(() => {
      blocks.delete(key);
      return undefined;
    });
    if (part && point()?.x === x && point()?.y === y) {
      setValue(part.value(column - a * side, row - b * side));
    }
  }

  function forget() {
    gone.abort();
    gone = new AbortController();
    clearTimeout(timer);
    asked = undefined;
    blocks.clear();
    setSky(undefined);
    setPoint(undefined);
  }

  createEffect(on(info, forget, { defer: true }));
  onCleanup(forget);

  createEffect(
    on(point, (at) => {
      clearTimeout(timer);
      setValue(undefined);
      if (!at || !info().image) return;
      // Failures are not reported here: the picture itself explains them.
      void readSky().catch(() => {});
      timer = setTimeout(() => void readValue(at).catch(() => {}), restMs);
    }),
  );

  const reading = (): Reading | undefined => {
    const at = point();
    if (!at) return undefined;
    const place = sky()?.(at);
    const found = value();
    return {
      point: at,
      ...(place && { sky: place }),
      ...(found !== undefined && { value: found }),
    };
  };
  return { reading, setPoint };
}
