import { crc32 } from "./crc32.ts";

/** Header of an XMP packet in an iTXt chunk: keyword, no compression, no language, no translation (ISO 16684-1, annex). */
const KEYWORD = "XML:com.adobe.xmp\0\0\0\0\0";
/** Signature and IHDR: PNG specification (3rd ed.), sections 5.2 and 11.2.1. */
const HEAD = 8 + 25;

/**
 * A PNG with an XMP packet inserted as required by the XMP specification (part 3, section 1.1.5): in an uncompressed
 * iTXt chunk, so that a search through the bytes finds it.
 */
export function withXmp(png: Uint8Array, packet: string): Uint8Array {
  const type = new TextEncoder().encode("iTXt");
  const text = new TextEncoder().encode(KEYWORD + packet);
  const chunk = new Uint8Array(12 + text.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, text.length);
  chunk.set(type, 4);
  chunk.set(text, 8);
  view.setUint32(8 + text.length, crc32(chunk.subarray(4, 8 + text.length)));
  const output = new Uint8Array(png.length + chunk.length);
  output.set(png.subarray(0, HEAD));
  output.set(chunk, HEAD);
  output.set(png.subarray(HEAD), HEAD + chunk.length);
  return output;
}
