import { Show } from "solid-js";
import { type State, useViewer } from "../store.ts";

/** Replaces the picture: why there is none, and what to do. */
export function EmptyState(props: {
  phase: State["phase"];
  onFiles: (files: Iterable<File>) => void;
}) {
  const viewer = useViewer();
  let picker!: HTMLInputElement;

  return (
    <section class="empty" aria-live="polite">
      <Show
        when={props.phase === "empty"}
        fallback={
          <>
            <h2>The radar cannot be shown</h2>
            <p>{viewer.state.trouble}</p>
            <p>
              This page shows what a running Welkin holds. Start it with <code>npm start</code> in
              its folder; the page looks again every few seconds.
            </p>
            <button type="button" class="primary" onClick={() => void viewer.start()}>
              Try again
            </button>
          </>
        }
      >
        <h2>No radar volumes yet</h2>
        <p>
          Drop NEXRAD files, Level II or Level III, anywhere on this page, or add a folder of them
          from a terminal:
        </p>
        <pre>npx welkin radar ingest PATH…</pre>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          aria-label="Radar files"
          onChange={() => props.onFiles([...(picker.files ?? [])])}
        />
        <button type="button" class="primary" onClick={() => picker.click()}>
          Choose files
        </button>
      </Show>
    </section>
  );
}
