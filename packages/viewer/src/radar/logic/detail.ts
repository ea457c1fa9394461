/** Zoom from which a picture's own pixels would be seen in the smaller size. */
const closeUp = 7.6;

/**
 * How wide a picture to ask for. The smaller size is the one rendered at ingest; the larger one shows each
 * 250 m gate of a sweep that reaches 460 km, and is not worth its weight while frames go by.
 */
export const pictureWidth = (zoom: number, playing: boolean): number =>
  zoom >= closeUp && !playing ? 3200 : 1600;
