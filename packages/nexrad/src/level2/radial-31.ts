import { decompressBzip2 } from "../bzip2/decompress.ts";
import { NexradError } from "../errors.ts";
import { inflateZlib } from "../zlib/inflate.ts";
import { readText, toEpoch, viewOf } from "./bytes.ts";
import type { Message } from "./messages.ts";
import type { RadialConstants, RadialFormat, RadialMoment } from "./radial.ts";
import type { MomentName } from "./volume.ts";

/** Up to the first pointer (ICD 2620002, table XVII-A). */
const HEADER_LENGTH = 32;
/** Ten block types are known; "future updates may add blocks" (note 9). */
const MAX_BLOCKS = 32;
/** Up to the first code of a moment block (table XVII-B). */
const MOMENT_HEADER_LENGTH = 28;

const MOMENT_NAMES: ReadonlySet<string> = new Set<MomentName>([
  "REF",
  "VEL",
  "SW",
  "ZDR",
  "PHI",
  "RHO",
  "CFP",
]);

const isMomentName = (name: string): name is MomentName => MOMENT_NAMES.has(name);

/** Digital radar data in generic format, message type 31: since 2008 (ICD 2620002, table XVII). */
export const message31: RadialFormat = {
  messageType: 31,

  header({ bytes, view, start, end }) {
    requireHeader(start, end);
    return {
      site: readText(bytes, start, start + 4),
      time: toEpoch(view.getUint16(start + 8), view.getUint32(start + 4)),
      azimuthNumber: view.getUint16(start + 10),
      azimuth: view.getFloat32(start + 12),
      azimuthSpacing: view.getUint8(start + 20) === 1 ? 0.5 : 1,
      status: view.getUint8(start + 21),
      elevationNumber: view.getUint8(start + 22),
      elevation: view.getFloat32(start + 24),
    };
  },

  constants(message) {
    const plain = expand(message);
    let constants: RadialConstants = {};
    // Errors in a block are reported where its moments are read.
    for (const { type, name, offset, length } of readBlocks(plain, () => {})) {
      if (type !== "R") continue;
      const read = CONSTANT_BLOCKS[name];
      if (read && length >= read.length) {
        constants = { ...constants, ...read.values(plain.view, offset) };
      }
    }
    return constants;
  },

  moments(message, wanted, report) {
    const plain = expand(message);
    const moments: RadialMoment[] = [];
    for (const { type, name, offset } of readBlocks(plain, report)) {
      if (type !== "D" || !isMomentName(name) || (wanted && !wanted.has(name))) continue;
      try {
        const moment = readMoment(plain, name, offset);
        if (moment) moments.push(moment);
      } catch (error) {
        report(error);
      }
    }
    return moments;
  },
};

interface Block {
  /** `R` for constants, `D` for a moment. */
  readonly type: string;
  readonly name: string;
  readonly offset: number;
  /** Bytes until the message ends. */
  readonly length: number;
}

type Blocks = Pick<Message, "bytes" | "view" | "start" | "end">;

/** The length of a radial is a halfword. */
const MAX_RADIAL = 65_535;

/** How the bytes after the header may be compressed, by the header's code (table XVII-A). No radar does so today. */
const COMPRESSIONS: Readonly<Record<number, (bytes: Uint8Array) => Uint8Array>> = {
  1: (bytes) => decompressBzip2(bytes, MAX_RADIAL),
  2: (bytes) => inflateZlib(bytes, 0, MAX_RADIAL).bytes,
};

/** An uncompressed radial. */
function expand(message: Message): Blocks {
  const { bytes, view, start, end } = message;
  requireHeader(start, end);
  const method = view.getUint8(start + 16);
  if (method === 0) return message;
  const decompress = COMPRESSIONS[method];
  if (!decompress) throw corrupt(`A radial is compressed by an unknown method, ${method}`, start);
  const head = Math.min(end - start, HEADER_LENGTH + 4 * view.getUint16(start + 30));
  const rest = decompress(bytes.subarray(start + head, end));
  const whole = new Uint8Array(head + rest.length);
  whole.set(bytes.subarray(start, start + head));
  whole.set(rest, head);
  return { bytes: whole, view: viewOf(whole), start: 0, end: whole.length };
}

/**
 * The blocks that a radial points to, "not order or location dependent" (note 10); a pointer of 0 is none. An invalid
 * pointer costs only its block.
 */
function readBlocks(
  { bytes, view, start, end }: Blocks,
  report: (error: NexradError) => void,
): Block[] {
  const count = Math.min(view.getUint16(start + 30), MAX_BLOCKS);
  const blocks: Block[] = [];
  for (let i = 0; i < count; i++) {
    const pointerAt = start + HEADER_LENGTH + 4 * i;
    if (pointerAt + 4 > end) {
      report(corrupt("A radial has no room for its pointers", start));
      break;
    }
    const pointer = view.getUint32(pointerAt);
    if (pointer === 0) continue;
    const offset = start + pointer;
    if (pointer < HEADER_LENGTH || offset + 4 > end) {
      report(corrupt("A radial points outside itself", pointerAt));
      continue;
    }
    blocks.push({
      type: String.fromCharCode(bytes[offset]!),
      name: readText(bytes, offset + 1, offset + 4),
      offset,
      length: end - offset,
    });
  }
  return blocks;
}

/** How to read a block of constants, and the bytes needed; a longer block is read the same way (note 32). */
const CONSTANT_BLOCKS: Readonly<
  Record<string, { length: number; values(view: DataView, offset: number): RadialConstants }>
> = {
  // Table XVII-E
  VOL: {
    length: 42,
    values: (view, offset) => ({
      antenna: {
        latitude: view.getFloat32(offset + 8),
        longitude: view.getFloat32(offset + 12),
        groundHeight: view.getInt16(offset + 16),
        feedhornHeight: view.getUint16(offset + 18),
      },
      vcp: view.getUint16(offset + 40),
    }),
  },
  // Table XVII-F
  ELV: {
    length: 12,
    values: (view, offset) => ({ calibration: view.getFloat32(offset + 8) }),
  },
  // Table XVII-H
  RAD: {
    length: 18,
    values: (view, offset) => {
      const nyquist = view.getUint16(offset + 16) / 100;
      const unambiguousRange = view.getUint16(offset + 6) * 100;
      return {
        noise: {
          horizontal: view.getFloat32(offset + 8),
          vertical: view.getFloat32(offset + 12),
        },
        ...(nyquist > 0 && { nyquist }),
        ...(unambiguousRange > 0 && { unambiguousRange }),
      };
    },
  },
};

function readMoment(
  { bytes, view, end }: Blocks,
  name: MomentName,
  offset: number,
): RadialMoment | undefined {
  if (offset + MOMENT_HEADER_LENGTH > end) throw corrupt(`The ${name} block is cut short`, offset);
  const gates = view.getUint16(offset + 8);
  if (gates === 0) return undefined;
  const wordBits = view.getUint8(offset + 19);
  if (wordBits !== 8 && wordBits !== 16) {
    throw corrupt(`${name} has codes of ${wordBits} bits, not 8 or 16`, offset);
  }
  const scale = view.getFloat32(offset + 20);
  const codeOffset = view.getFloat32(offset + 24);
  if (!(Number.isFinite(scale) && scale !== 0 && Number.isFinite(codeOffset))) {
    throw corrupt(`${name} has no usable scale`, offset);
  }
  const start = offset + MOMENT_HEADER_LENGTH;
  if (start + (gates * wordBits) / 8 > end) {
    throw corrupt(`The ${gates} gates of ${name} do not fit in their message`, offset);
  }
  return {
    name,
    gates,
    firstGate: view.getInt16(offset + 10),
    gateSpacing: view.getUint16(offset + 12),
    wordBits,
    scale,
    offset: codeOffset,
    bytes,
    view,
    start,
  };
}

function requireHeader(start: number, end: number): void {
  if (start + HEADER_LENGTH > end) throw corrupt("A radial is shorter than its header", start);
}

function corrupt(message: string, offset: number): NexradError {
  return new NexradError("LEVEL2_CORRUPT", message, { offset });
}
