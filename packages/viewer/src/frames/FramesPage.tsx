import "./styles/frames.css";
import "./styles/sky.css";
import { createEffect, createSignal, Match, Show, Switch } from "solid-js";
import { Dialog } from "../shell/Dialog.tsx";
import { HelpDialog } from "../shell/HelpDialog.tsx";
import { ApiError, inWords } from "../shell/http.ts";
import { KeyIcon } from "../shell/icons.tsx";
import { createShortcuts } from "../shell/shortcuts.ts";
import { TopBar } from "../shell/TopBar.tsx";
import { useTheme } from "../shell/theme.ts";
import { token } from "./access.ts";
import { FactsCard } from "./components/FactsCard.tsx";
import { FrameList } from "./components/FrameList.tsx";
import { LookCard } from "./components/LookCard.tsx";
import { Sky, type SkyHandle } from "./components/Sky.tsx";
import { TokenForm } from "./components/TokenForm.tsx";
import { createFrames } from "./store.ts";

const keys: readonly (readonly [string, string])[] = [
  ["← →", "Previous or next frame; over the picture: move it"],
  ["+ −", "Zoom"],
  ["0", "The whole frame"],
  ["/", "To the search"],
  ["t", "Light or dark"],
];

/** Pictures of an observatory's frames: a list, and one frame in detail. */
export default function FramesPage() {
  const frames = createFrames();
  const { toggle } = useTheme();
  const [help, setHelp] = createSignal(false);
  const [asking, setAsking] = createSignal(false);
  const [listOpen, setListOpen] = createSignal(false);
  const [sky, setSky] = createSignal<SkyHandle>();
  createShortcuts({
    ArrowLeft: () => frames.step(-1),
    ArrowRight: () => frames.step(1),
    "+": () => sky()?.zoomBy(1.5),
    "=": () => sky()?.zoomBy(1.5),
    "-": () => sky()?.zoomBy(1 / 1.5),
    "0": () => sky()?.showAll(),
    "/": () => {
      setListOpen(true);
      document.getElementById("frame-search")?.focus();
    },
    t: toggle,
    "?": () => setHelp(true),
  });
  const info = () => (frames.info.error ? undefined : frames.info.latest);
  createEffect(() => {
    const name = info()?.frame.basename;
    document.title = name ? `${name} – Welkin` : "Frames – Welkin";
  });
  const simulated = () => info()?.frame.archive === "simulated";
  const mayBeHidden = () =>
    frames.asksWho() &&
    frames.info.error instanceof ApiError &&
    [401, 403, 404].includes(frames.info.error.status);

  return (
    <>
      <TopBar
        skips={[
          ["frame-stage", "To the frame", () => setListOpen(false)],
          ["frame-list", "To the list of frames", () => setListOpen(true)],
        ]}
        badge={
          <Show when={simulated()}>
            <p class="badge" title="Made by a program. No telescope ever saw this sky.">
              Simulated <span class="wide-only">sky</span>
            </p>
          </Show>
        }
        tools={
          <>
            <Show when={frames.asksWho()}>
              <button
                type="button"
                class="tool"
                classList={{ held: token() !== undefined }}
                onClick={() => setAsking(true)}
                title="An archive token, for frames that are not public"
              >
                <KeyIcon />
                <span class="wide-only">{token() ? "Token given" : "Token"}</span>
              </button>
            </Show>
            <button
              type="button"
              class="tool text narrow-only"
              aria-expanded={listOpen()}
              aria-controls="frame-list"
              onClick={() => setListOpen(!listOpen())}
            >
              List
            </button>
          </>
        }
        onHelp={() => setHelp(true)}
      />
      <main class="frames" classList={{ "list-open": listOpen() }}>
        <FrameList frames={frames} onOpen={() => setListOpen(false)} />
        <section class="frame-stage" id="frame-stage" tabindex="-1" aria-label="Frame">
          <Switch>
            <Match when={frames.info.error}>
              {(error) => (
                <div class="empty" aria-live="polite">
                  <h2>This frame cannot be shown</h2>
                  <p>{inWords(error())}</p>
                  <Show
                    when={mayBeHidden()}
                    fallback={
                      <button type="button" class="primary" onClick={frames.retry}>
                        Try again
                      </button>
                    }
                  >
                    <p>
                      It may be one that is not public
                      {token() ? ", nor visible with this token" : ""}.
                    </p>
                    <TokenForm />
                  </Show>
                </div>
              )}
            </Match>
            <Match when={info()}>
              {(found) => (
                <>
                  <Sky info={found()} look={frames.look()} onReady={setSky} />
                  <div class="frame-cards" classList={{ waiting: frames.info.loading }}>
                    <LookCard frames={frames} info={found()} />
                    <FactsCard info={found()} look={frames.look()} />
                  </div>
                </>
              )}
            </Match>
            <Match when={frames.info.loading || frames.list.loading}>
              <p class="stage-note" role="status">
                Loading…
              </p>
            </Match>
            <Match when={!frames.list.trouble && frames.id() === undefined && !frames.search()}>
              <div class="empty">
                <h2>No frames yet</h2>
                <p>Name a folder of FITS files and restart the service:</p>
                <pre>WELKIN_FRAMES_FOLDER=~/astro npm start</pre>
                <Show when={frames.asksWho()}>
                  <p>Enter a name or number to open a frame of the science archive.</p>
                </Show>
              </div>
            </Match>
          </Switch>
        </section>
      </main>
      <Show when={asking()}>
        <Dialog open onClose={() => setAsking(false)} title="Frames that are not public">
          <TokenForm onDone={() => setAsking(false)} />
        </Dialog>
      </Show>
      <HelpDialog open={help()} onClose={() => setHelp(false)} keys={keys}>
        <p>
          The address always names what is shown: copy it to share it. Times are in UTC, positions
          ICRS; pixels are numbered as FITS does, from 1 in the lower left corner. Programs can have
          everything that is shown here: see <a href="/docs">the API</a>.
        </p>
      </HelpDialog>
    </>
  );
}
