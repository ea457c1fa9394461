import { Show } from "solid-js";
import { CloseIcon } from "../../shell/icons.tsx";
import { useViewer } from "../store.ts";
import type { Uploads } from "../uploads.ts";

/** Errors, and uploads in progress. */
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
      <Show when={props.uploads.current()}>
        {(upload) => (
          <div class="toast" classList={{ warn: upload().failed }}>
            <p>
              <strong>{upload().name}</strong>
              <span>{upload().note}</span>
            </p>
            <Show
              when={upload().failed}
              fallback={<progress aria-label="Progress" max="1" value={upload().progress} />}
            >
              <Dismiss onClick={props.uploads.dismiss} />
            </Show>
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
