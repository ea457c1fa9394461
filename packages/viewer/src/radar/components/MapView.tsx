import type { Map as MapLibre } from "maplibre-gl";
import { createEffect, createMemo, createSignal, onCleanup, onMount, untrack } from "solid-js";
import { around } from "../logic/circle.ts";
import type { Link } from "../logic/hash.ts";
import { loadBasemap } from "../map/basemap.ts";
import { createMap, paint } from "../map/create.ts";
import {
  addOverlay,
  isSameReach,
  setAppearance,
  showFrame,
  showProbe,
  showReach,
  showSites,
  showStorms,
} from "../map/overlay.ts";
import { palettes } from "../map/palette.ts";
import { addStormSigns, telling } from "../map/storms.ts";
import type { Readout } from "../readout.ts";
import { isHeld, useViewer } from "../store.ts";
import type { Storms } from "../storms.ts";
import { type Hovered, StormLabel } from "./StormLabel.tsx";

export interface MapHandle {
  zoomBy(steps: number): void;
  showSite(): void;
  show(view: NonNullable<Link["view"]>): void;
}

/** Radius in metres of the initial view of a site. */
const siteRadius = 190_000;

export function MapView(props: {
  theme: "light" | "dark";
  readout: Readout;
  storms: Storms;
  onView: (view: Link["view"]) => void;
  onReady: (map: MapHandle) => void;
}) {
  const viewer = useViewer();
  const { state } = viewer;
  const [ready, setReady] = createSignal<MapLibre>();
  const [hovered, setHovered] = createSignal<Hovered>();
  let container!: HTMLDivElement;

  onMount(() => {
    const map = createMap(container, palettes[props.theme], viewer.link.view);
    map.touchZoomRotate.disableRotation();
    map.on("load", () => {
      addOverlay(map);
      addStormSigns(map);
      setReady(map);
      void loadBasemap(map);
    });
    map.on("moveend", () => {
      const { lat, lng } = map.getCenter();
      viewer.setZoom(map.getZoom());
      props.onView({ zoom: map.getZoom(), latitude: lat, longitude: lng });
    });
    map.on("mousemove", ({ lngLat, point }) => {
      props.readout.setPoint({ lon: lngLat.lng, lat: lngLat.lat });
      setHovered(stormAt(map, point));
    });
    map.on("mouseout", () => {
      props.readout.setPoint(undefined);
      setHovered(undefined);
    });
    map.on("movestart", () => setHovered(undefined));
    map.on("click", ({ lngLat, point: at }) => {
      setHovered(stormAt(map, at));
      const point = { lon: lngLat.lng, lat: lngLat.lat };
      props.readout.setPoint(point);
      if (matchMedia("(hover: none)").matches) showProbe(map, point);
    });
    map.on("click", "sites", ({ features }) => {
      const id = features?.[0]?.properties["id"] as string | undefined;
      const site = state.sites.find((each) => each.id === id);
      if (site && isHeld(site) && id !== state.site) void viewer.openSite(site.id);
    });
    map.on("mouseenter", "sites", () => container.classList.add("over-site"));
    map.on("mouseleave", "sites", () => container.classList.remove("over-site"));
    onCleanup(() => map.remove());
    props.onReady({
      zoomBy: (steps) => map.zoomTo(map.getZoom() + steps),
      showSite: () => flyToSite(map),
      show: ({ zoom, latitude, longitude }) => map.jumpTo({ zoom, center: [longitude, latitude] }),
    });
  });

  /** Leaves space for the panel and the timeline, if present. */
  function padding() {
    const wide = innerWidth > 760;
    return wide
      ? { left: 320, right: 130, top: 30, bottom: 110 }
      : { left: 10, right: 10, top: 60, bottom: 210 };
  }

  function flyToSite(map: MapLibre, animate = true) {
    const site = viewer.site();
    if (!site) return;
    const bounds = around(site.longitude, site.latitude, siteRadius);
    // MapLibre turns it into a jump for users who prefer reduced motion.
    map.fitBounds(bounds, { padding: padding(), animate, duration: 1400, maxZoom: 8 });
  }

  createEffect(() => {
    const map = ready();
    if (map) paint(map, palettes[props.theme]);
  });
  createEffect(() => {
    const map = ready();
    if (map) showSites(map, state.sites, state.site);
  });
  createEffect(() => {
    const map = ready();
    if (!map) return;
    showStorms(map, props.storms.features());
    // Until they are drawn, the pointer may still hit the previous ones.
    map.once("idle", () => setHovered(undefined));
  });
  createEffect(() => {
    const map = ready();
    const frame = viewer.shown();
    if (!map || !frame) return;
    showFrame(map, frame);
    // For tests and screenshots: the picture is on the map in the next frame.
    map.once("render", () => {
      document.documentElement.dataset["shown"] = frame.request.entry;
    });
  });
  // Separate from the picture, which must not be uploaded to the graphics card again at each step of a slider.
  createEffect(() => {
    const map = ready();
    const smooth = viewer.shown()?.request.smooth ?? state.smooth;
    if (map) setAppearance(map, state.opacity, smooth);
  });
  const reach = createMemo(() => viewer.shown()?.reach, undefined, {
    equals: isSameReach,
  });
  createEffect(() => {
    const map = ready();
    const ring = reach();
    if (map) showReach(map, ring);
  });

  let flownTo: string | undefined;
  createEffect(() => {
    const map = ready();
    const id = state.site;
    if (!map || !id || id === flownTo) return;
    const first = flownTo === undefined;
    flownTo = id;
    // A link with a view is followed; without one the page starts at the site, not on the way there.
    if (!first || !viewer.link.view) untrack(() => flyToSite(map, !first));
  });

  return (
    <>
      <div
        ref={container}
        class="map"
        role="application"
        aria-label="Map of the radar picture. The value under the pointer is told beside it."
      />
      <StormLabel at={hovered()} />
    </>
  );
}

/** Pixels around the pointer within which a storm's mark is hit. */
const nearby = 5;

/** The storm marks under a point on the screen, topmost first. */
function stormAt(map: MapLibre, { x, y }: { x: number; y: number }): Hovered | undefined {
  if (!map.getLayer(telling[0]!)) return undefined;
  const box: [[number, number], [number, number]] = [
    [x - nearby, y - nearby],
    [x + nearby, y + nearby],
  ];
  const found = map.queryRenderedFeatures(box, { layers: telling });
  if (found.length === 0) return undefined;
  const { clientWidth, clientHeight } = map.getContainer();
  return {
    x,
    y,
    side: x > clientWidth / 2 ? "left" : "right",
    above: y > clientHeight / 2,
    marks: found.map(({ properties }) => properties),
  };
}
