import { NexradError } from "../errors.ts";
import { viewOf } from "./bytes.ts";

/** Legacy "CTM" bytes before each message header; filled with garbage in archives of the 1990s (ICD 2620010, 7.6). */
const CTM_LENGTH = 12;
/** ICD 2620002, table II. */
const HEADER_LENGTH = 16;
/** Size of every message, whatever its contents, except the types below (ICD 2620010, 7.3.6.1.1). */
const FRAME_LENGTH = 2432;
const VARIABLE_TYPES = new Set([29, 31]);
/** This size means that the size, in bytes, is in place of the segment numbers (table II, note 7). */
const LONG_MESSAGE = 65535;

/** One message within a record. */
export interface Message {
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Where its content begins in `bytes`, after the header. */
  readonly start: number;
  /** Where its content ends, as far as it is present. */
  readonly end: number;
  readonly segments: number;
  readonly segment: number;
}

/**
 * The messages of a record, in order. Padding (size 0) is skipped.
 *
 * @throws NexradError `LEVEL2_TRUNCATED` after the last complete message if the bytes end within one.
 */
export function* readMessages(bytes: Uint8Array): Generator<Message, void, undefined> {
  const view = viewOf(bytes);
  let offset = 0;
  while (offset + CTM_LENGTH + HEADER_LENGTH <= bytes.length) {
    const header = offset + CTM_LENGTH;
    const halfwords = view.getUint16(header);
    const type = view.getUint8(header + 3);
    let length = FRAME_LENGTH;
    let end = offset + FRAME_LENGTH;
    if (halfwords === LONG_MESSAGE) {
      length = CTM_LENGTH + view.getUint32(header + 12);
      end = offset + length;
    } else if (VARIABLE_TYPES.has(type) && halfwords > 0) {
      length = CTM_LENGTH + 2 * halfwords;
      end = offset + length;
    }
    if (length < CTM_LENGTH + HEADER_LENGTH) {
      throw new NexradError("LEVEL2_CORRUPT", "A message is shorter than its own header", {
        offset,
      });
    }
    const start = header + HEADER_LENGTH;
    // A fixed frame may be cut off after the part needed by its message.
    const needed = length === FRAME_LENGTH ? Math.min(end, header + 2 * halfwords) : end;
    if (needed > bytes.length) throw truncatedMessage(type, offset);
    if (halfwords > 0) {
      yield {
        type,
        bytes,
        view,
        start,
        end: Math.min(end, bytes.length),
        segments: view.getUint16(header + 12),
        segment: view.getUint16(header + 14),
      };
    }
    offset += length;
  }
}

function truncatedMessage(type: number, offset: number): NexradError {
  return new NexradError("LEVEL2_TRUNCATED", `The data ends within a message of type ${type}`, {
    offset,
  });
}
