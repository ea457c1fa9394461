import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FUZZ } from "../../../test/fuzz.ts";
import { FitsError } from "../../errors.ts";
import { openFits } from "../../file.ts";
import { Header } from "../../header/header.ts";
import { headerBytes } from "../../write/cards.ts";
import { encodeRice } from "../../write/rice.ts";

const bytesOf = (size: 1 | 2 | 4 | 8, values: readonly number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(size * values.length));
  values.forEach((value, i) => {
    if (size === 1) view.setUint8(i, value);
    else if (size === 2) view.setInt16(2 * i, value);
    else if (size === 4) view.setInt32(4 * i, value);
    else view.setBigInt64(8 * i, BigInt(value));
  });
  return new Uint8Array(view.buffer);
};
const gzip = (bytes: Uint8Array): Uint8Array => gzipSync(bytes);
const shuffled = (bytes: Uint8Array, word: number): Uint8Array =>
  Uint8Array.from(
    bytes,
    (_, i) =>
      bytes[(i % (bytes.length / word)) * word + Math.floor(i / (bytes.length / word))] as number,
  );

/** Three rows in tiles of two: a column in each compression, then one in the heap. */
const CARDS = [
  ...["XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 80", "NAXIS2  = 2"],
  ...["GCOUNT  = 1", "TFIELDS = 5", "TTYPE1  = 'i'", "TTYPE2  = 'r'", "TTYPE3  = 'name'"],
  ...["TTYPE4  = 'raw'", "TTYPE5  = 'list'", "TSCAL4  = 0.5", "EXTNAME = 'CAT'"],
  ...[1, 2, 3, 4, 5].map((n) => `TFORM${n}  = '1QB'`),
  ...["ZTABLE  = T", "ZTILELEN= 2", "ZNAXIS1 = 27", "ZNAXIS2 = 3", "ZPCOUNT = 16"],
  ...["ZFORM1  = '2I'", "ZFORM2  = 'J'", "ZFORM3  = '3A'", "ZFORM4  = 'J'", "ZFORM5  = '1PI(4)'"],
  ...["ZCTYP1  = 'GZIP_2'", "ZCTYP2  = 'RICE_1'", "ZCTYP3  = 'GZIP_1'", "ZCTYP4  = 'NOCOMPRESS'"],
  "ZCTYP5  = 'GZIP_2'",
];

function compressedFile(cards: readonly string[] = CARDS): Uint8Array {
  const heap: number[] = [];
  const put = (bytes: Uint8Array): [number, number] => {
    const at = heap.length;
    heap.push(...bytes);
    return [bytes.length, at];
  };
  const lists = [[7, 8, 9, -10, ...new Array<number>(40).fill(3)], [5], []];
  const tile = (rows: readonly number[]) => {
    const ints = rows.flatMap((row) => [100 + row, -row]);
    const stored = rows.map((row) => {
      const plain = bytesOf(2, lists[row] as number[]);
      // One that is no shorter when it is compressed is stored as it is.
      return put(plain.length > 20 ? gzip(shuffled(plain, 2)) : plain);
    });
    const original = rows.flatMap((row) => [(lists[row] as number[]).length, 2 * row]);
    const names = rows.map((row) => ["M 1", "M33", "IC "][row] as string);
    return [
      put(gzip(shuffled(bytesOf(2, ints), 2))),
      put(
        encodeRice(
          Int32Array.from(rows, (row) => 1e6 * row),
          4,
        ),
      ),
      put(gzip(new TextEncoder().encode(names.join("")))),
      put(
        bytesOf(
          4,
          rows.map((row) => row + 1),
        ),
      ),
      put(gzip(new Uint8Array([...bytesOf(4, original), ...bytesOf(8, stored.flat())]))),
    ].flat();
  };
  const rows = bytesOf(8, [...tile([0, 1]), ...tile([2])]);
  const primary = headerBytes(Header.parse("SIMPLE  = T\nBITPIX  = 8\nNAXIS   = 0").cards);
  const text = [...cards, `PCOUNT  = ${heap.length}`].join("\n");
  const data = Buffer.concat([rows, Uint8Array.from(heap)]);
  const padding = new Uint8Array((2880 - (data.length % 2880)) % 2880);
  return Buffer.concat([primary, headerBytes(Header.parse(text).cards), data, padding]);
}

describe("a compressed table", () => {
  test("reads as the table that it stands for", async () => {
    const hdu = (await openFits(compressedFile())).hdus[1];
    expect(hdu).toMatchObject({ type: "bintable", name: "CAT", axes: [27, 3] });
    expect(hdu?.header.cards.filter(({ keyword }) => keyword.startsWith("Z"))).toEqual([]);
    expect(hdu?.header.string("TFORM5")).toBe("1PI(4)");
    expect(hdu?.storedHeader.integer("NAXIS2")).toBe(2);
    const long = Int16Array.from([7, 8, 9, -10, ...new Array<number>(40).fill(3)]);
    expect(await hdu?.table?.readRows()).toEqual([
      { i: Int16Array.of(100, -0), r: 0, name: "M 1", raw: 0.5, list: long },
      { i: Int16Array.of(101, -1), r: 1e6, name: "M33", raw: 1, list: Int16Array.of(5) },
      { i: Int16Array.of(102, -2), r: 2e6, name: "IC", raw: 1.5, list: new Int16Array(0) },
    ]);
  });

  test("some rows of some columns", async () => {
    const table = (await openFits(compressedFile())).hdus[1]?.table;
    expect(await table?.column("r", { start: 1, count: 2 })).toEqual(Int32Array.of(1e6, 2e6));
    expect(await table?.column("list", { start: 1, count: 1 })).toEqual([Int16Array.of(5)]);
  });

  test.for([
    ["ZTILELEN= 0", "FITS_BAD_TABLE"],
    ["ZNAXIS2 = 9999999", "FITS_BAD_TABLE"],
    ["ZCTYP1  = 'LZMA'", "FITS_UNSUPPORTED"],
    ["ZFORM1  = '9D'", "FITS_BAD_TABLE"],
    ["ZFORM2  = '2J'", "FITS_BAD_TILE"],
    ["ZFORM5  = '1PD'", "FITS_BAD_TABLE"],
  ] as const)("%s is an error", async ([card, code]) => {
    const name = card.slice(0, 8);
    const cards = CARDS.map((c) => (c.startsWith(name) ? card : c));
    const { hdus } = await openFits(compressedFile(cards));
    const reading = (async () => hdus[1]?.table?.readRows())();
    await expect(reading).rejects.toMatchObject({ code });
  });

  test("damaged: values, or an error of ours", async () => {
    const good = compressedFile();
    const limits = { maxArrayBytes: 2 ** 20, maxTilePixels: 2 ** 16 };
    const change = fc.tuple(fc.integer({ min: 2880, max: good.length - 1 }), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = good.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        try {
          for (const hdu of (await openFits(bytes, { limits })).hdus) await hdu.table?.readRows();
        } catch (error) {
          if (!(error instanceof FitsError)) throw error;
        }
      }),
      FUZZ,
    );
  });
});
