import "./styles/frames.css";
import { createEffect, createSignal, Show } from "solid-js";
import { HelpDialog } from "../shell/HelpDialog.tsx";
import { inWords } from "../shell/http.ts";
import { createShortcuts } from "../shell/shortcuts.ts";
import { TopBar } from "../shell/TopBar.tsx";
import { useTheme } from "../shell/theme.ts";
import { FactsCard } from "./components/FactsCard.tsx";
import { FrameList } from "./components/FrameList.tsx";
import { LookCard } from "./components/LookCard.tsx";
import { Sky } from "./components/Sky.tsx";
import { createFrames } from "./store.ts";

const keys: readonly (readonly [string, string])[] = [
  ["← →", "The frame before, the next one"],
  ["+ −", "Zoom"],
  ["0", "The whole frame"],
  ["t", "Light or dark"],
];

/** Pictures of an observatory's frames: a list, and one of them to look into. */
export default function FramesPage() {
  const frames = createFrames();
  const { toggle } = useTheme();
  const [help, setHelp] = createSignal(false);
  const [listOpen, setListOpen] = createSignal(false);
  createShortcuts({
    ArrowLeft: () => frames.step(-1),
    ArrowRight: () => frames.step(1),
    t: toggle,
    "?": () => setHelp(true),
  });
  createEffect(() => {
    const name = frames.info.error ? undefined : frames.info.latest?.frame.basename;
    document.title = name ? `${name} – Welkin` : "Frames – Welkin";
  });
  const simulated = () => !frames.info.error && frames.info.latest?.frame.archive === "simulated";

  return (
    <>
      <TopBar
        badge={
          <Show when={simulated()}>
            <p class="badge" title="Made by a program. No telescope ever saw this sky.">
              Simulated <span class="wide-only">sky</span>
            </p>
          </Show>
        }
        tools={
          <button
            type="button"
            class="tool narrow-only"
            aria-expanded={listOpen()}
            onClick={() => setListOpen(!listOpen())}
          >
            List
          </button>
        }
        onHelp={() => setHelp(true)}
      />
      <main class="frames" classList={{ "list-open": listOpen() }}>
        <FrameList frames={frames} onOpen={() => setListOpen(false)} />
        <section class="frame-stage" aria-label="Frame">
          <Show when={frames.info.error}>
            {(error) => (
              <div class="empty" aria-live="polite">
                <h2>This frame cannot be shown</h2>
                <p>{inWords(error())}</p>
                <button type="button" class="primary" onClick={frames.retry}>
                  Try again
                </button>
              </div>
            )}
          </Show>
          <Show when={!frames.info.error && frames.info.latest}>
            {(info) => (
              <>
                <Sky info={info()} look={frames.look()} />
                <div class="frame-cards">
                  <LookCard frames={frames} info={info()} />
                  <FactsCard info={info()} look={frames.look()} />
                </div>
              </>
            )}
          </Show>
        </section>
      </main>
      <HelpDialog open={help()} onClose={() => setHelp(false)} keys={keys}>
        <p>
          The address always names what is shown: copy it to share it. Times are in UTC, positions
          ICRS. Programs can have everything that is shown here: see <a href="/docs">the API</a>.
        </p>
      </HelpDialog>
    </>
  );
}
