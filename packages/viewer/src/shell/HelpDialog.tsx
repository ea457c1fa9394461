import { createEffect, For, type JSX } from "solid-js";
import { CloseIcon } from "./icons.tsx";

/** The keys that do something, and whatever else a part of the page has to say of itself. */
export function HelpDialog(props: {
  open: boolean;
  onClose: () => void;
  keys: readonly (readonly [key: string, what: string])[];
  children: JSX.Element;
}) {
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
        <For each={props.keys}>
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
      {props.children}
    </dialog>
  );
}
