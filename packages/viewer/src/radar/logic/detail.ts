/** Zoom from which the pixels of the smaller size would become visible. */
const closeUp = 7.6;

/**
 * The width of picture to request. The smaller size is rendered at ingest; the larger one resolves each 250 m gate of
 * a sweep with a range of 460 km, and is too heavy during playback.
 */
export const pictureWidth = (zoom: number, playing: boolean): number =>
  zoom >= closeUp && !playing ? 3200 : 1600;
