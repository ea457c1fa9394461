import { createEffect, createUniqueId, type JSX } from "solid-js";
import { CloseIcon } from "./icons.tsx";

/** Covers the page until it is closed, by its button or Escape. */
export function Dialog(props: {
  open: boolean;
  onClose: () => void;
  title: JSX.Element;
  class?: string;
  busy?: boolean;
  children: JSX.Element;
}) {
  const id = createUniqueId();
  let dialog!: HTMLDialogElement;
  createEffect(() => {
    if (!props.open) dialog.close();
    else if (!dialog.open) dialog.showModal();
  });
  // The event fires some time after closing: by then it may have been reopened.
  const onClose = () => dialog.open || props.onClose();

  return (
    <dialog
      ref={dialog}
      class={`dialog ${props.class ?? ""}`}
      aria-labelledby={id}
      aria-busy={props.busy ?? false}
      onCancel={props.onClose}
      onClose={onClose}
    >
      <header>
        <h2 id={id}>{props.title}</h2>
        <button type="button" class="tool" onClick={props.onClose} aria-label="Close">
          <CloseIcon />
        </button>
      </header>
      {props.children}
    </dialog>
  );
}
