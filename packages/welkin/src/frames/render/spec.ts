import type { ColorOptions } from "@welkin/imaging";
import type { FramePictureFormat } from "@welkin/imaging/node";
import type { CutoutRegion } from "../cutouts/box.ts";
import type { Edge, ImageChoice } from "./image.ts";

/** Raised when the same request would give different bytes; part of every key. */
export const rendererVersion = 1;

/** Everything that a picture shows of its frames: plain data, sent to threads and part of the picture's key. */
export interface PictureSpec {
  /** The image of each frame. One frame is drawn in grey or with a colour map, several in colour. */
  readonly images: readonly ImageChoice[];
  /** The region of the (first) frame to show; all of it by default. */
  readonly region?: CutoutRegion;
  readonly edge?: Edge;
  readonly style: ColorOptions;
  readonly marks?: Marks;
  readonly format: FramePictureFormat;
  readonly quality: number;
  /** Whether the coordinates are embedded (AVM in XMP). */
  readonly avm?: boolean;
  /** How colour frames are aligned; `wcs` by default. */
  readonly align?: Align;
  /** Whether the orientation comes from the coordinates (default), or from the CD cards alone, as fits2image reads them. */
  readonly orientBy?: "wcs" | "cards";
}

export type Align = "wcs" | "stars" | "none";

/** What is drawn on top. */
export interface Marks {
  readonly label?: string;
  readonly labelAs?: "upstream";
  readonly compass?: boolean;
  readonly scalebar?: boolean;
  /** A place on the sky, ICRS degrees. */
  readonly target?: readonly [ra: number, dec: number];
  /** Whether the coordinates of the centre are written. */
  readonly coordinates?: boolean;
}

/** A drawn picture, and its metadata. */
export interface DrawnPicture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly shown: {
    readonly width: number;
    readonly height: number;
    readonly hdu: number;
    /** Values drawn black and white, for each frame. */
    readonly limits: readonly { readonly low: number; readonly high: number }[];
    readonly warnings: readonly string[];
  };
}
