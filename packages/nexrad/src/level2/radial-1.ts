import { NexradError } from "../errors.ts";
import { toEpoch } from "./bytes.ts";
import type { Message } from "./messages.ts";
import type { RadialFormat, RadialMoment } from "./radial.ts";
import type { MomentName } from "./volume.ts";

/** Everything before the codes (ICD 2620002, table III). */
const HEADER_LENGTH = 100;
/** Table III-A: 16 bits for a turn, of which the lower three are unused. */
const DEGREES_PER_UNIT = 360 / 65536;
/** "Elevation angles greater than 90 degrees will be interpreted as a negative angle" (table III-A). */
const MAX_ELEVATION = 90;
/** Doppler velocity resolution code 4 is 1 m/s, 2 is 0.5 m/s. */
const COARSE_VELOCITY = 4;

/** Digital radar data, message type 1: until 2008 (ICD 2620002, table III; scaling in table III-E). */
export const message1: RadialFormat = {
  messageType: 1,

  header({ view, start, end }) {
    requireHeader(start, end);
    const elevation = view.getUint16(start + 14) * DEGREES_PER_UNIT;
    return {
      time: toEpoch(view.getUint16(start + 4), view.getUint32(start)),
      azimuth: view.getUint16(start + 8) * DEGREES_PER_UNIT,
      azimuthNumber: view.getUint16(start + 10),
      status: view.getUint16(start + 12) & 0xff,
      elevation: elevation > MAX_ELEVATION ? elevation - 360 : elevation,
      elevationNumber: view.getUint16(start + 16),
      azimuthSpacing: 1,
      site: "",
    };
  },

  constants({ view, start, end }) {
    requireHeader(start, end);
    const nyquist = view.getUint16(start + 60) / 100;
    const unambiguousRange = view.getUint16(start + 6) * 100;
    const vcp = view.getUint16(start + 44);
    return {
      calibration: view.getFloat32(start + 32),
      ...(nyquist > 0 && { nyquist }),
      ...(unambiguousRange > 0 && { unambiguousRange }),
      ...(vcp > 0 && { vcp }),
    };
  },

  moments(message, wanted) {
    const { view, start, end } = message;
    requireHeader(start, end);
    const surveillance = {
      gates: view.getUint16(start + 26),
      firstGate: view.getInt16(start + 18),
      gateSpacing: view.getUint16(start + 22),
    };
    const doppler = {
      gates: view.getUint16(start + 28),
      firstGate: view.getInt16(start + 20),
      gateSpacing: view.getUint16(start + 24),
    };
    const velocityScale = view.getUint16(start + 42) === COARSE_VELOCITY ? 1 : 2;
    const layout = [
      ["REF", surveillance, view.getUint16(start + 36), 2, 66],
      ["VEL", doppler, view.getUint16(start + 38), velocityScale, 129],
      ["SW", doppler, view.getUint16(start + 40), 2, 129],
    ] as const;
    const moments: RadialMoment[] = [];
    for (const [name, range, pointer, scale, offset] of layout) {
      if (pointer === 0 || range.gates === 0 || (wanted && !wanted.has(name))) continue;
      requireCodes(message, name, pointer, range.gates);
      const { bytes } = message;
      moments.push({
        name,
        ...range,
        wordBits: 8,
        scale,
        offset,
        bytes,
        view,
        start: start + pointer,
      });
    }
    return moments;
  },
};

function requireHeader(start: number, end: number): void {
  if (start + HEADER_LENGTH <= end) return;
  throw new NexradError("LEVEL2_TRUNCATED", "A radial of message 1 has no room for its header", {
    offset: start,
  });
}

function requireCodes(message: Message, name: MomentName, pointer: number, gates: number): void {
  if (pointer >= HEADER_LENGTH && message.start + pointer + gates <= message.end) return;
  throw new NexradError(
    "LEVEL2_CORRUPT",
    `The ${gates} gates of ${name} do not fit in their message`,
    { offset: message.start },
  );
}
