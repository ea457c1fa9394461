import { Show } from "solid-js";
import { UploadIcon } from "../../shell/icons.tsx";
import { useViewer } from "../store.ts";

/** Indicates that the weather shown is simulated. */
export function SimulatedBadge() {
  const viewer = useViewer();
  // Products are never simulated.
  const simulated = () => !viewer.state.product && (viewer.entry()?.simulated ?? false);
  return (
    <Show when={simulated()}>
      <p
        class="badge"
        title="Made by a program to show what the page does. No such weather happened."
      >
        Simulated <span class="wide-only">weather</span>
      </p>
    </Show>
  );
}

export function AddFile(props: { onFiles: (files: Iterable<File>) => void }) {
  let picker!: HTMLInputElement;
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        aria-label="Radar files"
        onChange={() => {
          props.onFiles([...(picker.files ?? [])]);
          picker.value = "";
        }}
      />
      <button type="button" class="tool" onClick={() => picker.click()} title="Add a radar file">
        <UploadIcon />
        <span class="wide-only">Add a file</span>
      </button>
    </>
  );
}
