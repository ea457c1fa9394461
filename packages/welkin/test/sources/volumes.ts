import type { Moment, MomentName, WritableSweep, WritableVolume } from "@welkin/nexrad";
import { writeChunks, writeLevel2 } from "@welkin/nexrad";

/** Angles of a small volume: the lowest twice, as radars do. */
const ANGLES = [0.5, 0.5, 1.5, 2.4];
const RADIALS = 360;
const GATES = 60;
const SWEEP_SECONDS = 20;

/** A complete but small volume: four sweeps of few gates; only the radar's name says where. */
export function smallVolume(site: string, time: Date, seed = 0): WritableVolume {
  const sweeps = ANGLES.map((elevation, index): WritableSweep => {
    const begin = time.getTime() + index * SWEEP_SECONDS * 1000;
    const name: MomentName = index === 1 ? "VEL" : "REF";
    return {
      elevation,
      elevationNumber: index + 1,
      azimuthSpacing: 1,
      azimuths: Float32Array.from({ length: RADIALS }, (_, i) => i + 0.5),
      elevations: new Float32Array(RADIALS).fill(elevation),
      times: Float64Array.from(
        { length: RADIALS },
        (_, i) => begin + Math.floor((i * SWEEP_SECONDS * 1000) / RADIALS),
      ),
      complete: true,
      moments: new Map([[name, moment(name, seed + index)]]),
    };
  });
  return { site, time, vcp: 35, sweeps };
}

function moment(
  name: MomentName,
  seed: number,
): Pick<Moment, "codes"> & {
  name: MomentName;
  gates: number;
  firstGate: number;
  gateSpacing: number;
  wordBits: 8;
  scale: number;
  offset: number;
} {
  const codes = new Uint8Array(RADIALS * GATES);
  for (let i = 0; i < codes.length; i++) codes[i] = (i * 7 + seed * 31) % 200;
  const [scale, offset] = name === "VEL" ? [2, 129] : [2, 66];
  return {
    name,
    gates: GATES,
    firstGate: 2125,
    gateSpacing: 1000,
    wordBits: 8,
    scale,
    offset,
    codes,
  };
}

const stamp = (time: Date) => time.toISOString().replace(/[-:T]/g, "").slice(0, 14);

/** The archive's key for a volume. */
export function archiveKey(site: string, time: Date): string {
  const text = stamp(time);
  const folder = `${text.slice(0, 4)}/${text.slice(4, 6)}/${text.slice(6, 8)}/${site}`;
  return `${folder}/${site}${text.slice(0, 8)}_${text.slice(8)}_V06`;
}

export function archiveFile(site: string, time: Date, seed = 0): Uint8Array {
  return writeLevel2(smallVolume(site, time, seed));
}

/** The chunks of a volume with their keys in the bucket. */
export function chunksOf(
  site: string,
  number: number,
  time: Date,
): { readonly key: string; readonly bytes: Uint8Array }[] {
  return writeChunks(smallVolume(site, time), { volumeNumber: number }).map(({ name, bytes }) => ({
    key: `${site}/${number}/${name}`,
    bytes,
  }));
}
