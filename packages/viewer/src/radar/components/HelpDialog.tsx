import { createEffect, For } from "solid-js";
import { CloseIcon } from "../../shell/icons.tsx";
import { SourcesView } from "./SourcesView.tsx";

const keys: readonly [string, string][] = [
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

export function HelpDialog(props: { open: boolean; onClose: () => void }) {
  let dialog!: HTMLDialogElement;
  createEffect(() => {
    if (props.open) dialog.showModal();
    else dialog.close();
  });

  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={props.onClose}>
      <header>
        <h2 id="help-title">Help</h2>
        <button type="button" class="tool" onClick={props.onClose} aria-label="Close">
          <CloseIcon />
        </button>
      </header>
      <dl>
        <For each={keys}>
          {([key, what]) => (
            <>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </>
          )}
        </For>
      </dl>
      <SourcesView open={props.open} />
      <p>
        The address always names what is shown: copy it to share it. Times are in UTC. Heights are
        of the beam's centre above mean sea level.
      </p>
      <p>
        Programs can have everything that is shown here: see <a href="/docs">the API</a>. The map is
        made of Natural Earth and US Census data (public domain) and GeoNames (CC BY 4.0).
      </p>
    </dialog>
  );
}
