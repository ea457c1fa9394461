import { For, Show } from "solid-js";
import { CloseIcon } from "../../shell/icons.tsx";
import { useViewer } from "../store.ts";
import type { Uploads } from "../uploads.ts";

/** As many as there is room for over a map on a phone. */
const mostFailed = 3;

/** Errors, uploads in progress, and those that failed. */
export function Toasts(props: { uploads: Uploads }) {
  const viewer = useViewer();
  return (
    <div class="toasts" role="status">
      <Show when={viewer.state.phase === "ready" && viewer.state.trouble}>
        {(trouble) => (
          <div class="toast warn">
            <p>{trouble()}</p>
            <Dismiss onClick={viewer.dismissTrouble} />
          </div>
        )}
      </Show>
      <For each={props.uploads.failed().slice(0, mostFailed)}>
        {(failure) => (
          <div class="toast warn">
            <p>
              <strong>{failure.name}</strong>
              <span>{failure.reason}</span>
            </p>
            <Dismiss onClick={() => props.uploads.dismiss(failure)} />
          </div>
        )}
      </For>
      <Show when={props.uploads.failed().length > mostFailed}>
        <div class="toast warn">
          <p>And {props.uploads.failed().length - mostFailed} more failed</p>
          <Dismiss onClick={props.uploads.dismissAll} />
        </div>
      </Show>
      <Show when={props.uploads.current()}>
        {(upload) => (
          <div class="toast">
            <p>
              <strong>{upload().name}</strong>
              <span>{upload().note}</span>
            </p>
            <progress aria-label="Progress" max="1" value={upload().progress} />
          </div>
        )}
      </Show>
    </div>
  );
}

const Dismiss = (props: { onClick: () => void }) => (
  <button type="button" class="tool" onClick={props.onClick} aria-label="Dismiss">
    <CloseIcon />
  </button>
);
