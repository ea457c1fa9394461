import { createEffect, createSignal, on } from "solid-js";
import { api } from "./api.ts";
import type { Value } from "./api-types.ts";
import { Cache } from "./logic/cache.ts";
import type { Viewer } from "./store.ts";

export interface Point {
  lon: number;
  lat: number;
}

/** Long enough that a moving pointer causes no requests, short enough to feel immediate. */
const restMs = 70;

/** The value under the pointer: requested when the pointer rests, and again when the frame changes. */
export function createReadout(viewer: Viewer) {
  const [point, setPoint] = createSignal<Point>();
  const [value, setValue] = createSignal<Value>();
  const cache = new Cache<Value>(2000);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = new AbortController();

  async function ask(at: Point) {
    const values = viewer.shown()?.values;
    if (!values) return void setValue(undefined);
    asking = new AbortController();
    // Ten metres: finer than any gate.
    const rounded = { lon: Number(at.lon.toFixed(4)), lat: Number(at.lat.toFixed(4)) };
    const key = [values, rounded.lon, rounded.lat].join(" ");
    const { signal } = asking;
    const found =
      cache.get(key) ?? (await api.value(values, rounded, signal).catch(() => undefined));
    if (signal.aborted) return;
    if (found) cache.set(key, found);
    setValue(found);
  }

  createEffect(
    on([point, viewer.shown], ([at]) => {
      clearTimeout(timer);
      asking.abort();
      if (!at) return void setValue(undefined);
      timer = setTimeout(() => void ask(at), restMs);
    }),
  );

  /** Whether the picture shown has values at all. */
  const isValued = () => viewer.shown()?.values !== undefined;

  return { point, value, isValued, setPoint };
}

export type Readout = ReturnType<typeof createReadout>;
