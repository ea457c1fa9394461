import OpenSeadragon from "openseadragon";
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show } from "solid-js";
import { ask, inWords, isAbort } from "../../shell/http.ts";
import { credentials } from "../access.ts";
import { type FrameInfo, framesApi, type Look } from "../api.ts";
import { createReadout, type FramePoint } from "../readout.ts";
import { turnOf } from "../turn.ts";
import { Compass, ScaleBar } from "./Marks.tsx";
import { ReadoutCard } from "./ReadoutCard.tsx";

/**
 * Size in pixels of a picture that is not divided into tiles: one in colour, or with a stretch that depends on the
 * whole.
 */
const whole = 2048;

/** Timeout of a tile, milliseconds: longer than the service tries. */
const patience = 180_000;
/** Screen pixels per picture pixel from which on the picture is not smoothed. */
const coarse = 3;
/** The longest scale bar, screen pixels. */
const longestBar = 150;

export interface SkyHandle {
  zoomBy(factor: number): void;
  showAll(): void;
}

/** A frame in detail: by tiles down to its pixels, or as one picture if it must be drawn as a whole. */
export function Sky(props: { info: FrameInfo; look: Look; onReady: (sky: SkyHandle) => void }) {
  let element!: HTMLDivElement;
  let viewer: OpenSeadragon.Viewer | undefined;
  let shown: string | undefined;
  let opening = new AbortController();
  /** Whether the tiles being drawn belong to the latest request. */
  let opened = false;
  const [trouble, setTrouble] = createSignal<string>();
  /** Whether the latest request is still being loaded. */
  const [drawing, setDrawing] = createSignal(true);
  /** Screen pixels per frame pixel. */
  const [zoom, setZoom] = createSignal(0);
  const readout = createReadout(() => props.info);

  const isColour = () => Boolean(props.look.color) && props.info.frame.requestId !== undefined;
  /** Whether the picture is in colour: then the service handles rotation and marks. */
  const [coloured, setColoured] = createSignal(false);
  const tiles = () => {
    const { color: _, ...look } = props.look;
    return framesApi.tiles(props.info.frame.id, look);
  };
  const picture = (colour: boolean) => {
    const { id, version } = props.info.frame;
    const { image } = props.info;
    const { compass: _, scalebar: __, orient: ___, color: ____, ...plain } = props.look;
    const look = colour ? props.look : { ...plain, orient: "none" };
    const longest = Math.max(image?.width ?? whole, image?.height ?? whole);
    const size = colour ? whole : Math.min(whole, longest);
    return framesApi.picture({ id, version }, { ...look, width: size, height: size });
  };
  const source = createMemo(() => (isColour() ? picture(true) : (tiles() ?? picture(false))));
  const turn = createMemo(() => turnOf(coloured() ? undefined : props.info.wcs, props.look.orient));

  onMount(() => {
    viewer = OpenSeadragon({
      element,
      showNavigationControl: false,
      crossOriginPolicy: "Anonymous",
      drawer: "canvas",
      maxZoomPixelRatio: 16,
      minZoomImageRatio: 0.5,
      visibilityRatio: 0.3,
      animationTime: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 0.4,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      // A busy service takes long: a tile that timed out would leave a permanent hole.
      timeout: patience,
      tileRetryMax: 3,
      tileRetryDelay: 2000,
      // The page reports failures itself, in its own words.
      silenceMultiImageWarnings: true,
    });
    const { canvas, viewport } = viewer;
    canvas.dataset["arrows"] = "";
    canvas.setAttribute("role", "application");
    createEffect(() =>
      canvas.setAttribute(
        "aria-label",
        `Frame ${props.info.frame.basename}. Arrows move it, plus and minus zoom, 0 shows the whole of it.`,
      ),
    );
    // Arrow keys move the picture; every other key belongs to the page.
    viewer.addHandler("canvas-key", (event) => {
      const { key } = event.originalEvent as KeyboardEvent;
      event.preventDefaultAction = !key.startsWith("Arrow");
    });
    props.onReady({
      zoomBy: (factor) => viewport.zoomBy(factor).applyConstraints(),
      showAll: () => viewport.goHome(),
    });
    viewer.addHandler("tile-drawn", () => {
      element.dataset["drawn"] = shown ?? "";
      if (opened) setDrawing(false);
    });
    viewer.addHandler("update-viewport", measure);
    viewer.addHandler("animation", measure);
    viewer.addHandler("resize", measure);
    createEffect(
      on(
        () => [source(), props.info] as const,
        ([url]) => void show(url),
      ),
    );
    createEffect(on(turn, lay));
    onCleanup(() => {
      opening.abort();
      viewer?.destroy();
    });
  });

  async function show(url: string) {
    opening.abort();
    opening = new AbortController();
    const { signal } = opening;
    const { frame } = props.info;
    opened = false;
    setTrouble(undefined);
    setDrawing(true);
    // If a colour picture fails, the frame itself is shown, and if tiles fail, the whole picture.
    const ways = new Set([url, tiles() ?? url, picture(false)]);
    for (const way of ways) {
      try {
        return await open(way, signal);
      } catch (error) {
        if (isAbort(error) || signal.aborted) return;
        setTrouble((told) => told ?? `${frame.basename}: ${inWords(error)}`);
      }
    }
    // Nothing of it is available, so the previous frame is removed too.
    viewer?.close();
    setDrawing(false);
  }

  async function open(url: string, signal: AbortSignal) {
    const { frame } = props.info;
    const headers = credentials(frame);
    const answer = await ask(url, { headers, signal });
    const isTiles = answer.headers.get("content-type")?.includes("json") ?? false;
    const address = isTiles ? undefined : URL.createObjectURL(await answer.blob());
    const tileSource = address ? { type: "image", url: address } : await answer.json();
    if (signal.aborted || !viewer) return;
    // The same frame in another style keeps its position.
    const bounds = shown === frame.id ? viewer.viewport.getBounds() : undefined;
    shown = frame.id;
    setColoured(url === picture(true));
    viewer.addOnceHandler("open", () => {
      opened = !signal.aborted;
      if (address) URL.revokeObjectURL(address);
      lay();
      if (bounds) viewer?.viewport.fitBounds(bounds, true);
      else viewer?.viewport.goHome(true);
      measure();
    });
    const withHeaders = Object.keys(headers).length > 0;
    viewer.open({
      tileSource,
      ...(withHeaders && isTiles && { loadTilesWithAjax: true, ajaxHeaders: headers }),
    } as never);
  }

  /** Rotates the picture. */
  function lay() {
    const viewport = viewer?.viewport;
    if (!viewport || !viewer?.isOpen()) return;
    const { degrees, flip } = turn();
    const changed = viewport.getRotation() !== degrees || viewport.getFlip() !== flip;
    viewport.setRotation(degrees, true);
    viewport.setFlip(flip);
    if (changed) viewport.goHome(true);
  }

  /** Frame pixels per pixel of the picture shown. */
  function sharpness(): number {
    const width = viewer?.world.getItemAt(0)?.getContentSize().x;
    return width && props.info.image ? props.info.image.width / width : 1;
  }

  function measure() {
    const item = viewer?.world.getItemAt(0);
    if (!item) return;
    const ratio = item.viewportToImageZoom(viewer!.viewport.getZoom(true));
    setZoom(ratio / sharpness());
    // Pixels much larger than the screen's are shown as squares.
    viewer!.drawer.setImageSmoothingEnabled(ratio < coarse);
  }

  /** The frame pixel at a position on the screen. */
  function pointAt({ clientX, clientY }: MouseEvent): FramePoint | undefined {
    const { image } = props.info;
    const item = viewer?.world.getItemAt(0);
    // Only the service knows which frame pixels correspond to those of a colour picture.
    if (!image || !item || coloured()) return undefined;
    const { left, top, width } = element.getBoundingClientRect();
    const { viewport } = viewer!;
    const x = clientX - left;
    const pixel = new OpenSeadragon.Point(viewport.getFlip() ? width - x : x, clientY - top);
    const at = item.viewportToImageCoordinates(viewport.pointFromPixel(pixel, true), true);
    const factor = sharpness();
    // Rows of a picture run down, those of FITS up; the centre of the first pixel is 1.
    const point = { x: at.x * factor + 0.5, y: image.height - at.y * factor + 0.5 };
    const inside =
      point.x >= 0.5 &&
      point.y >= 0.5 &&
      point.x < image.width + 0.5 &&
      point.y < image.height + 0.5;
    return inside ? point : undefined;
  }

  const north = () => props.info.wcs?.northAngle ?? null;

  return (
    <>
      <div
        ref={element}
        class="sky"
        onPointerMove={(event) => readout.setPoint(pointAt(event))}
        onPointerDown={(event) => readout.setPoint(pointAt(event))}
        onPointerLeave={(event) => event.pointerType === "mouse" && readout.setPoint(undefined)}
      />
      <div class="sky-notes">
        <Show when={trouble()}>
          <p class="trouble" role="alert">
            {trouble()}
          </p>
        </Show>
        <Show when={drawing()}>
          <p class="sky-readout" role="status">
            Drawing…
          </p>
        </Show>
        <div class="marks">
          <Show when={props.look.compass && north() !== null && !coloured()}>
            <Compass wcs={{ northAngle: north()!, parity: props.info.wcs!.parity }} turn={turn()} />
          </Show>
          <Show when={props.look.scalebar && props.info.wcs && zoom() > 0 && !coloured()}>
            <ScaleBar arcsecAPixel={props.info.wcs!.pixelScale / zoom()} most={longestBar} />
          </Show>
        </div>
        <ReadoutCard reading={readout.reading()} info={props.info} />
      </div>
    </>
  );
}
