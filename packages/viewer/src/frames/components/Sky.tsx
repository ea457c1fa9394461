import OpenSeadragon from "openseadragon";
import { createEffect, createMemo, on, onCleanup, onMount } from "solid-js";
import { useTheme } from "../../shell/theme.ts";
import { type FrameInfo, framesApi, type Look } from "../api.ts";

/** Pixels a side of a picture that is not cut into tiles: one in colour, or drawn in another way than the tiles are. */
const whole = 2048;

/** Width of the cards at the right. */
const cards = 300;

const isTiles = (url: string) => url.endsWith("/info.json");

/** A frame to look into: by tiles as far down as its pixels, or one picture where it is drawn in a way of its own. */
export function Sky(props: { info: FrameInfo; look: Look }) {
  const { theme } = useTheme();
  let element!: HTMLDivElement;
  let viewer: OpenSeadragon.Viewer | undefined;
  let shown: string | undefined;

  const source = createMemo(() => {
    const { id, version } = props.info.frame;
    const plain = Object.values(props.look).every((value) => !value);
    return plain
      ? framesApi.tiles(id)
      : framesApi.picture({ id, version }, { ...props.look, width: whole, height: whole });
  });

  onMount(() => {
    viewer = OpenSeadragon({
      element,
      showNavigationControl: false,
      crossOriginPolicy: "Anonymous",
      drawer: "canvas",
      maxZoomPixelRatio: 8,
      visibilityRatio: 0.3,
      // What lies over the picture is kept free of it.
      viewportMargins: innerWidth > 760 ? { right: cards } : {},
      animationTime: 0.4,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      imageSmoothingEnabled: true,
      // What cannot be opened is told by the page, in its own words.
      silenceMultiImageWarnings: true,
    });
    viewer.addHandler("tile-drawn", () => {
      element.dataset["drawn"] = shown ?? "";
    });
    // Where there are no tiles there is still the picture.
    viewer.addHandler("open-failed", () => {
      const { id, version } = props.info.frame;
      if (isTiles(source()))
        show(framesApi.picture({ id, version }, { width: whole, height: whole }));
    });
    createEffect(on(source, show));
    onCleanup(() => viewer?.destroy());
  });

  function show(url: string) {
    if (!viewer) return;
    // The same frame in another way stays where it is.
    const { id } = props.info.frame;
    const bounds = shown === id ? viewer.viewport.getBounds() : undefined;
    shown = id;
    const tileSource = isTiles(url) ? url : { type: "image", url };
    viewer.addOnceHandler("open", () => {
      if (bounds) viewer?.viewport.fitBounds(bounds, true);
    });
    viewer.open(tileSource as never);
  }

  return (
    <div
      ref={element}
      class="sky"
      classList={{ dark: theme() === "dark" }}
      role="img"
      aria-label={`Frame ${props.info.frame.basename}`}
    />
  );
}
