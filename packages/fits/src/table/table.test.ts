import { describe, expect, test } from "vitest";
import { openFits } from "../file.ts";
import { Header } from "../header/header.ts";
import { headerBytes } from "../write/cards.ts";

/** A file of one extension with these cards and data. */
async function extension(cards: string[], data: Uint8Array) {
  const primary = headerBytes(Header.parse("SIMPLE  = T\nBITPIX  = 8\nNAXIS   = 0").cards);
  const header = headerBytes(Header.parse(cards.join("\n")).cards);
  const padded = new Uint8Array(Math.ceil(data.length / 2880) * 2880);
  padded.set(data);
  const file = await openFits(Buffer.concat([primary, header, padded]));
  const table = file.hdus[1]?.table;
  if (!table) throw new Error("no table");
  return table;
}

const shape = (type: string, rowBytes: number, rows: number, fields: number, heap = 0) => [
  `XTENSION= '${type}'`,
  "BITPIX  = 8",
  "NAXIS   = 2",
  `NAXIS1  = ${rowBytes}`,
  `NAXIS2  = ${rows}`,
  `PCOUNT  = ${heap}`,
  "GCOUNT  = 1",
  `TFIELDS = ${fields}`,
];

describe("binary tables", () => {
  test("bits, complex numbers, strings in strings, nulls and scales", async () => {
    const row = new Uint8Array(2 + 8 + 6 + 2 + 2);
    const view = new DataView(row.buffer);
    view.setUint16(0, 0b1010_0000_0110_0000);
    view.setFloat32(2, 1.5);
    view.setFloat32(6, -2);
    row.set(new TextEncoder().encode("ab cd "), 10);
    view.setInt16(16, -99);
    view.setInt16(18, 4);
    const table = await extension(
      [
        ...shape("BINTABLE", 20, 1, 5),
        "TFORM1  = '11X'",
        "TFORM2  = 'C'",
        "TFORM3  = '6A3'",
        "TFORM4  = 'I'",
        "TNULL4  = -99",
        "TFORM5  = '1I'",
        "TSCAL5  = 0.5",
        "TZERO5  = 100",
      ],
      row,
    );
    expect(await table.readRows()).toEqual([
      {
        col1: Uint8Array.of(1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1),
        col2: Float32Array.of(1.5, -2),
        col3: ["ab", "cd"],
        col4: Number.NaN,
        col5: 102,
      },
    ]);
  });

  test("cells in the heap behind a gap, with 64-bit descriptors", async () => {
    const bytes = new Uint8Array(16 + 10 + 6);
    const view = new DataView(bytes.buffer);
    view.setBigInt64(0, 2n);
    view.setBigInt64(8, 2n);
    view.setInt16(16 + 10 + 2, 7);
    view.setInt16(16 + 10 + 4, -7);
    const cards = [...shape("BINTABLE", 16, 1, 1, 16), "TFORM1  = '1QI(2)'", "THEAP   = 26"];
    expect(await (await extension(cards, bytes)).column(0)).toEqual([Int16Array.of(7, -7)]);
  });

  test("a cell outside the heap, columns wider than the row, an unknown type", async () => {
    const far = new Uint8Array(8);
    new DataView(far.buffer).setUint32(0, 1e6);
    const heap = await extension([...shape("BINTABLE", 8, 1, 1, 0), "TFORM1  = '1PJ'"], far);
    const bad = expect.objectContaining({ code: "FITS_BAD_TABLE" });
    await expect(heap.column(0)).rejects.toThrow(bad);
    for (const form of ["'9D'", "'3Z'", "5", "'1PZ'"]) {
      const cards = [...shape("BINTABLE", 8, 1, 1), `TFORM1  = ${form}`];
      await expect(extension(cards, far)).rejects.toThrow(bad);
    }
  });
});

describe("ASCII tables", () => {
  const cards = [
    ...shape("TABLE", 22, 2, 4),
    "TTYPE1  = 'name'",
    "TBCOL1  = 1",
    "TFORM1  = 'A5'",
    "TTYPE2  = 'flux'",
    "TBCOL2  = 6",
    "TFORM2  = 'F6.2'",
    "TTYPE3  = 'n'",
    "TBCOL3  = 12",
    "TFORM3  = 'I4'",
    "TNULL3  = '****'",
    "TTYPE4  = 'e'",
    "TBCOL4  = 16",
    "TFORM4  = 'D7.1'",
  ];
  const text = "M 51   12.5  421.5D+03NGC    1250**** 2.5-02";

  test("text, FORTRAN numbers and nulls", async () => {
    const table = await extension(cards, new TextEncoder().encode(text.padEnd(44)));
    expect(await table.readRows()).toEqual([
      { name: "M 51", flux: 12.5, n: 42, e: 1500 },
      { name: "NGC", flux: 12.5, n: Number.NaN, e: 0.025 },
    ]);
    expect(await table.column("N", { start: 0, count: 1 })).toEqual(Float64Array.of(42));
  });

  test("a blank field is 0, unless blanks are the null", async () => {
    const blank = new Uint8Array(44).fill(0x20);
    expect(await (await extension(cards, blank)).column("n")).toEqual(Float64Array.of(0, 0));
    const nulls = cards.map((card) => card.replace("TNULL3  = '****'", "TNULL3  = ''"));
    const table = await extension(nulls, blank);
    expect(await table.column("n")).toEqual(Float64Array.of(Number.NaN, Number.NaN));
  });

  test("an implied decimal point costs no digit", async () => {
    const fields = new TextEncoder().encode("         35".padEnd(22) + "         57".padEnd(22));
    const table = await extension(cards, fields);
    expect(await table.column("flux")).toEqual(Float64Array.of(0.35, 0.57));
  });

  test("a field outside the row", async () => {
    const bad = cards.map((card) => card.replace("TBCOL4  = 16", "TBCOL4  = 17"));
    await expect(extension(bad, new Uint8Array(44))).rejects.toThrow(
      expect.objectContaining({ code: "FITS_BAD_TABLE" }),
    );
  });
});
