import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FUZZ } from "../test/fuzz.ts";
import { FitsError, openFits, writeFits } from "./index.ts";

const ramp = Int16Array.from({ length: 600 }, (_, i) => i - 100);
const axes = [30, 20];

function failure(code: string) {
  return expect.objectContaining({ name: "FitsError", code });
}

/** A primary HDU of these cards and data. */
function primary(cards: string[], dataBytes = 0): Uint8Array {
  const text = ["SIMPLE  = T", ...cards, "END"]
    .map((card) => card.padEnd(80))
    .join("")
    .padEnd(2880);
  const bytes = new Uint8Array(2880 + Math.ceil(dataBytes / 2880) * 2880);
  bytes.set(new TextEncoder().encode(text));
  return bytes;
}

describe("what is no file of ours", () => {
  test.for([
    ["nothing", new Uint8Array(0), "FITS_EMPTY"],
    ["text", new TextEncoder().encode("hello, world"), "FITS_NOT_FITS"],
    ["no END", primary([]).subarray(0, 80), "FITS_NO_END"],
    ["a zip", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), "FITS_UNSUPPORTED"],
    ["bzip2 without a decompressor", new TextEncoder().encode("BZh91AY"), "FITS_UNSUPPORTED"],
    ["a torn gzip", new Uint8Array(gzipSync(primary([]))).subarray(0, 40), "FITS_BAD_WRAPPER"],
    ["BITPIX 7", primary(["BITPIX  = 7", "NAXIS   = 0"]), "FITS_BAD_HEADER"],
    ["a negative axis", primary(["BITPIX  = 8", "NAXIS   = 1", "NAXIS1  = -1"]), "FITS_BAD_HEADER"],
    ["a missing axis", primary(["BITPIX  = 8", "NAXIS   = 999"]), "FITS_BAD_HEADER"],
    [
      "sizes beyond numbers",
      primary(["BITPIX  = 64", "NAXIS   = 2", "NAXIS1  = 99999999999", "NAXIS2  = 99999999999"]),
      "FITS_TOO_LARGE",
    ],
  ] as const)("%s", async ([, bytes, code]) => {
    await expect(openFits(bytes)).rejects.toThrow(failure(code));
  });

  test("a gzip bomb", async () => {
    const bomb = gzipSync(new Uint8Array(2e7));
    const limits = { maxUnwrappedBytes: 1e6 };
    await expect(openFits(bomb, { limits })).rejects.toThrow(failure("FITS_TOO_LARGE"));
  });
});

describe("lies and damage", () => {
  test("an image larger than its file opens, with a warning, and reads as far as it goes", async () => {
    const whole = await writeFits([{ data: ramp, axes }]);
    const torn = await openFits(whole.subarray(0, 2880 + 700));
    expect(torn.warnings).toEqual(["HDU 0: the file ends before the data do"]);
    const { image } = torn.firstImage();
    expect((await image.read({ height: 10 })).data).toEqual(ramp.subarray(0, 300));
    await expect(image.read()).rejects.toThrow(failure("FITS_TRUNCATED"));
  });

  test("a huge image is refused before memory is taken", async () => {
    const cards = ["BITPIX  = -64", "NAXIS   = 2", "NAXIS1  = 1000000", "NAXIS2  = 1000000"];
    const { image } = (await openFits(primary(cards))).firstImage();
    await expect(image.read()).rejects.toThrow(failure("FITS_TOO_LARGE"));
    await expect(image.read({ width: 5, height: 5 })).rejects.toThrow(failure("FITS_TRUNCATED"));
  });

  test("rubbish behind the last HDU is told and passed over", async () => {
    const good = await writeFits([{ data: ramp, axes }]);
    const file = await openFits(Buffer.concat([good, Buffer.alloc(2880, 0x20)]));
    expect(file.hdus.length).toBe(1);
    expect(file.warnings.length).toBe(1);
  });

  test("sections outside the image", async () => {
    const { image } = (await openFits(await writeFits([{ data: ramp, axes }]))).firstImage();
    for (const section of [
      { x: 30 },
      { x: -1 },
      { width: 0 },
      { step: 0 },
      { y: 0.5 },
      { plane: 1 },
    ]) {
      await expect(image.read(section)).rejects.toThrow(failure("FITS_BAD_SECTION"));
    }
  });

  test("no image", async () => {
    const file = await openFits(await writeFits([]));
    expect(() => file.firstImage()).toThrow(failure("FITS_NO_IMAGE"));
  });

  const good = writeFits([
    { data: Float32Array.from(ramp), axes, compress: { codec: "RICE_1", tile: [7, 6] } },
    { data: ramp, axes, compress: { codec: "GZIP_2" } },
    { columns: [{ name: "a", values: [Int16Array.of(1, 2), Int16Array.of(3)] }] },
    { data: ramp, axes },
  ]);

  test("changed and torn files end in an error of ours, or in values", async () => {
    const bytes = await good;
    const limits = { maxArrayBytes: 2 ** 22, maxTilePixels: 2 ** 18 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.integer({ min: 1, max: bytes.length }),
        async (changes, length) => {
          const damaged = bytes.slice(0, Math.max(length, bytes.length / 3));
          for (const [at, byte] of changes) if (at < damaged.length) damaged[at] = byte;
          await readEverything(damaged, limits);
        },
      ),
      // The first made integers of 64 bits of a float's tile.
      { numRuns: Math.min(FUZZ.numRuns, 2000), examples: [[[[14443, 208]], 15670]] },
    );
  });

  test("headers that say anything about sizes and layout", async () => {
    const bytes = await good;
    const text = Buffer.from(bytes).toString("latin1");
    const limits = { maxArrayBytes: 2 ** 22, maxTilePixels: 2 ** 18 };
    const places = [
      ...text.matchAll(
        /Z?(NAXIS\d?|BITPIX|TILE\d|PCOUNT|VAL\d|DITHER0|BLANK|CMPTYPE)|T(FORM|FIELDS)\d?/g,
      ),
    ];
    const values = fc.constantFrom(
      "0",
      "-1",
      "1",
      "7",
      "99999999",
      "1E30",
      "'1PJ(9)'",
      "'1QB'",
      "'9999999D'",
      "'X'",
      "-64",
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(places.length - 1), values, async (place, value) => {
        const damaged = bytes.slice();
        const at = Math.floor((places[place]?.index ?? 0) / 80) * 80;
        damaged.set(new TextEncoder().encode(value.padStart(20).padEnd(70)), at + 10);
        await readEverything(damaged, limits);
      }),
      FUZZ,
    );
  });
});

/** Reads all there is; errors of ours are fine. */
async function readEverything(bytes: Uint8Array, limits: object): Promise<void> {
  const quietly = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof FitsError)) throw error;
    }
  };
  await quietly(async () => {
    const file = await openFits(bytes, { limits });
    for (const hdu of file.hdus) {
      await quietly(async () => hdu.image.read({ step: 2 }));
      await quietly(async () => hdu.image.statistics());
      await quietly(async () => hdu.table?.readRows());
      await quietly(async () => hdu.groups?.read(0));
      await quietly(async () => hdu.verifyChecksums());
    }
  });
}

describe("where bytes come from", () => {
  test("opening reads headers only, and a cutout its own tiles only", async () => {
    const data = Int16Array.from({ length: 1 << 20 }, (_, i) => (i * 7919) % 1000);
    const bytes = await writeFits([{ data, axes: [1024, 1024], compress: { codec: "RICE_1" } }]);
    let asked = 0;
    const source = {
      size: bytes.length,
      read: async (offset: number, length: number) => {
        asked += length;
        return bytes.subarray(offset, offset + length);
      },
    };
    const file = await openFits(source);
    expect(asked).toBeLessThan(40_000);
    const section = { x: 500, y: 700, width: 10, height: 10 };
    const part = await file.firstImage().image.read(section);
    expect(part.data[11]).toBe(data[701 * 1024 + 501]);
    expect(asked).toBeLessThan(bytes.length / 10);
  });

  test("a source that does not know its size", async () => {
    const bytes = await writeFits([
      { data: ramp, axes },
      { data: ramp, axes, name: "TWO" },
    ]);
    const file = await openFits({ read: async (at, n) => bytes.subarray(at, at + n) });
    expect(await file.hdu("two")?.image.readAll()).toEqual(ramp);
    const torn = await openFits({
      read: async (at, n) => bytes.subarray(0, 3000).subarray(at, at + n),
    });
    await expect(torn.firstImage().image.readAll()).rejects.toThrow(failure("FITS_TRUNCATED"));
  });

  test("gzip, and whatever decompressor is given", async () => {
    const bytes = await writeFits([{ data: ramp, axes }]);
    const zipped = await openFits(new Uint8Array(gzipSync(bytes)));
    expect(await zipped.firstImage().image.readAll()).toEqual(ramp);
    const odd = await openFits(new TextEncoder().encode("BZh9"), {
      decompressors: { bzip2: () => bytes },
    });
    expect(await odd.firstImage().image.readAll()).toEqual(ramp);
  });
});
