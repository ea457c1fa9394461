import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observationOf, Rejection } from "./observation.ts";
import type { FileRecord } from "./record.ts";
import { fileLines, fileRecords } from "./records.ts";
import { Table } from "./table.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 200);

const all = async (records: AsyncIterable<FileRecord>) => {
  const found: FileRecord[] = [];
  for await (const record of records) found.push(record);
  return found;
};

async function* pieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

const read = (text: string, length = 7, piece?: number) =>
  all(new Table(pieces(text, length), piece));

describe("rows of a file", () => {
  it("are read from CSV with quotes, whatever the pieces", async () => {
    const text = '\uFEFFproduct_id,fov\r\na,"1:2,3:4"\r\n\r\n"b ""x""","5:6,\n7:8"\r\nc,\r\n';
    for (const [length, piece] of [[1, 1], [2, 9], [5, 1], [5, 30], [1000]] as const) {
      const rows = await read(text, length, piece);
      expect(rows.map(({ values }) => values)).toEqual([
        { product_id: "a", fov: "1:2,3:4" },
        { product_id: 'b "x"', fov: "5:6,\n7:8" },
        { product_id: "c", fov: "" },
      ]);
      expect(rows.map(({ line }) => line)).toEqual([2, 4, 6]);
    }
  });

  it("are read from a document of a single long line", async () => {
    const rows = Array.from({ length: 12_000 }, (_, i) => ({ product_id: `p${i}` }));
    const text = JSON.stringify({ data: rows });
    expect(text.length).toBeGreaterThan(200_000);
    expect(await read(text, 65_536)).toHaveLength(rows.length);
  });

  it("are read from JSON: a row a line, a list, an answer of CATCH", async () => {
    const rows = [{ product_id: "a" }, { product_id: "b", n: 1 }];
    const texts = [
      rows.map((row) => JSON.stringify(row)).join("\n"),
      JSON.stringify(rows, null, 1),
      JSON.stringify({ count: 2, data: rows }, null, 1),
    ];
    for (const text of texts) {
      expect((await read(text)).map(({ values }) => values)).toEqual(rows);
    }
  });

  it("are read from a list of orbits in one line", async () => {
    const folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    const rows = [{ name: "a" }, { name: "b" }];
    for (const [name, document] of [["list", rows] as const, ["data", { data: rows }] as const]) {
      await writeFile(join(folder, name), JSON.stringify(document));
      const found = await all(fileLines(join(folder, name)));
      expect(found.map(({ values }) => values)).toEqual(rows);
    }
    await rm(folder, { recursive: true });
  });

  it("are read from gzip as well", async () => {
    const folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    const text = "product_id,n\nä,1\n";
    await writeFile(join(folder, "packed"), gzipSync(text));
    await writeFile(join(folder, "plain"), text);
    for (const name of ["packed", "plain"]) {
      const rows = await all(fileRecords(join(folder, name)));
      expect(rows).toEqual([{ line: 2, values: { product_id: "ä", n: "1" } }]);
    }
    const cut = gzipSync(text).subarray(0, 20);
    await writeFile(join(folder, "cut"), cut);
    await expect(all(fileRecords(join(folder, "cut")))).rejects.toThrow(/gzip is damaged/);
    // Rows before the damage are read.
    const noise = Array.from({ length: 50_000 }, (_, i) => `p${i},${Math.sin(i)}\n`);
    const long = gzipSync(`product_id,n\n${noise.join("")}`);
    await writeFile(join(folder, "half"), long.subarray(0, long.length / 2));
    const found: FileRecord[] = [];
    const half = async () => {
      for await (const record of fileRecords(join(folder, "half"))) found.push(record);
    };
    await expect(half()).rejects.toThrow(/gzip is damaged/);
    expect(found.length).toBeGreaterThan(10_000);
    expect(found.at(-1)!.values["product_id"]).toBe(`p${found.length - 1}`);
    expect(found.at(-1)!.broken).toBeUndefined();
    await rm(folder, { recursive: true });
  });

  it("say which could not be read", async () => {
    const csv = await read('a,b\n1,2\n3\n"x"y,2\n"open,5\n');
    expect(csv.map(({ broken }) => broken !== undefined)).toEqual([false, true, true, true]);
    const json = await read('{"a":1}\nnot json\n[1]\n{"a":2}\n');
    expect(json.map(({ broken }) => broken !== undefined)).toEqual([false, true, true, false]);
    await expect(read('{"a":\n1}')).rejects.toThrow(/no list of rows/);
    await expect(read("[1,")).rejects.toThrow(/not JSON/);
    await expect(read(`a,b\n"${"x".repeat(2 ** 20)}\n`, 1000)).rejects.toThrow(
      /million characters/,
    );
    expect(await read("")).toEqual([]);
    expect(await read(" \n\n")).toEqual([]);
  });

  it("never hang or crash on any text", async () => {
    const odd = fc.string({
      unit: fc.constantFrom("a", ",", '"', "\n", "\r", "{", "}", "[", "]", ":", "1", " ", "\uFEFF"),
      maxLength: 60,
    });
    const size = fc.integer({ min: 1, max: 20 });
    await fc.assert(
      fc.asyncProperty(odd, size, size, async (text, length, piece) => {
        const rows = await read(text, length, piece).catch((error: { code?: string }) => {
          expect(error.code).toBe("BAD_REQUEST");
          return [];
        });
        const whole = await read(text, 1000).catch(() => []);
        expect(rows).toEqual(whole);
      }),
      { numRuns: runs },
    );
  });
});

describe("an observation", () => {
  const row = {
    product_id: "urn:x",
    mjd_start: "58000.25",
    mjd_stop: 58000.26,
    fov: "10:10,11:10,11:11,10:11",
    filter: "r",
    exposure: "30",
    maglimit: "NaN",
    seeing: null,
    frame: 7,
    odd: "a\0b",
    half: "\ud800",
    list: [1],
    night: "",
    ra: 1,
  };

  it("keeps what a row says, and its source's own columns", () => {
    expect(observationOf(row, "mine", () => "T05")).toEqual({
      source: "mine",
      product_id: "urn:x",
      observatory: "T05",
      mjd_start: 58000.25,
      mjd_stop: 58000.26,
      fov: "10:10,11:10,11:11,10:11",
      filter: "r",
      exposure: 30,
      seeing: null,
      airmass: null,
      maglimit: null,
      fields: { frame: 7 },
    });
  });

  it("may have its corners in columns, its stop from its exposure, its name as a number", () => {
    const { product_id: _, fov: __, mjd_stop: ___, ...rest } = row;
    const corners = { ra1: 1, dec1: 2, ra2: 3, dec2: 2, ra3: 3, dec3: "4" };
    const found = observationOf(
      { ...rest, ...corners, observation_id: 12, observatory: "F51" },
      "mine",
      () => "T05",
    );
    expect(found).toMatchObject({
      product_id: "12",
      observatory: "F51",
      fov: "1:2,3:2,3:4",
      mjd_stop: 58000.25 + 30 / 86400,
    });
  });

  it.each([
    ["NO_PRODUCT_ID", { product_id: " " }],
    ["NO_PRODUCT_ID", { product_id: "x".repeat(300) }],
    ["NO_PRODUCT_ID", { product_id: "a\0b" }],
    ["BAD_TIME", { mjd_start: "soon" }],
    ["BAD_TIME", { mjd_start: Number.NaN }],
    ["BAD_TIME", { mjd_stop: 57999 }],
    ["BAD_TIME", { mjd_stop: 60000 }],
    ["BAD_TIME", { mjd_start: 2_458_000.5, mjd_stop: 2_458_000.6 }],
    ["BAD_TIME", { mjd_stop: "", exposure: "" }],
    ["BAD_FIELD", { fov: "" }],
    ["BAD_FIELD", { fov: 12 }],
    ["BAD_FIELD", { fov: "1:1,2:2" }],
    ["BAD_FIELD", { fov: "0:0,1:1,1:0,0:1" }],
    ["BAD_FIELD", { fov: "0:0,1:nan,1:0" }],
    ["BAD_OBSERVATORY", { observatory: "!!!" }],
    ["BAD_OBSERVATORY", { observatory: "250" }],
  ])("is refused with %s", (code, change) => {
    let caught: unknown;
    try {
      observationOf({ ...row, ...change }, "mine", () => "T05");
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(Rejection);
    expect((caught as Rejection).code).toBe(code);
    expect((caught as Rejection).message).toMatch(/\.$/);
  });
});
