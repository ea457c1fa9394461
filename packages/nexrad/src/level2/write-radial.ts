import type { Moment, MomentName } from "./volume.ts";
import type { WritableMoment, WritableSweep, WritableVolume } from "./writable.ts";
import { MESSAGE_START, modifiedJulian, writeMessageHeader, writeText } from "./write-message.ts";

/** Bytes before the pointers (ICD 2620002 table XVII-A). */
const HEADER = 32;
/** Tables XVII-E, F and H, as builds 10 to 18 send them. */
const VOLUME_BLOCK = 44;
const ELEVATION_BLOCK = 12;
const RADIAL_BLOCK = 28;
/** Table XVII-B: bytes before the gates. */
const MOMENT_HEADER = 28;
/** The radial's length is a halfword. */
const LONGEST_RADIAL = 65_535;

/** Table III-C. */
const RADIAL_STATUS = {
  startOfElevation: 0,
  intermediate: 1,
  endOfElevation: 2,
  startOfVolume: 3,
  endOfVolume: 4,
  startOfLastElevation: 5,
} as const;

/** The order in which the radar sends them (table XVII-A). */
const MOMENT_ORDER: readonly MomentName[] = ["REF", "VEL", "SW", "ZDR", "PHI", "RHO", "CFP"];

/** Writes radials as message 31 (ICD 2620002 table XVII), numbered through the volume. */
export class RadialWriter {
  readonly #volume: WritableVolume;
  #sequence = 2;

  constructor(volume: WritableVolume) {
    this.#volume = volume;
  }

  /** The radials first … end − 1 of a sweep, one message after the other. */
  record(sweepIndex: number, first: number, end: number): Uint8Array<ArrayBuffer> {
    const sweep = this.#volume.sweeps[sweepIndex]!;
    const moments = MOMENT_ORDER.flatMap((name) => sweep.moments.get(name) ?? []);
    let size = 0;
    for (let radial = first; radial < end; radial++) {
      size += MESSAGE_START + radialBytes(moments, radial);
    }

    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (let radial = first; radial < end; radial++) {
      at += this.#message(bytes, view, at, sweepIndex, radial, moments);
    }
    return bytes;
  }

  #message(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    sweepIndex: number,
    radial: number,
    moments: readonly WritableMoment[],
  ): number {
    const sweep = this.#volume.sweeps[sweepIndex]!;
    const sent = moments.filter((moment) => gatesOf(moment, radial) > 0);
    const length = radialBytes(moments, radial);
    if (length > LONGEST_RADIAL) {
      throw new RangeError(`Sweep ${sweepIndex}: a radial has at most ${LONGEST_RADIAL} bytes`);
    }

    writeMessageHeader(view, start, {
      type: 31,
      bytes: length,
      sequence: this.#sequence++,
      time: sweep.times[radial]!,
    });

    const head = start + MESSAGE_START;
    const { day, milliseconds } = modifiedJulian(sweep.times[radial]!);
    writeText(view, head, this.#volume.site);
    view.setUint32(head + 4, milliseconds);
    view.setUint16(head + 8, day);
    view.setUint16(head + 10, radial + 1);
    view.setFloat32(head + 12, sweep.azimuths[radial]!);
    view.setUint16(head + 18, length);
    view.setUint8(head + 20, sweep.azimuthSpacing < 1 ? 1 : 2);
    view.setUint8(head + 21, radialStatus(this.#volume.sweeps, sweepIndex, radial));
    view.setUint8(head + 22, sweep.elevationNumber ?? sweepIndex + 1);
    view.setUint8(head + 23, 1);
    view.setFloat32(head + 24, sweep.elevations[radial]!);
    view.setUint16(head + 30, 3 + sent.length);

    let pointer = head + HEADER;
    let block = head + HEADER + 4 * (3 + sent.length);
    const place = (size: number): number => {
      view.setUint32(pointer, block - head);
      pointer += 4;
      block += size;
      return block - size;
    };
    writeVolumeBlock(view, place(VOLUME_BLOCK), this.#volume);
    writeElevationBlock(view, place(ELEVATION_BLOCK));
    writeRadialBlock(view, place(RADIAL_BLOCK), sweep);
    for (const moment of sent) {
      writeMoment(bytes, view, place(momentBytes(moment, radial)), moment, radial);
    }
    return MESSAGE_START + length;
  }
}

function gatesOf(moment: WritableMoment, radial: number): number {
  return moment.gatesPerRadial?.[radial] ?? moment.gates;
}

/** A block's size, padded so that the next one starts on a whole word. */
function momentBytes(moment: WritableMoment, radial: number): number {
  return (MOMENT_HEADER + (gatesOf(moment, radial) * moment.wordBits) / 8 + 3) & ~3;
}

function radialBytes(moments: readonly WritableMoment[], radial: number): number {
  let size = HEADER + 4 * 3 + VOLUME_BLOCK + ELEVATION_BLOCK + RADIAL_BLOCK;
  for (const moment of moments) {
    if (gatesOf(moment, radial) > 0) size += 4 + momentBytes(moment, radial);
  }
  return size;
}

function radialStatus(sweeps: readonly WritableSweep[], index: number, radial: number): number {
  const sweep = sweeps[index]!;
  const lastSweep = index === sweeps.length - 1;
  if (radial === 0) {
    if (index === 0) return RADIAL_STATUS.startOfVolume;
    return lastSweep ? RADIAL_STATUS.startOfLastElevation : RADIAL_STATUS.startOfElevation;
  }
  if (radial === sweep.azimuths.length - 1 && sweep.complete !== false) {
    return lastSweep ? RADIAL_STATUS.endOfVolume : RADIAL_STATUS.endOfElevation;
  }
  return RADIAL_STATUS.intermediate;
}

/** Table XVII-E. */
function writeVolumeBlock(view: DataView, at: number, volume: WritableVolume): void {
  writeText(view, at, "RVOL");
  view.setUint16(at + 4, VOLUME_BLOCK);
  view.setUint8(at + 6, 2); // major version, the layout of builds 14 to 18
  view.setFloat32(at + 8, volume.antenna?.latitude ?? 0);
  view.setFloat32(at + 12, volume.antenna?.longitude ?? 0);
  view.setInt16(at + 16, Math.round(volume.antenna?.groundHeight ?? 0));
  view.setUint16(at + 18, Math.round(volume.antenna?.feedhornHeight ?? 0));
  view.setFloat32(at + 20, CALIBRATION);
  view.setFloat32(at + 24, 250); // transmitted power of each channel, kW
  view.setFloat32(at + 28, 250);
  view.setFloat32(at + 36, 60); // initial differential phase, degrees
  view.setUint16(at + 40, volume.vcp ?? volume.pattern?.number ?? 0);
}

/** dBZ0 of a typical radar: the reflectivity of noise-level power at 1 km. */
const CALIBRATION = -44;
/** Its noise level, dBm. */
const NOISE = -81;

/** Table XVII-F. */
function writeElevationBlock(view: DataView, at: number): void {
  writeText(view, at, "RELV");
  view.setUint16(at + 4, ELEVATION_BLOCK);
  view.setInt16(at + 6, -12); // dB/km, thousandths
  view.setFloat32(at + 8, CALIBRATION);
}

/** Table XVII-H. */
function writeRadialBlock(view: DataView, at: number, sweep: WritableSweep): void {
  writeText(view, at, "RRAD");
  view.setUint16(at + 4, RADIAL_BLOCK);
  view.setUint16(at + 6, Math.round((sweep.unambiguousRange ?? 0) / 100));
  view.setFloat32(at + 8, NOISE);
  view.setFloat32(at + 12, NOISE);
  view.setUint16(at + 16, Math.round((sweep.nyquist ?? 0) * 100));
  view.setFloat32(at + 20, CALIBRATION);
  view.setFloat32(at + 24, CALIBRATION);
}

/** Table XVII-B, and the codes of one radial. */
function writeMoment(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  moment: WritableMoment,
  radial: number,
): void {
  const gates = gatesOf(moment, radial);
  writeText(view, at, `D${moment.name.padEnd(3)}`);
  view.setUint16(at + 8, gates);
  view.setUint16(at + 10, Math.round(moment.firstGate));
  view.setUint16(at + 12, Math.round(moment.gateSpacing));
  view.setUint16(at + 14, 50); // overlaid echo threshold, tenths of dB
  view.setInt16(at + 16, 16); // signal-to-noise threshold, eighths of dB
  view.setUint8(at + 19, moment.wordBits);
  view.setFloat32(at + 20, moment.scale);
  view.setFloat32(at + 24, moment.offset);
  writeCodes(bytes, view, at + MOMENT_HEADER, moment.codes, moment, radial * moment.gates, gates);
}

function writeCodes(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  codes: Moment["codes"],
  moment: WritableMoment,
  from: number,
  gates: number,
): void {
  if (moment.wordBits === 8) {
    bytes.set(codes.subarray(from, from + gates), at);
    return;
  }
  for (let gate = 0; gate < gates; gate++) view.setUint16(at + 2 * gate, codes[from + gate]!);
}
