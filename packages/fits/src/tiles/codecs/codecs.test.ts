import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FUZZ } from "../../../test/fuzz.ts";
import { FitsError } from "../../errors.ts";
import { pixelFormat } from "../../image/bitpix.ts";
import { inflate } from "../../inflate.ts";
import { encodeRice } from "../../write/rice.ts";
import type { TileInput } from "./codec.ts";
import { TILE_CODECS, tileCodec } from "./index.ts";
import { rice } from "./rice/index.ts";
import { riceKernel } from "./rice/kernel.ts";
import { decodePortable } from "./rice/portable.ts";

function input(bytes: Uint8Array, pixels: number, more: Partial<TileInput> = {}): TileInput {
  const parameters = new Map<string, number>();
  return {
    bytes,
    pixels,
    wanted: pixels,
    width: pixels,
    format: pixelFormat(32),
    parameters,
    inflate,
    ...more,
  };
}

test("HCOMPRESS: what the loss carries beyond 16 bits ends at their ends", () => {
  const stream = "dd99000000040000000400004e20fffffffffffffffe030303fd78fd7fde3c7af9f9f3f1f00029";
  const format = pixelFormat(16);
  const tile = input(hex(stream), 16, { width: 4, format });
  const [low, high, soft] = [-32768, 32767, 30000];
  const rows = [
    ...[low, low, high, high, low, low, low, low],
    ...[high, low, -soft, soft, low, high, soft, soft],
  ];
  expect([...tileCodec("HCOMPRESS_1").decode(tile)]).toEqual(rows);
});

test("HCOMPRESS: a scale below 1 is none", () => {
  const stream = (scale: string) =>
    hex(`dd990000000400000004${scale}fffffffffffffffe030303fd78fd7fde3c7af9f9f3f1f00029`);
  const parameters = new Map([["SMOOTH", 1]]);
  const decode = (scale: string) =>
    tileCodec("HCOMPRESS_1").decode(input(stream(scale), 16, { width: 4, parameters }));
  expect(decode("80000000")).toEqual(decode("00000001"));
});

const hex = (text: string) =>
  Uint8Array.from(text.match(/../g) ?? [], (byte) => Number(`0x${byte}`));

describe("Rice", () => {
  const cases = fc.constantFrom(
    { bytePix: 1, type: Uint8Array },
    { bytePix: 2, type: Int16Array },
    { bytePix: 4, type: Int32Array },
  );
  const numbers = fc.oneof(
    fc.array(fc.integer(), { minLength: 1, maxLength: 200 }),
    fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 200 }),
    fc.array(fc.constant(7), { minLength: 1, maxLength: 100 }),
    fc.array(fc.oneof({ weight: 20, arbitrary: fc.nat(3) }, fc.integer()), {
      minLength: 1,
      maxLength: 200,
    }),
  );

  test("what was encoded comes back, whole or in part", () => {
    fc.assert(
      fc.property(cases, numbers, fc.nat(), ({ bytePix, type }, list, part) => {
        const values = type.from(list);
        const wanted = 1 + (part % list.length);
        const parameters = new Map([
          ["BYTEPIX", bytePix],
          ["BLOCKSIZE", 32],
        ]);
        const format = pixelFormat(8 * bytePix);
        const tile = input(encodeRice(values, bytePix), list.length, {
          wanted,
          parameters,
          format,
        });
        // The codec leaves it to the array of the image's type to wrap the sums.
        const found = type.from(rice.decode(tile) as Int32Array);
        expect(found.subarray(0, wanted)).toEqual(values.subarray(0, wanted));
      }),
      FUZZ,
    );
  });

  test("with WebAssembly and without, any stream gives the same", () => {
    if (![1, 2, 4].every(riceKernel)) throw new Error("no WebAssembly here");
    const blocks = fc.constantFrom(1, 16, 32, 100);
    const outcome = (work: () => unknown) => {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof FitsError)) throw error;
        return error.message;
      }
    };
    fc.assert(
      fc.property(
        cases,
        fc.uint8Array({ maxLength: 300 }),
        blocks,
        ({ bytePix, type }, bytes, block) => {
          const parameters = new Map([
            ["BYTEPIX", bytePix],
            ["BLOCKSIZE", block],
          ]);
          const format = pixelFormat(8 * bytePix);
          const fast = outcome(() => rice.decode(input(bytes, 200, { parameters, format })));
          const plain = outcome(() => type.from(decodePortable(bytes, 200, bytePix, block)));
          expect(fast).toEqual(plain);
        },
      ),
      FUZZ,
    );
  });

  test("a stream of zeros, a bad BYTEPIX and a bad BLOCKSIZE are refused", () => {
    const bad = expect.objectContaining({ code: "FITS_BAD_TILE" });
    expect(() => rice.decode(input(Uint8Array.of(0, 0, 0, 0, 0x10), 10))).toThrow(bad);
    for (const [name, value] of [
      ["BYTEPIX", 3],
      ["BLOCKSIZE", 0],
      ["BLOCKSIZE", 1e9],
    ] as const) {
      const parameters = new Map([[name, value]]);
      expect(() => rice.decode(input(new Uint8Array(99), 10, { parameters }))).toThrow(bad);
    }
  });
});

describe("PLIO", () => {
  test("runs, steps and high values", () => {
    const words = [0, 7, -100, 14, 0, 0, 0, 0x0002, 0x4003, 0x1001, 0x0001, 0x5002, 0x2004, 0x6001];
    const bytes = new Uint8Array(2 * words.length);
    const view = new DataView(bytes.buffer);
    for (const [i, word] of words.entries()) view.setInt16(2 * i, word);
    const plio = tileCodec("PLIO_1");
    // 2 zeros; 3 ones; 4097 as the second of two; up by 4; up by 1 and once.
    expect([...plio.decode(input(bytes, 8))]).toEqual([0, 0, 1, 1, 1, 0, 4097, 4102]);
  });
});

describe("any bytes", () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  /** Streams that begin as an HCOMPRESS stream of this size does. */
  const hcompressed = (rows: number, columns: number) =>
    bytes.map((rest) => {
      const head = new Uint8Array(25 + rest.length);
      const view = new DataView(head.buffer);
      view.setUint16(0, 0xdd99);
      view.setInt32(2, rows);
      view.setInt32(6, columns);
      head.set(
        rest.subarray(0, 3).map((n) => n % 60),
        22,
      );
      head.set(rest, 25);
      return head;
    });

  test.for(TILE_CODECS.map((codec) => ({ codec, name: codec.names[0] })))("$name", ({ codec }) => {
    const parameters = fc.constantFrom(
      new Map<string, number>(),
      new Map([["BYTEPIX", 1]]),
      new Map([
        ["BYTEPIX", 2],
        ["SMOOTH", 1],
      ]),
    );
    fc.assert(
      fc.property(fc.oneof(bytes, hcompressed(10, 10)), parameters, (stream, values) => {
        try {
          codec.decode(input(stream, 100, { parameters: values }));
        } catch (error) {
          if (!(error instanceof FitsError)) throw error;
        }
      }),
      FUZZ,
    );
  });

  test("an unknown compression is told by name", () => {
    expect(() => tileCodec("ZSTD_9")).toThrow(
      expect.objectContaining({ code: "FITS_UNSUPPORTED" }),
    );
  });
});
