import { createSignal, For, type JSX, Show } from "solid-js";
import { ask, inWords, params } from "../../shell/http.ts";
import { credentials } from "../access.ts";
import { type FrameInfo, framesApi, type Look } from "../api.ts";
import { frameFacts } from "../facts.ts";
import { barOf } from "../turn.ts";
import { BlinkDialog } from "./BlinkDialog.tsx";

/** The frame's facts, and its downloads. */
export function FactsCard(props: { info: FrameInfo; look: Look }) {
  const frame = () => props.info.frame;
  const [blinking, setBlinking] = createSignal(false);
  const link = (size: number, format: string) =>
    framesApi.picture(frame(), { ...props.look, width: size, height: size }, format);
  /** A part worth having by itself: at most half of its shorter side. */
  const middle = () => {
    const { image, wcs } = props.info;
    if (!image || !wcs?.centre) return undefined;
    const part = barOf(wcs.pixelScale, Math.min(image.width, image.height) / 2);
    const [ra, dec] = wcs.centre as [number, number];
    return part && { name: part.name, query: params({ ra, dec, size: part.arcsec / 60 }) };
  };

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
        <Had of={frame()} href={link(2048, "jpg")} name={`${frame().basename}.jpg`}>
          JPEG
        </Had>
        <Had of={frame()} href={link(2048, "png")} name={`${frame().basename}.png`}>
          PNG
        </Had>
        <Show when={props.info.links["cutout"] ? middle() : undefined}>
          {(part) => (
            <Had
              of={frame()}
              href={`${props.info.links["cutout"]}?${part().query}`}
              name={`${frame().basename}-cutout.fits`}
              saved
            >
              FITS, central {part().name}
            </Had>
          )}
        </Show>
        <Had
          of={frame()}
          href={`/frames/${encodeURIComponent(frame().id)}/info?cards=true`}
          name={`${frame().basename}.json`}
        >
          Header
        </Had>
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

/** A download link for a frame. If a token is needed, which a link cannot carry, the file is fetched and saved. */
function Had(props: {
  of: FrameInfo["frame"];
  href: string;
  name: string;
  saved?: boolean;
  children: JSX.Element;
}) {
  const [trouble, setTrouble] = createSignal<string>();

  async function save() {
    setTrouble(undefined);
    try {
      const answer = await ask(props.href, { headers: credentials(props.of) });
      const url = URL.createObjectURL(await answer.blob());
      Object.assign(document.createElement("a"), { href: url, download: props.name }).click();
      // After the browser has taken it up.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (error) {
      setTrouble(inWords(error));
    }
  }

  return (
    <>
      <a
        href={props.href}
        {...(props.saved ? { download: "" } : { target: "_blank", rel: "noopener" })}
        onClick={(event) => {
          if (Object.keys(credentials(props.of)).length === 0) return;
          event.preventDefault();
          void save();
        }}
      >
        {props.children}
      </a>
      <Show when={trouble()}>{(said) => <span role="alert">{said()}</span>}</Show>
    </>
  );
}
