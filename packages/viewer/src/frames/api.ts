import type { FrameInfo } from "../../../welkin/src/frames/schema.ts";
import { getJson, params } from "../shell/http.ts";
import { asksWho, credentials } from "./access.ts";

export type { FrameInfo };

/** A frame of a local archive, as listed. */
export interface ListedFrame {
  id: string;
  archive: string;
  basename: string;
  version: string;
  /** When it was observed, else when its file was written. */
  time: string;
  filter?: string;
  target?: string;
  request?: string;
}

export interface FramePage {
  frames: ListedFrame[];
  next?: string;
}

/** How a frame is drawn; undefined values are left to the service. */
export interface Look {
  stretch?: string | undefined;
  interval?: string | undefined;
  cmap?: string | undefined;
  invert?: string | undefined;
  orient?: string | undefined;
  /** Drawn on top: the directions of north and east, and a scale. */
  compass?: string | undefined;
  scalebar?: string | undefined;
  /** A colour picture of the frames of the same request. */
  color?: string | undefined;
}

export const lookNames = [
  "stretch",
  "interval",
  "cmap",
  "invert",
  "orient",
  "compass",
  "scalebar",
  "color",
] as const;

const pageSize = 60;

export const framesApi = {
  list: (
    query: {
      basename?: string | undefined;
      filter?: string | undefined;
      cursor?: string | undefined;
      ra?: string | undefined;
      dec?: string | undefined;
      limit?: string | undefined;
    },
    signal?: AbortSignal,
  ) => getJson<FramePage>(`/frames?${params({ limit: pageSize, ...query })}`, signal),

  info: (id: string, signal?: AbortSignal) =>
    getJson<FrameInfo>(`/frames/${encodeURIComponent(id)}/info`, signal, credentials()),

  /** Whether there is an archive with frames that are not public. */
  asksWho: async () => {
    const { archives } = await getJson<{ archives: { name: string }[] }>("/frames/archives");
    return archives.some(({ name }) => asksWho(name));
  },

  /** The URL of a picture, including the file's version if known, so that it can be cached forever. */
  picture(
    frame: { id: string; version?: string },
    look: Look & { width?: number; height?: number; label?: string },
    format = "jpg",
  ): string {
    const version = frame.version === undefined ? "" : `/${encodeURIComponent(frame.version)}`;
    const query = params(look);
    return `/frames/${encodeURIComponent(frame.id)}${version}/picture.${format}${query && `?${query}`}`;
  },

  /** An animation of frames of one place; its side in arc minutes. */
  blink: (
    ids: readonly string[],
    place: { readonly ra: number; readonly dec: number; readonly size: number },
  ) =>
    `/frames/blink?${params({
      frames: ids.join(","),
      ra: String(place.ra),
      dec: String(place.dec),
      size: String(place.size),
      width: "640",
      fps: "2",
      labels: "true",
      scalebar: "true",
      format: "webp",
    })}`,

  /** Lower left pixel, counted from 1, width and height. */
  cutout: ({ id }: { id: string }, box: readonly [number, number, number, number]) =>
    `/frames/${encodeURIComponent(id)}/cutout.fits?${params({ box: box.join(",") })}`,

  /** The URL for deep zoom; undefined if tiles cannot be drawn without the whole image. */
  tiles(id: string, look: Omit<Look, "color">): string | undefined {
    if (ofTheWhole.includes(look.stretch ?? "")) return undefined;
    const said = tileStyle.flatMap((name) => {
      const value = look[name];
      return value ? [`;${name}=${encodeURIComponent(value)}`] : [];
    });
    return `/iiif/${encodeURIComponent(id)}${said.join("")}/info.json`;
  },
};

/** The part of a look that applies to tiles; rotation and marks are the page's task. */
const tileStyle = ["stretch", "interval", "cmap", "invert"] as const;
/** Stretches that depend on every pixel of an image. */
const ofTheWhole: readonly string[] = ["histogram", "midtone"];
