export {
  type AnimationFormat,
  type AnimationOptions,
  animationTypes,
  encodeAnimation,
} from "./node/animation.ts";
export { deflate } from "./node/deflate.ts";
export { type DrawOptions, drawOn } from "./node/draw.ts";
export {
  type EncodedPicture,
  type EncodeOptions,
  encodePicture,
  type FramePictureFormat,
  pictureTypes,
} from "./node/encode-picture.ts";
export type { LegendOptions } from "./node/legend.ts";
export { renderLegend } from "./node/legend.ts";
export type { PictureFormat, RenderedSweep, RenderSweepOptions } from "./node/render.ts";
export { contentTypes, renderSweep } from "./node/render.ts";
