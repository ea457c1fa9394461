import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openFits } from "@welkin/fits";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fitsOf, skyCards, starField } from "./frames/folder.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const size = [120, 90] as const;

describe("welkin frames", () => {
  let folder = "";
  const run = async (...words: string[]) => {
    const child = spawn(process.execPath, [main, "frames", ...words], { cwd: folder });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stderr.on("data", (text) => {
      err += text;
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    return { code, out, err };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-cli-"));
    const sky = skyCards([10, 20], size);
    const bytes = await fitsOf(starField(...size, [[60, 45, 9000]]), size, sky);
    await mkdir(join(folder, "night/deep"), { recursive: true });
    await writeFile(join(folder, "night/one.fits"), bytes);
    await writeFile(join(folder, "night/deep/two.fits"), bytes);
    await writeFile(join(folder, "night/broken.fits"), bytes.subarray(0, 3000));
    await writeFile(join(folder, "night/notes.txt"), "no frame");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("thumbnail draws all of a folder, and tells what it could not", async () => {
    const { code, out } = await run(
      "thumbnail",
      "night",
      "--out",
      "pictures",
      "--width",
      "60",
      "--json",
    );
    expect(code).toBe(1);
    const { pictures } = JSON.parse(out);
    expect(pictures).toHaveLength(3);
    expect(pictures).toContainEqual(
      expect.objectContaining({
        file: "night/broken.fits",
        error: expect.objectContaining({ code: "FITS_TRUNCATED" }),
      }),
    );
    expect(pictures).toContainEqual(
      expect.objectContaining({ picture: "pictures/deep/two.jpg", width: 60, height: 45, hdu: 0 }),
    );
    expect((await readdir(join(folder, "pictures"), { recursive: true })).sort()).toEqual([
      "deep",
      "deep/two.jpg",
      "one.jpg",
    ]);
  });

  it("thumbnail draws one file as it is told", async () => {
    const told = ["--stretch", "asinh", "--cmap", "viridis", "--compass", "--label", "α"];
    const { code, out } = await run("thumbnail", "night/one.fits", "--out", "one.png", ...told);
    expect([code, out]).toEqual([0, expect.stringContaining("one.png  120×90")]);
    const { format, channels } = await sharp(await readFile(join(folder, "one.png"))).metadata();
    expect([format, channels]).toEqual(["png", 3]);
  });

  it("thumbnail makes one picture in colour of several", async () => {
    const files = ["night/one.fits", "night/deep/two.fits", "night/one.fits"];
    const { code } = await run("thumbnail", ...files, "--color", "lupton", "--out", "colour.webp");
    expect(code).toBe(0);
    expect((await sharp(await readFile(join(folder, "colour.webp"))).metadata()).width).toBe(120);
  });

  it("cutout cuts by the sky or by pixels, as FITS or as a picture", async () => {
    const sky = ["--ra", "10", "--dec", "20", "--size", "30arcsec"];
    const cut = await run("cutout", "night/one.fits", ...sky, "--json");
    expect(JSON.parse(cut.out)).toMatchObject({
      ...{ out: "one-cutout.fits", format: "fits", x: 46, y: 31, width: 30, height: 30 },
    });
    const file = await openFits(await readFile(join(folder, "one-cutout.fits")));
    expect(file.firstImage().axes).toEqual([30, 30]);
    const box = await run("cutout", "night/one.fits", "--pixels", "1,1,50,40", "--out", "box.png");
    expect(box.out).toContain("50×40 pixels from 1, 1");
    expect((await sharp(await readFile(join(folder, "box.png"))).metadata()).width).toBe(50);
  });

  it("says what is wrong, and whose fault it is", async () => {
    const cases = [
      [["thumbnail", "nowhere"], 1, "NOT_FOUND"],
      [["thumbnail", "night/one.fits", "--width", "wide"], 2, "--width wide"],
      [["thumbnail", "night/one.fits", "--threads", "0"], 2, "--threads 0"],
      [["thumbnail", "night/one.fits", "--format", "doc"], 2, "doc"],
      [["cutout", "night/one.fits"], 2, "--ra"],
      [["cutout", "night/one.fits", "--pixels", "1,1"], 2, "--pixels"],
      [
        ["cutout", "night/one.fits", "--ra", "200", "--dec", "20", "--size", "1"],
        1,
        "FRAME_NO_OVERLAP",
      ],
      [["cutout", "nowhere.fits", "--pixels", "1,1,2,2"], 1, "NOT_FOUND"],
    ] as const;
    for (const [words, code, text] of cases) {
      const { code: exit, err } = await run(...words);
      expect([words.join(" "), exit]).toEqual([words.join(" "), code]);
      expect(err).toContain(text);
    }
  });

  it.each([
    ["nowhere/c.fits", "nowhere/c.fits cannot be written: there is no folder nowhere."],
    [
      "night/one.fits/c.fits",
      "night/one.fits/c.fits cannot be written: a part of this path is a file, not a folder.",
    ],
    ["night", "night is a folder."],
  ])("says plainly why %s cannot be written", async (out, why) => {
    const {
      code,
      out: said,
      err,
    } = await run(
      ...["cutout", "night/one.fits", "--pixels", "1,1,5,5", "--format", "fits", "--out", out],
    );
    expect({ code, said, err }).toEqual({ code: 1, said: "", err: `NOT_WRITTEN: ${why}\n` });
  });
});
