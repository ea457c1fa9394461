import { For, type JSX } from "solid-js";
import { Dialog } from "./Dialog.tsx";

/** The keys that do something, and whatever else a part of the page has to say of itself. */
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
