import { ApiError } from "../shell/http.ts";
import { api } from "./api.ts";
import type { Moment, PictureMetadata, ProductDetail, VolumeDetail } from "./api-types.ts";
import { Cache } from "./logic/cache.ts";
import { groupSweeps, matchSweep, type SweepChoice, type SweepWish } from "./logic/sweeps.ts";

/** What is shown of one entry of a timeline: a moment of a volume, or a product. */
export type Subject =
  | { kind: "moment"; moment: Moment; wish: SweepWish }
  | { kind: "product"; code: string };

export interface FrameRequest {
  site: string;
  /** Name of the volume or product file. */
  entry: string;
  /** Sweeps it has so far, if it is a volume that is still growing. */
  sweeps: number | undefined;
  subject: Subject;
  width: number;
  table: string | undefined;
  smooth: boolean;
}

/** One entry of a timeline, fetched and ready to be shown. */
export interface Frame {
  request: FrameRequest;
  /** When the data shown was measured. */
  time: string;
  /** URL for values under a point, if there are any. */
  values?: string;
  picture?: { coordinates: PictureMetadata["coordinates"]; image: ImageBitmap };
  features?: GeoJSON.FeatureCollection;
  reach?: Reach;
  volume?: { detail: VolumeDetail; choice: SweepChoice };
  product?: ProductDetail;
}

/** The range of a sweep, and its centre. */
export interface Reach {
  longitude: number;
  latitude: number;
  /** Metres to the far edge of the last gate. */
  distance: number;
}

interface Flight {
  promise: Promise<Frame>;
  controller: AbortController;
  waiting: number;
}

/** Bytes of decoded pictures to keep: about twelve of the smaller size, or three of the larger. */
const imageBudget = 128e6;
/** The size attributed to a frame without a picture. */
const bareSize = 50_000;

/** Fetches and decodes frames, each once however many ask, and keeps the most recent. */
export class FrameLoader {
  #volumes = new Cache<VolumeDetail>(500);
  #frames = new Cache<Frame>(imageBudget);
  #flights = new Map<string, Flight>();

  /** The frame, if it is available already. */
  peek(request: FrameRequest): Frame | undefined {
    return this.#frames.get(keyOf(request));
  }

  /** The frame; aborting `signal` cancels the fetch unless another caller waits for the same frame. */
  async load(request: FrameRequest, signal: AbortSignal): Promise<Frame> {
    const ready = this.peek(request);
    if (ready) return ready;
    const flight = this.#join(request);
    const leave = () => {
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.controller.abort();
    };
    signal.addEventListener("abort", leave, { once: true });
    if (signal.aborted) leave();
    try {
      const frame = await flight.promise;
      signal.throwIfAborted();
      return frame;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  /** `sweeps` are those of a growing volume: with more of them it counts as another. */
  async volume(
    site: string,
    id: string,
    sweeps: number | undefined,
    signal?: AbortSignal,
  ): Promise<VolumeDetail> {
    const key = [site, id, sweeps].join(" ");
    const detail = this.#volumes.get(key) ?? (await api.volume(site, id, signal));
    this.#volumes.set(key, detail);
    return detail;
  }

  #join(request: FrameRequest): Flight {
    const key = keyOf(request);
    const present = this.#flights.get(key);
    if (present && !present.controller.signal.aborted) {
      present.waiting += 1;
      return present;
    }
    const controller = new AbortController();
    const promise = this.#fetch(request, controller.signal).finally(() => {
      if (this.#flights.get(key)?.controller === controller) this.#flights.delete(key);
    });
    // Callers that still wait see the failure; if none are left, it does not matter.
    promise.catch(() => {});
    const flight = { promise, controller, waiting: 1 };
    this.#flights.set(key, flight);
    return flight;
  }

  async #fetch(request: FrameRequest, signal: AbortSignal): Promise<Frame> {
    const { subject } = request;
    const frame =
      subject.kind === "moment"
        ? await this.#moment(request, subject, signal)
        : await this.#product(request, subject.code, signal);
    const image = frame.picture?.image;
    this.#frames.set(keyOf(request), frame, image ? image.width * image.height * 4 : bareSize);
    return frame;
  }

  async #moment(
    request: FrameRequest,
    { moment, wish }: Subject & { kind: "moment" },
    signal: AbortSignal,
  ): Promise<Frame> {
    const detail = await this.volume(request.site, request.entry, request.sweeps, signal);
    const choice = matchSweep(groupSweeps(detail.sweepList, moment, detail.time), wish);
    if (!choice) {
      throw new ApiError("NO_MOMENT", 0, "This volume does not carry the chosen moment.");
    }
    const found = choice.sweep.moments.find(({ name }) => name === moment)!;
    const { png, json, firstGate, gates, gateSpacing } = found;
    const { longitude, latitude } = detail;
    return {
      request,
      time: choice.sweep.time,
      values: png.replace(/\.png$/, "/value"),
      picture: await this.#picture(json, png, request, signal),
      reach: { longitude, latitude, distance: firstGate + (gates - 0.5) * gateSpacing },
      volume: { detail, choice },
    };
  }

  async #product(request: FrameRequest, code: string, signal: AbortSignal): Promise<Frame> {
    const product = await api.product(request.site, code, request.entry, signal);
    const { png, json, geojson } = product;
    const [picture, features] = await Promise.all([
      png && json && this.#picture(json, png, request, signal),
      geojson ? api.features(geojson, signal) : undefined,
    ]);
    return {
      request,
      time: product.time,
      product,
      ...(product.value && { values: product.value }),
      ...(picture && { picture }),
      ...(features && { features }),
    };
  }

  async #picture(json: string, png: string, request: FrameRequest, signal: AbortSignal) {
    const [{ coordinates }, image] = await Promise.all([
      api.pictureMetadata(json, request, signal),
      api.picture(png, request, signal),
    ]);
    return { coordinates, image };
  }
}

const keyOf = ({ site, entry, sweeps, subject, width, table, smooth }: FrameRequest): string => {
  const what =
    subject.kind === "moment"
      ? [subject.moment, subject.wish.elevation, subject.wish.cut, subject.wish.pass]
      : [subject.code];
  return [site, entry, sweeps, ...what, width, table, smooth].join(" ");
};
