import type { MomentName } from "../level2/volume.ts";
import type { WritableMoment, WritableSweep, WritableVolume } from "../level2/writable.ts";

const CODING: Record<MomentName, { wordBits: 8 | 16; scale: number; offset: number }> = {
  REF: { wordBits: 8, scale: 2, offset: 66 },
  VEL: { wordBits: 8, scale: 2, offset: 129 },
  SW: { wordBits: 8, scale: 2, offset: 129 },
  ZDR: { wordBits: 16, scale: 32, offset: 418 },
  PHI: { wordBits: 16, scale: 2.8361, offset: 2 },
  RHO: { wordBits: 8, scale: 300, offset: -60.5 },
  CFP: { wordBits: 8, scale: 1, offset: 8 },
};

export const START = Date.UTC(2024, 4, 6, 23, 58, 30);

function makeMoment(name: MomentName, radials: number, gates: number): WritableMoment {
  const { wordBits, scale, offset } = CODING[name];
  const codes = wordBits === 8 ? new Uint8Array(radials * gates) : new Uint16Array(radials * gates);
  for (let i = 0; i < codes.length; i++) {
    codes[i] = i % 11 < 4 ? 0 : Math.imul(i + gates, 2654435761) >>> (32 - wordBits);
  }
  return { name, gates, firstGate: 2125, gateSpacing: 250, wordBits, scale, offset, codes };
}

function makeSweep(
  index: number,
  elevation: number,
  names: readonly MomentName[],
  radials: number,
): WritableSweep {
  return {
    elevation,
    elevationNumber: index + 1,
    azimuths: Float32Array.from({ length: radials }, (_, i) => (i * 360) / radials),
    elevations: new Float32Array(radials).fill(elevation),
    times: Float64Array.from({ length: radials }, (_, i) => START + index * 20_000 + i * 20),
    azimuthSpacing: radials > 360 ? 0.5 : 1,
    cut: index === 0 ? "surveillance" : "doppler",
    nyquist: 26.5,
    moments: new Map(names.map((name, i) => [name, makeMoment(name, radials, 12 + index + i)])),
  };
}

/** Three sweeps: a split cut (6 records and 3) and one above it (3 records). */
export const SMALL_VOLUME: WritableVolume = {
  site: "XSIM",
  time: new Date(START),
  vcp: 212,
  antenna: {
    latitude: 38.85,
    longitude: -99.33,
    groundHeight: 610,
    feedhornHeight: 20,
    source: "file",
  },
  sweeps: [
    makeSweep(0, 0.5, ["REF", "ZDR", "PHI", "RHO", "CFP"], 720),
    makeSweep(1, 0.5, ["REF", "VEL", "SW"], 360),
    makeSweep(2, 1.5, ["REF", "VEL"], 360),
  ],
};

const FRAME = 2432;
const HEADER = 24;

/** A radial of message 1, where it differs from the default. */
export interface LegacyRadial {
  readonly elevationNumber: number;
  readonly azimuthNumber: number;
  readonly status: number;
}

/**
 * A volume in the format of the 1990s: blank site, garbage in the CTM bytes, message 1 in frames of 2432 bytes (ICD
 * 2620002, table III). Reflectivity has 10 gates, velocity and width 20.
 */
export function legacyVolume(radials: readonly LegacyRadial[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + radials.length * FRAME);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode("ARCHIVE2.001"));
  const date = 9234;
  view.setUint32(12, date);
  view.setUint32(16, 48_103_364);
  radials.forEach(({ elevationNumber, azimuthNumber, status }, i) => {
    const frame = HEADER + i * FRAME;
    bytes.fill(0xa5, frame, frame + 12);
    view.setUint16(frame + 12, 1208);
    view.setUint8(frame + 15, 1);
    view.setUint16(frame + 18, date);
    view.setUint16(frame + 24, 1);
    view.setUint16(frame + 26, 1);
    const radial = frame + 28;
    view.setUint32(radial, 48_104_000 + i * 50);
    view.setUint16(radial + 4, date);
    view.setUint16(radial + 6, 4660);
    view.setUint16(radial + 8, (azimuthNumber * 65536) / 360);
    view.setUint16(radial + 10, azimuthNumber);
    view.setUint16(radial + 12, status);
    view.setUint16(radial + 14, (elevationNumber * 65536) / 360);
    view.setUint16(radial + 16, elevationNumber);
    view.setInt16(radial + 20, -375);
    view.setUint16(radial + 22, 1000);
    view.setUint16(radial + 24, 250);
    view.setUint16(radial + 26, 10);
    view.setUint16(radial + 28, 20);
    view.setUint16(radial + 36, 100);
    view.setUint16(radial + 38, 110);
    view.setUint16(radial + 40, 130);
    view.setUint16(radial + 42, 4);
    view.setUint16(radial + 44, 21);
    view.setUint16(radial + 60, 2310);
    for (let gate = 0; gate < 50; gate++) bytes[radial + 100 + gate] = gate * 5;
  });
  return bytes;
}
