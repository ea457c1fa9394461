import { createSignal, For, Show } from "solid-js";
import { type FrameInfo, framesApi, type Look } from "../api.ts";
import { frameFacts } from "../facts.ts";
import { BlinkDialog } from "./BlinkDialog.tsx";

/** What is known of the frame, and what can be had of it. */
export function FactsCard(props: { info: FrameInfo; look: Look }) {
  const frame = () => props.info.frame;
  const [blinking, setBlinking] = createSignal(false);
  const link = (size: number, format: string) =>
    framesApi.picture(frame(), { ...props.look, width: size, height: size }, format);

  return (
    <details class="card" open={innerWidth > 760}>
      <summary>{frame().target ?? frame().basename}</summary>
      <p class="frame-file">{frame().filename}</p>
      <dl class="facts">
        <For each={frameFacts(props.info)}>
          {([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          )}
        </For>
      </dl>
      <Show when={props.info.warnings.length > 0}>
        <p class="note">{props.info.warnings[0]}</p>
      </Show>
      <p class="links">
        <a href={link(2048, "jpg")} target="_blank" rel="noopener">
          JPEG
        </a>
        <a href={link(2048, "png")} target="_blank" rel="noopener">
          PNG
        </a>
        <Show when={props.info.links["cutout"] && props.info.wcs?.centre}>
          {(centre) => (
            <a
              href={`${props.info.links["cutout"]}?ra=${centre()[0]}&dec=${centre()[1]}&size=5`}
              download=""
            >
              FITS, the middle 5′
            </a>
          )}
        </Show>
        <a
          href={`/frames/${encodeURIComponent(frame().id)}/info?cards=true`}
          target="_blank"
          rel="noopener"
        >
          Header
        </a>
      </p>
      <Show when={props.info.wcs?.centre && props.info.image}>
        <button type="button" class="secondary" onClick={() => setBlinking(true)}>
          Blink with others of this place
        </button>
      </Show>
      <Show when={blinking()}>
        <BlinkDialog info={props.info} onClose={() => setBlinking(false)} />
      </Show>
    </details>
  );
}
