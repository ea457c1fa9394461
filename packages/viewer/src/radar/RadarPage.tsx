import "./styles/map.css";
import "./styles/panel.css";
import "./styles/timeline.css";
import "./styles/overlays.css";
import { createEffect, createSignal, on, onCleanup, onMount, Show } from "solid-js";
import { HelpDialog } from "../shell/HelpDialog.tsx";
import { createShortcuts } from "../shell/shortcuts.ts";
import { TopBar } from "../shell/TopBar.tsx";
import { useTheme } from "../shell/theme.ts";
import { createAddress } from "./address.ts";
import type { Moment } from "./api-types.ts";
import { DropZone } from "./components/DropZone.tsx";
import { EmptyState } from "./components/EmptyState.tsx";
import { LegendCard } from "./components/LegendCard.tsx";
import { type MapHandle, MapView } from "./components/MapView.tsx";
import { Panel } from "./components/Panel.tsx";
import { AddFile, SimulatedBadge } from "./components/RadarTools.tsx";
import { Reader } from "./components/Reader.tsx";
import { ReadoutCard } from "./components/ReadoutCard.tsx";
import { SourcesView } from "./components/SourcesView.tsx";
import { Timeline } from "./components/Timeline.tsx";
import { Toasts } from "./components/Toasts.tsx";
import { watchForNews } from "./live.ts";
import type { Link } from "./logic/hash.ts";
import { momentName, momentNames } from "./moments.ts";
import { createPlayer } from "./player.ts";
import { createReadout } from "./readout.ts";
import { createViewer, ViewerContext } from "./store.ts";
import { createStorms } from "./storms.ts";
import { createUploads } from "./uploads.ts";

const keys: readonly (readonly [string, string])[] = [
  ["Space", "Play, pause"],
  ["← →", "Earlier, later"],
  ["Home End", "First, last"],
  ["↑ ↓", "Higher, lower elevation"],
  ["1 – 7", "Moment"],
  ["+ −", "Zoom"],
  ["0", "Show the whole radar"],
  ["s", "Smooth or gates"],
  ["t", "Light or dark"],
];

export default function RadarPage() {
  const viewer = createViewer();
  const { state } = viewer;
  const readout = createReadout(viewer);
  const storms = createStorms(viewer);
  const uploads = createUploads(viewer);
  const { theme, toggle: toggleTheme } = useTheme();
  const [view, setView] = createSignal<Link["view"]>(viewer.link.view);
  const [map, setMap] = createSignal<MapHandle>();
  const [panelOpen, setPanelOpen] = createSignal(false);
  const [helpOpen, setHelpOpen] = createSignal(false);
  const [reading, setReading] = createSignal(false);

  createPlayer(viewer);
  createAddress(viewer, view, (link) => {
    void viewer.openLink(link);
    if (link.view) map()?.show(link.view);
  });
  createTitle(viewer);
  // Products that consist only of text are opened for reading.
  createEffect(
    on(viewer.held, (product) =>
      setReading(product?.kind === "text" || product?.kind === "profile"),
    ),
  );
  createShortcuts({
    " ": () => viewer.setPlaying(!state.playing),
    ArrowLeft: () => viewer.step(-1),
    ArrowRight: () => viewer.step(1),
    Home: () => viewer.goTo(0),
    End: () => viewer.goTo(state.line.length - 1),
    ArrowUp: () => viewer.tilt(1),
    ArrowDown: () => viewer.tilt(-1),
    "+": () => map()?.zoomBy(1),
    "=": () => map()?.zoomBy(1),
    "-": () => map()?.zoomBy(-1),
    "0": () => map()?.showSite(),
    t: toggleTheme,
    s: () => viewer.prefer({ smooth: !state.smooth }),
    "?": () => setHelpOpen(true),
    ...Object.fromEntries(momentNames.map(({ id }, i) => [String(i + 1), () => pick(id)])),
  });

  function pick(moment: Moment) {
    const moments = viewer.shown()?.volume?.detail.moments;
    const isThere = moments ? moments.includes(moment) : (viewer.site()?.volumes ?? 0) > 0;
    if (isThere) void viewer.setMoment(moment);
  }

  onMount(() => {
    void viewer.start();
    onCleanup(watchForNews(viewer.refresh));
  });

  return (
    <ViewerContext.Provider value={viewer}>
      <DropZone onFiles={uploads.add}>
        <TopBar
          skips={[
            ["panel", "To what is shown"],
            ["timeline", "To the time line"],
          ]}
          badge={<SimulatedBadge />}
          tools={<AddFile onFiles={uploads.add} />}
          onHelp={() => setHelpOpen(true)}
        />
        <main class="stage">
          <MapView
            theme={theme()}
            readout={readout}
            storms={storms}
            onView={setView}
            onReady={setMap}
          />
          <Show when={state.phase === "ready"}>
            <Panel
              open={panelOpen()}
              onToggle={() => setPanelOpen(!panelOpen())}
              onCentre={() => map()?.showSite()}
              storms={storms}
              reading={reading()}
              onRead={() => setReading(true)}
            />
            <div class="instruments">
              <LegendCard readout={readout} />
              <ReadoutCard readout={readout} />
            </div>
            <Reader open={reading()} onClose={() => setReading(false)} />
            <Timeline />
          </Show>
          <Show when={state.phase === "empty" || state.phase === "unreachable"}>
            <EmptyState phase={state.phase} onFiles={uploads.add} />
          </Show>
          <Toasts uploads={uploads} />
          <p class="credit">Map: Natural Earth, US Census, GeoNames</p>
        </main>
        <HelpDialog open={helpOpen()} onClose={() => setHelpOpen(false)} keys={keys}>
          <SourcesView open={helpOpen()} />
          <p>
            The address always names what is shown: copy it to share it. Times are in UTC. Heights
            are of the beam's centre above mean sea level.
          </p>
          <p>
            Storms: a ring is a cell, dots are where it was, and a line leads to where it will be. A
            green triangle is hail, filled where it is likely to be severe; a yellow ring a
            mesocyclone; a red triangle a tornado vortex signature. Point at one, or tap it, to read
            more.
          </p>
          <p>
            Programs can have everything that is shown here: see <a href="/docs">the API</a>. The
            map is made of Natural Earth and US Census data (public domain) and GeoNames (CC BY
            4.0).
          </p>
        </HelpDialog>
      </DropZone>
    </ViewerContext.Provider>
  );
}

function createTitle(viewer: ReturnType<typeof createViewer>) {
  createEffect(
    on(viewer.shown, (frame) => {
      const what = frame?.product?.name ?? momentName(viewer.state.moment);
      document.title = frame ? `${frame.request.site} ${what} – Welkin` : "Welkin";
    }),
  );
}
