export type { Legend, LegendStop, LegendTick } from "./color/legend.ts";
export { legendStops } from "./color/legend.ts";
export { parsePal } from "./color/pal.ts";
export type { Palette } from "./color/palette.ts";
export { paletteFor } from "./color/palette.ts";
export type { RadarMoment } from "./color/registry.ts";
export {
  allTables,
  productTables,
  radarTables,
  tableFor,
  tableNamed,
  tablesFor,
} from "./color/registry.ts";
export type { ColorStop, ColorTable, Rgba } from "./color/table.ts";
export { colorAt, hexColor } from "./color/table.ts";
export { type ColorMap, colorMapNamed, colorMapNames } from "./colormaps/colormap.ts";
export type { ImagingErrorCode } from "./errors.ts";
export { ImagingError } from "./errors.ts";
export { type DetectOptions, detectStars } from "./frames/align/detect.ts";
export { affineMapping, type PixelMapping } from "./frames/align/mapping.ts";
export { type ResampleOptions, resample } from "./frames/align/resample.ts";
export {
  type AlignOptions,
  alignStars,
  type Star,
  type StarAlignment,
} from "./frames/align/stars.ts";
export { type AvmOptions, avmPacket } from "./frames/avm.ts";
export { canonical } from "./frames/canonical.ts";
export { type LuptonOptions, luptonRgb } from "./frames/color/lupton.ts";
export type { Blend, ColorOptions, FrameOptions } from "./frames/options.ts";
export { type Orient, type Orientation, snapOrientation } from "./frames/orient.ts";
export type { Affine, Picture } from "./frames/picture.ts";
export { type CdMatrix, type Plane, type PlaneData, planeOfBytes } from "./frames/plane.ts";
export { type FramePicture, renderFrame } from "./frames/render.ts";
export {
  type FrameInTurn,
  renderColor,
  renderColorInTurn,
  takesTurns,
} from "./frames/render-color.ts";
export { shrinkArea } from "./frames/shrink/area.ts";
export { pixelMemory } from "./frames/shrink/simd.ts";
export { type Size, sizeInBox } from "./frames/shrink/size.ts";
export { formatSky, type PictureSky, pictureOf, pictureSky } from "./frames/sky.ts";
export { beamGroundRange, beamHeight, slantRangeOf } from "./geo/beam.ts";
export type { Course, Destination } from "./geo/geodesic.ts";
export { geodesicDirect, geodesicInverse } from "./geo/geodesic.ts";
export type { Bearing } from "./geo/locate.ts";
export { locate } from "./geo/locate.ts";
export type { Corners, LonLat, MercatorGrid } from "./geo/mercator.ts";
export {
  gridAround,
  gridBounds,
  gridCorners,
  pixelOf,
  positionOf,
  tileGrid,
} from "./geo/mercator.ts";
export {
  type Cut,
  type Interval,
  intervalNames,
  type Limits,
  limitsOf,
  parseCut,
  parseInterval,
} from "./intervals/interval.ts";
export { percentilesOf } from "./intervals/percentile.ts";
export { upstreamZscale } from "./intervals/upstream-zscale.ts";
export { type ZscaleOptions, zscale } from "./intervals/zscale.ts";
export type {
  BitDepth,
  Deflate,
  DeflateOptions,
  DeflateStrategy,
  IndexedImage,
  PngOptions,
} from "./png/encode.ts";
export { encodePng } from "./png/encode.ts";
export type { Smoothing } from "./radar/blend.ts";
export { GeometryCache } from "./radar/cache.ts";
export type { Coding } from "./radar/coding.ts";
export { codeValue, isFolded } from "./radar/coding.ts";
export type { Antenna, PolarField } from "./radar/polar.ts";
export type { CodeRaster, ProjectOptions } from "./radar/project.ts";
export { projectSweep } from "./radar/project.ts";
export type { Field, RasterField } from "./radar/raster.ts";
export { isRaster, rasterCell } from "./radar/raster.ts";
export type { RenderedPng, RenderOptions } from "./radar/render.ts";
export { defaultGrid, rangeHolding, renderSweepPng } from "./radar/render.ts";
export {
  parseStretch,
  type Stretch,
  type StretchName,
  stretchAt,
  stretchNames,
} from "./stretches/stretch.ts";
