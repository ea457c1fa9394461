import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawFrame } from "../src/frames/render/draw.ts";
import { fitsOf, skyCards, starField } from "./frames/folder.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 60);

describe("damaged files", () => {
  it("end in an error with a code, or a picture, whatever is damaged", async () => {
    const small = starField(64, 48, [[20, 20, 3000]]);
    const sky = skyCards([150, 20], [64, 48]);
    const whole = [
      await fitsOf(small, [64, 48], sky),
      await fitsOf(small, [64, 48], sky, { compress: { codec: "RICE_1" } }),
    ];
    const folder = await mkdtemp(join(tmpdir(), "welkin-fuzz-"));
    const path = join(folder, "frame.fits");
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...whole),
          fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
          fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
          async (bytes, changes, cut) => {
            const damaged = bytes.slice(
              0,
              cut === null ? undefined : Math.floor(cut * bytes.length),
            );
            for (const [at, value] of changes) {
              if (damaged.length > 0) damaged[at % damaged.length] = value;
            }
            await writeFile(path, damaged);
            const spec = {
              images: [{}],
              style: { width: 50 },
              format: "png",
              quality: 80,
            } as const;
            const told = await drawFrame(path, spec).then(
              ({ bytes: picture }) => `picture ${picture.length > 0}`,
              (error) => String(error.code),
            );
            expect(told).toMatch(/^picture true$|^(FITS|FRAME|PICTURE|INTERVAL)_/);
          },
        ),
        { numRuns: runs },
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
