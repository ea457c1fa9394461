import { createResource, onCleanup, Show } from "solid-js";
import { Dialog } from "../../shell/Dialog.tsx";
import { ask, inWords } from "../../shell/http.ts";
import { type FrameInfo, framesApi } from "../api.ts";

/** Maximum number of blinked frames. */
const most = 8;

/** Frames of the same place in the same filter, one after another: anything that moves or changes stands out. */
export function BlinkDialog(props: { info: FrameInfo; onClose: () => void }) {
  const gone = new AbortController();
  let url: string | undefined;

  const [film] = createResource(async () => {
    const { frame, image, wcs } = props.info;
    const [ra, dec] = wcs!.centre! as [number, number];
    const { frames } = await framesApi.list(
      { ra: String(ra), dec: String(dec), filter: frame.filter, limit: String(most) },
      gone.signal,
    );
    if (frames.length < 2) return { count: frames.length };
    const side = (Math.min(image!.width, image!.height) * wcs!.pixelScale) / 60;
    const answer = await ask(
      framesApi.blink(
        // The list is newest first; the animation runs forwards in time.
        frames.map(({ id }) => id).reverse(),
        { ra, dec, size: Number(side.toPrecision(3)) },
      ),
      { signal: gone.signal },
    );
    url = URL.createObjectURL(await answer.blob());
    return { count: frames.length, url };
  });

  onCleanup(() => {
    gone.abort();
    if (url) URL.revokeObjectURL(url);
  });
  const title = () =>
    [props.info.frame.target ?? props.info.frame.basename, props.info.frame.filter]
      .filter(Boolean)
      .join(", ");

  return (
    <Dialog open onClose={props.onClose} title={title()} class="blink" busy={film.loading}>
      <div class="blink-film" aria-live="polite">
        <Show when={film.loading}>
          <p class="note">Aligning the frames of this place…</p>
        </Show>
        <Show when={film.error}>{(error) => <p role="alert">{inWords(error())}</p>}</Show>
        <Show when={!film.loading && !film.error && film()}>
          {(shown) => (
            <Show
              when={shown().url}
              fallback={<p class="note">No other frame of this place and filter is listed.</p>}
            >
              {(src) => <img src={src()} alt={`${shown().count} frames of this place, blinked`} />}
            </Show>
          )}
        </Show>
      </div>
    </Dialog>
  );
}
