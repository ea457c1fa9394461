/** A block of a synthetic radial of message 31: its four letters, and its contents. */
export interface Block {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The properties of a synthetic radial; the rest is typical. */
export interface Radial31 {
  readonly azimuthNumber: number;
  readonly azimuth: number;
  readonly blocks: readonly Block[];
  readonly site?: string;
  readonly time?: number;
  readonly elevationNumber?: number;
  readonly elevation?: number;
  readonly status?: number;
  readonly halfDegrees?: boolean;
  /** Bytes between the pointers and the first block, as in a header of a future build. */
  readonly spare?: number;
  /** How to compress everything after the pointers, and the code for that. */
  readonly compression?: {
    readonly code: number;
    readonly compress: (bytes: Uint8Array) => Uint8Array;
  };
  /** Writes the size as 32 bits, as in messages of more than 131 070 bytes. */
  readonly long?: boolean;
}

const DAY = 86_400_000;
export const RADIAL_TIME = Date.UTC(2024, 1, 29, 23, 59, 58);

/** A message 31 (ICD 2620002, table XVII), with its CTM bytes. */
function radial31(radial: Radial31): Uint8Array {
  const { blocks, spare = 0, time = RADIAL_TIME } = radial;
  const head = 32 + 4 * blocks.length + spare;
  const size = blocks.reduce((sum, { bytes }) => sum + 4 + bytes.length, head);
  const bytes = new Uint8Array(28 + size + (size % 2));
  const view = new DataView(bytes.buffer);
  const message = 16 + size + (size % 2);
  view.setUint16(12, radial.long ? 65_535 : message / 2);
  view.setUint8(15, 31);
  view.setUint16(18, Math.floor(time / DAY) + 1);
  view.setUint32(20, time % DAY);
  if (radial.long) view.setUint32(24, message);
  else view.setUint32(24, 0x0001_0001);
  const text = (at: number, letters: string) => bytes.set(new TextEncoder().encode(letters), at);
  text(28, radial.site ?? "KTLX");
  view.setUint32(32, time % DAY);
  view.setUint16(36, Math.floor(time / DAY) + 1);
  view.setUint16(38, radial.azimuthNumber);
  view.setFloat32(40, radial.azimuth);
  view.setUint16(46, size);
  view.setUint8(48, radial.halfDegrees ? 1 : 2);
  view.setUint8(49, radial.status ?? 1);
  view.setUint8(50, radial.elevationNumber ?? 1);
  view.setFloat32(52, radial.elevation ?? 0.5);
  view.setUint16(58, blocks.length);
  let at = 28 + head;
  blocks.forEach(({ name, bytes: content }, i) => {
    view.setUint32(60 + 4 * i, at - 28);
    text(at, name);
    bytes.set(content, at + 4);
    at += 4 + content.length;
  });
  return radial.compression ? compressed(bytes, 28 + head, radial.compression) : bytes;
}

function compressed(
  bytes: Uint8Array,
  from: number,
  { code, compress }: NonNullable<Radial31["compression"]>,
): Uint8Array {
  const packed = compress(bytes.subarray(from));
  const whole = join(bytes.subarray(0, from), packed, new Uint8Array((from + packed.length) % 2));
  whole[28 + 16] = code;
  new DataView(whole.buffer).setUint16(12, (whole.length - 12) / 2);
  return whole;
}

/** A moment's block: gates of `codes`, with 8 bits, or 16 if requested. */
export function momentBlock(
  name: string,
  codes: readonly number[],
  coding: { scale?: number; offset?: number; wordBits?: 8 | 16; gateSpacing?: number } = {},
): Block {
  const { scale = 2, offset = 66, wordBits = 8, gateSpacing = 250 } = coding;
  const bytes = new Uint8Array(24 + (codes.length * wordBits) / 8);
  const view = new DataView(bytes.buffer);
  view.setUint16(4, codes.length);
  view.setInt16(6, 2125);
  view.setUint16(8, gateSpacing);
  view.setUint8(15, wordBits);
  view.setFloat32(16, scale);
  view.setFloat32(20, offset);
  codes.forEach((code, i) => {
    if (wordBits === 8) view.setUint8(24 + i, code);
    else view.setUint16(24 + 2 * i, code);
  });
  return { name: `D${name.padEnd(3)}`, bytes };
}

/** The block of the volume's constants, of any length from 44 on, since builds have made it longer. */
export function volumeBlock(
  place: { latitude: number; longitude: number; vcp?: number },
  length = 44,
): Block {
  const bytes = new Uint8Array(length - 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, length);
  view.setFloat32(4, place.latitude);
  view.setFloat32(8, place.longitude);
  view.setInt16(12, 370);
  view.setUint16(14, 20);
  view.setUint16(36, place.vcp ?? 212);
  return { name: "RVOL", bytes };
}

/** The block of a radial's constants. */
export function radialBlock(nyquist: number, length = 28): Block {
  const bytes = new Uint8Array(length - 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, length);
  view.setUint16(12, nyquist * 100);
  return { name: "RRAD", bytes };
}

/** The volume header (ICD 2620010, 7.3.3). */
export function volumeHeader(header: {
  site: string;
  time?: number;
  date?: number;
  tape?: string;
}): Uint8Array {
  const { site, time = RADIAL_TIME, tape = "AR2V0006" } = header;
  const bytes = new Uint8Array(24);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(`${tape}.001`));
  view.setUint32(12, header.date ?? Math.floor(time / DAY) + 1);
  view.setUint32(16, time % DAY);
  bytes.set(new TextEncoder().encode(site).subarray(0, 4), 20);
  return bytes;
}

export function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Norman, the site of KTLX. */
export const KTLX = { latitude: 35.3331, longitude: -97.2778 };

/** A full circle of this many radials, each made by a rule. */
export function turn(
  count: number,
  radial: (i: number) => Partial<Radial31> & { blocks: readonly Block[] },
) {
  return Array.from({ length: count }, (_, i) => {
    const status = i === 0 ? 3 : i === count - 1 ? 2 : 1;
    const azimuth = (i * 360) / count;
    return radial31({
      azimuthNumber: i + 1,
      azimuth,
      status,
      time: RADIAL_TIME + i * 20,
      ...radial(i),
    });
  });
}
