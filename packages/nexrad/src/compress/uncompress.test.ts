import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeLevel2Sync, isLevel2 } from "../level2/decode.ts";
import { writeLevel2 } from "../level2/write.ts";
import { decodeLevel3, isLevel3 } from "../level3/decode.ts";
import { buildProduct, concat, heading } from "../level3/testing/build.ts";
import { SMALL_VOLUME } from "../testing/volumes.ts";
import { isCompressed, uncompress } from "./uncompress.ts";

const CLEAR = 256;

/**
 * What compress(1) writes, in plain words: a code for the longest string that is known, groups of eight codes of a width.
 *
 * @param clearAfter start anew after so many codes
 */
function compress(bytes: Uint8Array, lastWidth = 16, clearAfter = Number.POSITIVE_INFINITY) {
  const out: number[] = [0x1f, 0x9d, 0x80 | lastWidth];
  let group: number[] = [];
  let width = 9;
  const flush = (full: boolean) => {
    const bits = group.flatMap((code) => Array.from({ length: width }, (_, i) => (code >> i) & 1));
    const length = full ? 8 * width : bits.length;
    for (let i = 0; i < length; i += 8) {
      out.push(
        Array.from({ length: 8 }, (_, k) => (bits[i + k] ?? 0) << k).reduce((a, b) => a | b),
      );
    }
    group = [];
  };
  let known = new Map<string, number>();
  let free = 257;
  let since = 0;
  /** What the reader knows when it reads the next code: one string less. */
  const write = (code: number) => {
    if (since > 0 && free - 1 >= 2 ** width && width < lastWidth) {
      flush(group.length > 0);
      width++;
    }
    group.push(code);
    if (group.length === 8) flush(true);
    since++;
  };
  let text = "";
  for (const byte of bytes) {
    const letter = String.fromCharCode(byte);
    if (text === "" || known.has(text + letter)) {
      text += letter;
      continue;
    }
    write(text.length === 1 ? text.charCodeAt(0) : known.get(text)!);
    if (free < 2 ** lastWidth) known.set(text + letter, free++);
    text = letter;
    if (since < clearAfter) continue;
    write(CLEAR);
    flush(group.length > 0);
    [known, free, width, since] = [new Map(), 257, 9, 0];
  }
  if (text !== "") write(text.length === 1 ? text.charCodeAt(0) : known.get(text)!);
  flush(false);
  return Uint8Array.from(out);
}

const noise = (length: number, step: number) =>
  Uint8Array.from({ length }, (_, i) => ((i * i * step) >> 5) & 0xff);
const MEGABYTE = 1024 * 1024;

describe("compress(1)", () => {
  test("a file that the program wrote", () => {
    // printf 'hello world hello world hello hello' | compress -c
    const file = Uint8Array.from(Buffer.from("H52QaMqwYfMGxJ03ctiQARFwYMGDCRc2JMhQIEE=", "base64"));
    expect(isCompressed(file)).toBe(true);
    expect(new TextDecoder().decode(uncompress(file, MEGABYTE).bytes)).toBe(
      "hello world hello world hello hello",
    );
  });

  test.each<[string, Uint8Array, number, number?]>([
    ["nothing", new Uint8Array(), 16],
    ["one string", new Uint8Array(50_000).fill(7), 16],
    ["strings until all widths are used", noise(300_000, 7), 16],
    ["no more codes", noise(60_000, 3), 12],
    ["new beginnings", noise(60_000, 5), 13, 1500],
  ])("%s", (_name, bytes, width, clearAfter) => {
    const { bytes: read, error } = uncompress(compress(bytes, width, clearAfter), MEGABYTE);
    expect(error).toBeUndefined();
    expect(Buffer.compare(read, bytes)).toBe(0);
  });

  test("whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 2000 }),
        fc.integer({ min: 10, max: 16 }),
        (bytes, width) => {
          expect(uncompress(compress(bytes, width, 300), MEGABYTE).bytes).toEqual(bytes);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("damage ends it, and nothing comes out beyond the bound", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
        const { bytes: read } = uncompress(
          Uint8Array.of(0x1f, 0x9d, 0x90, ...bytes),
          16 * MEGABYTE,
        );
        expect(read.length).toBeLessThanOrEqual(16 * MEGABYTE);
      }),
      { numRuns: 100 },
    );
    const bomb = compress(new Uint8Array(50_000));
    expect(() => uncompress(bomb, 49_999)).toThrow(
      expect.objectContaining({ code: "COMPRESS_TOO_LARGE" }),
    );
    const { bytes, error } = uncompress(Uint8Array.of(0x1f, 0x9d, 0x90, 65, 0xfe, 0xff), MEGABYTE);
    expect([bytes.length, error?.code]).toEqual([1, "COMPRESS_CORRUPT"]);
  });

  test("volumes and products in it are read", () => {
    const plain = writeLevel2({ ...SMALL_VOLUME, sweeps: SMALL_VOLUME.sweeps.slice(1, 2) });
    const volume = compress(plain);
    expect([isLevel2(volume), isLevel3(volume)]).toEqual([true, false]);
    const read = decodeLevel2Sync(volume, { sweeps: "first" });
    expect(read.source?.wrapper).toBe("compress");
    expect(read.sweeps[0]?.radials).toBe(SMALL_VOLUME.sweeps[1]?.azimuths.length);
    const product = compress(concat(heading(), buildProduct({ tabularPages: [["A LINE"]] })));
    expect(isLevel3(product)).toBe(true);
    expect(decodeLevel3(product)).toMatchObject({ site: "KLSX", tabularPages: ["A LINE"] });
  });
});
