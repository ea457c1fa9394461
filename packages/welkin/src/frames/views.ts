import type { Frame } from "./archives/index.ts";
import type { FrameReport } from "./render/info.ts";
import type { FrameInfo } from "./schema.ts";

/** A frame as clients see it: without the URL from which its file is fetched. */
function frameView(frame: Frame): FrameInfo["frame"] {
  const { extra: _, observedAt, publicDate, footprint: __, size: ___, ...rest } = frame;
  return {
    ...rest,
    ...(observedAt && { observedAt: observedAt.toISOString() }),
    ...(publicDate && { publicDate: publicDate.toISOString() }),
  };
}

export function infoView(frame: Frame, report: FrameReport): FrameInfo {
  return { frame: frameView(frame), ...report, links: frameLinks(frame) } as FrameInfo;
}

/** The URLs of everything available for a frame. */
export function frameLinks(frame: Frame): Record<string, string> {
  const id = encodeURIComponent(frame.id);
  const version = `/frames/${id}/${encodeURIComponent(frame.version)}`;
  return {
    picture: `${version}/picture.jpg`,
    cutout: `/frames/${id}/cutout`,
    thumbnail: `/thumbnails/${id}/`,
    iiif: `/iiif/${id}/info.json`,
    datalink: `/datalink/links?ID=${id}`,
    soda: `/soda/sync?ID=${id}`,
  };
}
