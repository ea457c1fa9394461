import { createEffect, createMemo, createSignal, on } from "solid-js";
import { api, type Entry } from "./api.ts";
import { Cache } from "./logic/cache.ts";
import { nearest } from "./logic/products.ts";
import { withMarks } from "./logic/storms.ts";
import type { Viewer } from "./store.ts";

/** Products that report storms: their tracks, hail, mesocyclones, tornado signatures. */
const codes = ["NST", "NHI", "NME", "NMD", "DMD", "NTV"];

/** Storms are shown if they are at most this far in time from the frame, milliseconds. */
const sameTime = 8 * 60_000;
/** Maximum length of a list. */
const most = 500;

/** The features to draw over the map for the frame shown: its own and, if enabled, the storms of its time. */
export function createStorms(viewer: Viewer) {
  const { state } = viewer;
  const [around, setAround] = createSignal<GeoJSON.Feature[]>([]);
  const [files, setFiles] = createSignal<Map<string, Entry[]>>(new Map());
  const fetched = new Cache<GeoJSON.FeatureCollection>(300);

  const held = createMemo(() => state.products.filter(({ code }) => codes.includes(code)));
  /** The available lists, as JSON: equal while nothing has changed. */
  const wanted = createMemo(() => {
    const first = state.line[0];
    const last = state.line.at(-1);
    if (!state.storms || held().length === 0 || !first || !last || !state.site) return undefined;
    const beside = (time: string, by: number) => new Date(Date.parse(time) + by).toISOString();
    return JSON.stringify({
      site: state.site,
      from: beside(first.time, -sameTime),
      to: beside(last.time, sameTime),
      held: held().map(({ code, latest, count }) => ({ code, latest, count })),
    });
  });

  createEffect(
    on(wanted, async (asked) => {
      if (!asked) return void setFiles(new Map());
      const { site, from, to, held } = JSON.parse(asked) as {
        site: string;
        from: string;
        to: string;
        held: { code: string }[];
      };
      const query = { from, to, limit: most };
      const lists = await Promise.all(
        held.map(async ({ code }) => {
          const page = await api.entries(site, code, query).catch(() => undefined);
          return [code, page?.entries ?? []] as const;
        }),
      );
      if (asked === wanted()) setFiles(new Map(lists));
    }),
  );

  async function load(site: string, code: string, id: string) {
    const key = `${site} ${code} ${id}`;
    const known = fetched.get(key);
    if (known) return known;
    const { geojson } = await api.product(site, code, id);
    const features = geojson ? await api.features(geojson) : undefined;
    if (features) fetched.set(key, features);
    return features;
  }

  createEffect(
    on([viewer.shown, files], async ([frame, lists]) => {
      if (!frame) return;
      const { site, subject } = frame.request;
      const near = [...lists].flatMap(([code, entries]) => {
        // The product shown draws its own features.
        if (subject.kind === "product" && subject.code === code) return [];
        const entry = nearest(entries, frame.time);
        const isNear =
          entry && Math.abs(Date.parse(entry.time) - Date.parse(frame.time)) <= sameTime;
        return isNear ? [{ code, id: entry.id }] : [];
      });
      const found = await Promise.all(
        near.map(({ code, id }) => load(site, code, id).catch(() => undefined)),
      );
      if (viewer.shown() !== frame || files() !== lists) return;
      setAround(found.flatMap((features) => (features ? withMarks(features) : [])));
    }),
  );

  const own = createMemo(() => {
    const features = viewer.shown()?.features;
    return features ? withMarks(features) : [];
  });

  return {
    /** Whether there is anything to turn on or off. */
    offered: () => held().length > 0,
    features: () => [...around(), ...own()],
  };
}

export type Storms = ReturnType<typeof createStorms>;
