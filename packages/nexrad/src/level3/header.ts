import type { Description, MessageHeader } from "./product.ts";
import type { Reader } from "./reader.ts";

/** Bytes of the message header, and of it and the description together. */
export const HEADER_BYTES = 18;
export const DESCRIPTION_END = 120;

/** A block starts with this halfword. */
export const DIVIDER = -1;

/** ICD 2620001, figure 3-3. */
export function readMessageHeader(reader: Reader): MessageHeader {
  return {
    code: reader.i16(),
    time: dayAndSecond(reader.u16(), reader.u32()),
    length: reader.u32(),
    source: reader.u16(),
    destination: reader.u16(),
    blocks: reader.u16(),
  };
}

/** ICD 2620001, figure 3-6, sheets 2, 6 and 7. */
export function readDescription(reader: Reader): Description {
  if (reader.i16() !== DIVIDER) {
    throw reader.corrupt("The product description block does not start as one");
  }
  const thresholds = new Int16Array(16);
  const dependent = new Int16Array(10);
  const place = {
    latitude: reader.i32() / 1000,
    longitude: reader.i32() / 1000,
    heightFeet: reader.i16(),
    productCode: reader.i16(),
    operationalMode: reader.i16(),
    vcp: reader.i16(),
    sequence: reader.i16(),
    volumeNumber: reader.i16(),
    volumeTime: dayAndSecond(reader.u16(), reader.u32()),
    productTime: dayAndSecond(reader.u16(), reader.u32()),
  };
  dependent[0] = reader.i16();
  dependent[1] = reader.i16();
  const elevationNumber = reader.i16();
  dependent[2] = reader.i16();
  for (let i = 0; i < thresholds.length; i++) thresholds[i] = reader.i16();
  for (let i = 3; i < dependent.length; i++) dependent[i] = reader.i16();
  return {
    ...place,
    elevationNumber,
    thresholds,
    dependent,
    version: reader.i8(),
    spotBlank: reader.i8(),
    symbologyOffset: reader.u32(),
    graphicOffset: reader.u32(),
    tabularOffset: reader.u32(),
  };
}

/** A day (1 = 1970-01-01) and its seconds. */
function dayAndSecond(day: number, second: number): Date {
  return new Date((day - 1) * 86_400_000 + second * 1000);
}
