import { For, type JSX } from "solid-js";
import { Dialog } from "./Dialog.tsx";

/** The keyboard shortcuts, and any further help of a part of the page. */
export function HelpDialog(props: {
  open: boolean;
  onClose: () => void;
  keys: readonly (readonly [key: string, what: string])[];
  children: JSX.Element;
}) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title="Help" class="help">
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
    </Dialog>
  );
}
