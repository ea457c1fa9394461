import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compressBzip2 } from "../bzip2/compress.ts";
import { decodeLevel3, isLevel3 } from "./decode.ts";
import type { RadarProduct } from "./product.ts";
import {
  buildProduct,
  concat,
  digitalRadial,
  heading,
  type Ingredients,
  packet,
  pagesOf,
  runLengthRadial,
} from "./testing/build.ts";
import { bytes } from "./testing/bytes.ts";

const small = { thresholds: [-320, 5, 254], layers: [[digitalRadial([[0, 66, 255, 1]])]] };
const label = packet(8, bytes().i16(3, 4, 8).text("ok"));

function decode(file: Uint8Array): RadarProduct {
  const product = decodeLevel3(file);
  if (product.kind !== "product") throw new Error(`A ${product.kind}`);
  return product;
}

const build = (ingredients: Ingredients) => decode(buildProduct(ingredients));

describe("wrappers", () => {
  const message = buildProduct(small);
  const soh = bytes().text("\x01\r\r\n048 \r\r\n").done();
  const etx = bytes().text("\r\r\n\x03").done();
  // NOAAPort: frames of 4000 bytes; the first holds 24 bytes of its own and the heading again.
  const noaaport = concat(new Uint8Array(24).fill(0x40), heading(), message);
  const frames = [noaaport.slice(0, 100), noaaport.slice(100)].map((part) => deflateSync(part));

  test.each([
    ["nothing around it", message, ""],
    ["a heading", concat(heading(), message), "LSX"],
    ["a heading on a line", concat(soh, heading(), message, etx), "LSX"],
    ["zlib frames", concat(soh, heading(), ...frames, etx), "LSX"],
    ["bzip2 inside", concat(heading(), buildProduct({ ...small, compressed: true }), etx), "LSX"],
    ["gzip around it", gzipSync(concat(heading(), message)), "LSX"],
    ["gzip around frames", gzipSync(concat(soh, heading(), ...frames, etx)), "LSX"],
    ["bzip2 around it", compressBzip2(concat(heading(), message)), "LSX"],
  ])("%s", (_name, file, site) => {
    expect(isLevel3(file)).toBe(true);
    const product = decode(file);
    expect(product.siteId).toBe(site);
    // Without a heading it is told by the place.
    expect(product.site).toBe("KLSX");
    expect(product.grids[0]?.codes).toEqual(Uint8Array.of(0, 66, 255, 1));
    expect(product.problems).toEqual([]);
  });

  test("gzip that is cut, or holds something else, is told as such", () => {
    const cut = gzipSync(concat(heading(), message)).subarray(0, -30);
    expect(() => decode(cut)).toThrow(expect.objectContaining({ code: "GZIP_TRUNCATED" }));
    expect(isLevel3(gzipSync(new TextEncoder().encode("AR2V0006.001")))).toBe(false);
    expect(isLevel3(gzipSync(new Uint8Array(64_000_000)))).toBe(false);
  });

  test("a heading names product, office and radar", () => {
    expect(decode(concat(heading(), message)).heading).toEqual({
      ttaaii: "SDUS53",
      office: "KLSX",
      ddhhmm: "110215",
      awips: "N0Q",
      site: "LSX",
    });
  });

  test("a message of operators is text", () => {
    const file = concat(
      heading("FTMLSX", "NOUS63"),
      bytes().text("Down until 16 UTC\r\r\n\x03").done(),
    );
    expect(isLevel3(file)).toBe(true);
    expect(decodeLevel3(file)).toMatchObject({
      kind: "text",
      site: "KLSX",
      text: "Down until 16 UTC",
    });
  });

  test.each([
    ["nothing", new Uint8Array(0)],
    ["text", bytes().text("Good morning, this is no product of any radar at all").done()],
    ["Level II", bytes().text("AR2V0006.001").add(new Uint8Array(200)).done()],
    ["a message that is no product", buildProduct({ code: 9 })],
  ])("%s is not Level III", (_name, file) => {
    expect(() => decodeLevel3(file)).toThrow(
      expect.objectContaining({ code: "LEVEL3_NOT_LEVEL3" }),
    );
  });
});

test("radars outside the contiguous states and at airports have their own first letter", () => {
  const site = (awips: string, source?: number) =>
    decode(concat(heading(awips), buildProduct({ ...small, ...(source && { source }) }))).site;
  expect(site("N0QAHG")).toBe("PAHG");
  expect(site("N0QJUA")).toBe("TJUA");
  expect(site("N0QTLX")).toBe("KTLX");
  expect(site("TZ0DEN", 3013)).toBe("TDEN");
});

describe("grids", () => {
  test("runs are written out, and short radials padded", () => {
    const rows: [number, number][][] = [
      [
        [2, 0],
        [3, 7],
      ],
      [[4, 1]],
    ];
    const { grids } = build({ code: 19, layers: [[runLengthRadial(rows)]] });
    expect(grids[0]).toMatchObject({
      kind: "radial",
      radials: 2,
      bins: 5,
      gateSpacing: 1000,
      firstGate: 500,
      binsPerRadial: Uint16Array.of(5, 4),
      azimuths: Float64Array.of(0, 1),
      centers: Float32Array.of(0.5, 1.5),
      codes: Uint8Array.of(0, 0, 7, 7, 7, 1, 1, 1, 1, 0),
    });
  });

  test("the bin size is the product's, never the packet's scale", () => {
    const spacing = (code: number) => {
      const grid = build({ code, layers: [[digitalRadial([[1, 2]])]] }).grids[0];
      return grid?.kind === "radial" ? grid.gateSpacing : undefined;
    };
    expect([94, 99, 153, 134, 138, 170, 177, 180, 186].map(spacing)).toEqual([
      1000, 250, 250, 1000, 2000, 250, 250, 150, 300,
    ]);
  });

  test("a product of an unknown code is read all the same, its codes as they are", () => {
    const product = build({ code: 999, layers: [[digitalRadial([[0, 9]])]] });
    expect(product.name).toBe("Unknown Product");
    expect(
      [...product.values.values.slice(0, 10)].map((v) => (Number.isNaN(v) ? null : v)),
    ).toEqual([null, ...[1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    expect(product.grids[0]?.codes).toEqual(Uint8Array.of(0, 9));
  });

  test("rasters of runs of four bits", () => {
    const raster = bytes().i16(0xba07, 0x8000, 0x00c0, 1, 2, 3, 0x4000, 5, 0, 2, 2);
    raster.i16(2).u8(0x21, 0x02).i16(1).u8(0x35);
    const grid = build({ code: 37, layers: [[raster]] }).grids[0];
    expect(grid).toMatchObject({
      kind: "raster",
      rows: 2,
      columns: 3,
      cellSize: 1000,
      start: [1, 2],
      scale: [3.25, 5],
      codes: Uint8Array.of(1, 1, 0, 5, 5, 5),
    });
  });

  test("rasters of a byte a cell", () => {
    const raster = bytes().i16(33, 0, 0, 1, 1, 2, 2).i16(2).u8(7, 200).i16(2).u8(0, 1);
    expect(build({ code: 189, layers: [[raster]] }).grids[0]).toMatchObject({
      rows: 2,
      columns: 2,
      codes: Uint8Array.of(7, 200, 0, 1),
    });
  });

  test("boxes of the precipitation array, in both codings", () => {
    const array = bytes().i16(17, 0, 0, 3, 1, 4).u8(1, 9, 2, 200);
    const rate = bytes().i16(18, 0, 0, 3, 1, 2).u8(0x17, 0x22);
    const { grids } = build({ code: 81, layers: [[array], [rate]] });
    expect(grids.map(({ codes }) => [...codes])).toEqual([
      [9, 200, 200],
      [7, 2, 2],
    ]);
  });

  test("a row that does not have the boxes it promises is an error", () => {
    const array = bytes().i16(17, 0, 0, 4, 1, 4).u8(1, 9, 2, 200);
    expect(() => build({ code: 81, layers: [[array]] })).toThrow(
      expect.objectContaining({ code: "LEVEL3_CORRUPT" }),
    );
  });
});

describe("blocks", () => {
  test("pages of text and of drawings", () => {
    const product = build({
      ...small,
      graphicPages: [[label, label], [label]],
      tabularPages: [["one line", "another."], ["page two"]],
    });
    expect(product.graphicPages.map((page) => page.length)).toEqual([2, 1]);
    // Pages are in pixels, not in quarters of a kilometre.
    expect(product.graphicPages[0]?.[0]).toMatchObject({ kind: "text", x: 4, y: 8, text: "ok" });
    expect(product.tabularPages).toEqual(["one line\nanother.", "page two"]);
    expect(product.packets.graphic).toEqual(new Map([[8, 3]]));
    expect(product.packets.symbology).toEqual(new Map([[16, 1]]));
  });

  test("products that are a page have no blocks", () => {
    const whole = concat(buildProduct({ code: 82 }), pagesOf([["SUPPLEMENTAL"]]).done());
    new DataView(whole.buffer).setUint32(108, 60);
    expect(decode(whole).tabularPages).toEqual(["SUPPLEMENTAL"]);
  });

  test("but where there is a block all the same, it is read", () => {
    const rate = bytes().i16(18, 0, 0, 3, 1, 2).u8(0x17, 0x22);
    expect(build({ code: 82, layers: [[rate]] }).grids).toHaveLength(1);
  });

  test("a symbology block of a wrong number is still one", () => {
    const file = buildProduct(small);
    new DataView(file.buffer).setInt16(122, 5);
    expect(decode(file).grids).toHaveLength(1);
  });

  test("a packet of an unknown code ends its layer, and nothing else", () => {
    const unknown = packet(99, bytes().i16(1, 2, 3));
    const product = build({ ...small, layers: [[label, unknown, label], [digitalRadial([[5]])]] });
    expect(product.layers.map((layer) => layer.map(({ kind }) => kind))).toEqual([
      ["text", "unknown"],
      ["radial"],
    ]);
    expect(product.problems.map(({ message }) => message)).toEqual(["Packet 99 is not known"]);
  });

  test("damage in pages is told, and the picture is there", () => {
    const file = buildProduct({ ...small, graphicPages: [[label]] });
    file[file.length - 9] = 0xff; // The length of the text.
    const product = decode(file);
    expect(product.grids).toHaveLength(1);
    expect(product.graphicPages).toEqual([]);
    expect(product.problems.map(({ code }) => code)).toEqual(["LEVEL3_TRUNCATED"]);
  });
});

describe("bounds", () => {
  test("a radial grid is measured before it is made", () => {
    // One radial of 60 000 bins, and so many empty ones that the whole would be 600 MB.
    const long = Array<[number, number]>(4000).fill([15, 1]);
    const rows = [long, ...Array<[number, number][]>(10_000).fill([])];
    expect(() => build({ code: 19, layers: [[runLengthRadial(rows)]] })).toThrow(
      expect.objectContaining({ code: "LEVEL3_TOO_LARGE" }),
    );
  });

  test("many grids share one limit", () => {
    const layers = [1, 2, 3].map(() => [digitalRadial([Array<number>(400).fill(1)])]);
    const file = buildProduct({ layers });
    expect(() => decodeLevel3(file, { maxBytes: 1000 })).toThrow(
      expect.objectContaining({ code: "LEVEL3_TOO_LARGE" }),
    );
    expect(decodeLevel3(file, { maxBytes: 1200 }).kind).toBe("product");
  });

  test("so do packets and points", () => {
    const many = Array.from({ length: 40 }, () =>
      packet(6, bytes().i16(...Array<number>(12_000).fill(0))),
    );
    expect(() => build({ code: 58, layers: [many] })).toThrow(
      expect.objectContaining({ code: "LEVEL3_TOO_LARGE" }),
    );
    expect(build({ code: 58, layers: [many.slice(0, 30)] }).layers[0]).toHaveLength(30);
  });

  test("compressed blocks unpack to no more than allowed", () => {
    const layers = [[digitalRadial([Array<number>(60_000).fill(1)])]];
    const file = buildProduct({ layers, compressed: true });
    expect(() => decodeLevel3(file, { maxBytes: 1000 })).toThrow(
      expect.objectContaining({ code: "BZIP2_TOO_LARGE" }),
    );
  });

  test("every cut of a product is an error that says so", () => {
    const file = buildProduct(small);
    for (let length = 20; length < file.length; length++) {
      expect(() => decodeLevel3(file.subarray(0, length))).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/TRUNCATED|CORRUPT/) }),
      );
    }
  });
});
