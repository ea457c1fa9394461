import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type ImageInput, openFits, writeFits } from "../src/index.ts";

/** Debian's: apt install python3-astropy libcfitsio-bin. */
const PYTHON = "/usr/bin/python3";
const FUNPACK = "funpack";
const FPACK = "fpack";
const hasAstropy = spawnSync(PYTHON, ["-c", "import astropy.io.fits"]).status === 0;
const hasFunpack = spawnSync(FUNPACK, ["-V"]).error === undefined;

const axes = [64, 48, 2];
const wave = Float32Array.from(
  { length: 64 * 48 * 2 },
  (_, i) => 900 + 200 * Math.sin(i / 11) + ((i * 7919) % 97),
);
const holes = wave.map((v, i) => (i % 53 === 5 ? Number.NaN : i % 31 === 2 ? 0 : v));

const IMAGES: Record<string, ImageInput> = {
  PLAIN: { data: Uint16Array.from(wave, (v) => 50 * v), axes },
  I8: { data: Int8Array.from(wave), axes },
  I64: { data: BigInt64Array.from(wave, (v) => BigInt(Math.round(v)) * 10n ** 12n), axes },
  RICE8: { data: Uint8Array.from(wave), axes, compress: { codec: "RICE_1" } },
  RICE16: {
    data: Uint16Array.from(wave, (v) => 50 * v),
    axes,
    compress: { codec: "RICE_1", tile: [20, 30] },
  },
  RICE32: {
    data: Int32Array.from(wave, (v) => -1e6 * v),
    axes,
    compress: { codec: "RICE_1", tile: [64, 48] },
  },
  GZIP1: { data: Int16Array.from(wave), axes, compress: { codec: "GZIP_1" } },
  FLOAT1: { data: wave, axes, compress: { codec: "RICE_1", seed: 9999, tile: [25, 25] } },
  FLOAT0: { data: wave, axes, compress: { codec: "GZIP_1", dither: "NO_DITHER" } },
  FLAT: { data: new Float32Array(wave.length).fill(5), axes, compress: { codec: "RICE_1" } },
};
/** Only cfitsio reads NaN in quantised tiles rightly, and only where tiles are rows. */
const GAPS: Record<string, ImageInput> = {
  GAPS1: { data: holes, axes, compress: { codec: "RICE_1" } },
  GAPS2: { data: holes, axes, compress: { codec: "RICE_1", dither: "SUBTRACTIVE_DITHER_2" } },
};

/** Last of all: cfitsio 4.2 misreads quantised floats that come behind floats kept to the bit. */
const LOSSLESS: Record<string, ImageInput> = {
  GZIP2: { data: Float64Array.from(wave), axes, compress: { codec: "GZIP_2", quantise: 0 } },
};

const folder = mkdtempSync(path.join(tmpdir(), "welkin-fits-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function written(name: string, images: Record<string, ImageInput>): Promise<string> {
  const hdus = Object.entries(images).map(([extname, image]) => ({ ...image, name: extname }));
  const file = path.join(folder, name);
  const columns = [
    { name: "x", values: Float64Array.of(1.5, 2.5) },
    { name: "name", values: ["M 51", "NGC 5194"] },
    { name: "list", values: [Int16Array.of(1, 2, 3), Int16Array.of(4)] },
  ];
  const header = [
    { keyword: "LONGTEXT", value: "it's ".repeat(40).trimEnd(), comment: "long" },
    { keyword: "ESO DET ID", value: 3.5, comment: "" },
  ];
  writeFileSync(file, await writeFits([...hdus, { columns, name: "CAT", header }]));
  return file;
}

/** Names, checks and sums by astropy; warnings of a wrong checksum are failures. */
const ASTROPY = `
import json, sys, warnings
warnings.simplefilter("error")
import numpy as np
from astropy.io import fits
out = {}
with fits.open(sys.argv[1], checksum=True) as hdus:
    hdus.verify("exception")
    for h in hdus:
        if isinstance(h, fits.BinTableHDU) and not isinstance(h, fits.CompImageHDU):
            out[h.name] = [h.data["x"].tolist(), [n.strip() for n in h.data["name"]], [c.tolist() for c in h.data["list"]], h.header["LONGTEXT"], h.header["ESO DET ID"]]
        elif h.data is not None:
            out[h.name] = np.asarray(h.data, np.float64).reshape(-1).tolist()
print(json.dumps(out))
`;

describe.skipIf(!hasAstropy)("what is written, astropy reads (python3-astropy needed)", () => {
  test("images, tables, cards and checksums", async () => {
    const file = await written("a.fits", { ...IMAGES, ...LOSSLESS });
    const run = spawnSync(PYTHON, ["-c", ASTROPY, file], { encoding: "utf8", maxBuffer: 2 ** 26 });
    expect(run.stderr).toBe("");
    const found = JSON.parse(run.stdout);
    const own = await openFits(readFileSync(file));
    for (const name of Object.keys({ ...IMAGES, ...LOSSLESS })) {
      const values = await own.hdu(name)?.image.readAll("float64");
      expect(found[name], name).toEqual([...(values ?? [])]);
    }
    expect(found.CAT).toEqual([
      [1.5, 2.5],
      ["M 51", "NGC 5194"],
      [[1, 2, 3], [4]],
      "it's ".repeat(40).trimEnd(),
      3.5,
    ]);
  });
});

describe.skipIf(!hasFunpack)("what is written, cfitsio reads (libcfitsio-bin needed)", () => {
  test("every tile, NaN and zeros too", async () => {
    const file = await written("c.fits", { ...IMAGES, ...GAPS, ...LOSSLESS });
    const plain = path.join(folder, "plain.fits");
    const run = spawnSync(FUNPACK, ["-O", plain, file], { encoding: "utf8" });
    expect([run.status, run.stderr]).toEqual([0, ""]);
    const own = await openFits(readFileSync(file));
    const unpacked = await openFits(readFileSync(plain));
    for (const name of Object.keys({ ...IMAGES, ...GAPS, ...LOSSLESS })) {
      const hdu = unpacked.hdu(name);
      expect(hdu?.compression, name).toBeUndefined();
      expect(await hdu?.image.readAll(), name).toEqual(await own.hdu(name)?.image.readAll());
    }
  });
});

describe.skipIf(!hasFunpack)("what cfitsio compresses (libcfitsio-bin needed)", () => {
  test("tables of every type of column", async () => {
    const rows = 1500;
    const numbers = Array.from({ length: rows }, (_, i) => (i * 7919) % 251);
    const columns = [
      { name: "byte", values: Uint8Array.from(numbers) },
      { name: "short", values: Int16Array.from(numbers, (n) => n - 100) },
      { name: "unsigned", values: Uint16Array.from(numbers, (n) => 200 * n) },
      { name: "int", values: Int32Array.from(numbers, (n) => n * 1e6) },
      { name: "long", values: BigInt64Array.from(numbers, (n) => BigInt(n) << 50n) },
      { name: "float", values: Float32Array.from(numbers, Math.sqrt) },
      { name: "double", values: Float64Array.from(numbers, Math.sqrt) },
      { name: "name", values: numbers.map((n) => `NGC ${n}`) },
      { name: "sure", values: numbers.map((n) => n % 3 === 0) },
      { name: "list", values: numbers.map((n) => Int16Array.from({ length: n % 40 }, () => n)) },
      { name: "light", values: numbers.map((n) => Float64Array.from({ length: n % 9 }, Math.sin)) },
    ];
    const plain = path.join(folder, "table.fits");
    const packed = path.join(folder, "table.fits.fz");
    writeFileSync(plain, await writeFits([{ columns, name: "CAT" }]));
    expect(spawnSync(FPACK, ["-table", "-O", packed, plain]).status).toBe(0);
    const [own, other] = await Promise.all(
      [plain, packed].map(async (file) => (await openFits(readFileSync(file))).hdu("CAT")),
    );
    expect(other?.storedHeader.boolean("ZTABLE")).toBe(true);
    expect(await other?.table?.readRows()).toEqual(await own?.table?.readRows());
  });
});
