import { Show } from "solid-js";
import type { FrameInfo } from "../api.ts";
import { placeWords, valueWords } from "../facts.ts";
import type { Reading } from "../readout.ts";

/** What is under the pointer: its position on the sky and in the file, and the pixel's value. */
export function ReadoutCard(props: { reading: Reading | undefined; info: FrameInfo }) {
  return (
    <Show when={props.reading}>
      {(reading) => (
        <section class="sky-readout" aria-label="Under the pointer" aria-live="off">
          <Show when={reading().sky}>
            {(sky) => {
              const words = () => placeWords(sky(), props.info.wcs?.pixelScale ?? 1);
              return (
                <>
                  <p class="sky-place">{words().sexagesimal}</p>
                  <p>{words().degrees}</p>
                </>
              );
            }}
          </Show>
          <p>
            x {reading().point.x.toFixed(1)} y {reading().point.y.toFixed(1)}{" "}
            <Show when={reading().value !== undefined}>
              <span class="sky-value">{valueWords(reading().value!)}</span>
            </Show>
          </p>
        </section>
      )}
    </Show>
  );
}
