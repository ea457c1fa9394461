import { createResource, Show } from "solid-js";
import { inWords } from "../../shell/http.ts";
import { CloseIcon } from "../../shell/icons.tsx";
import { api } from "../api.ts";
import { clock, day } from "../logic/time.ts";
import { useViewer } from "../store.ts";

/** The text of a product, beside the map. */
export function Reader(props: { open: boolean; onClose: () => void }) {
  const viewer = useViewer();
  const product = () => viewer.shown()?.product;
  const [text] = createResource(
    () => (props.open ? product()?.txt : undefined),
    (url) => api.text(url).catch(inWords),
  );

  return (
    <Show when={props.open && product()?.txt ? product() : undefined}>
      {(read) => (
        <section class="reader" aria-label="Text of the product">
          <header>
            <h2>{read().name}</h2>
            <p>
              {read().site} · {clock(read().time, false)} UTC, {day(read().time)}
            </p>
            <button type="button" class="tool" onClick={props.onClose} aria-label="Close the text">
              <CloseIcon />
            </button>
          </header>
          {/* It scrolls, so keys must reach it. */}
          <pre tabindex="0">{text.latest}</pre>
        </section>
      )}
    </Show>
  );
}
