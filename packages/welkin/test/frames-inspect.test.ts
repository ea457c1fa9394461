import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fitsReport } from "../src/commands/frames/inspect.ts";

const data = `${
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../shared/data", import.meta.url))
}/fits`;

interface Truth {
  file: string;
  hdus: {
    index: number;
    image?: {
      shape?: number[];
      reference?: string;
      known?: unknown;
      stats?: { nfinite: number; min: number; max: number };
      zscale_astropy?: { limits?: [number, number] } | null;
    };
    wcs?: { asis?: { points?: { pix0: number[]; icrs?: (number | "nan")[] }[] } };
  }[];
}

const truths: Truth[] = existsSync(`${data}/truth`)
  ? readdirSync(`${data}/truth`)
      .filter((name) => name.includes("__"))
      .map((name) => JSON.parse(readFileSync(`${data}/truth/${name}`, "utf8")) as Truth)
      .filter(({ file, hdus }) => hdus && existsSync(`${data}/${file}`))
  : [];

describe.skipIf(truths.length === 0)(
  "frames inspect on real files (skipped without those of WELKIN_TEST_DATA)",
  () => {
    const images = truths.flatMap((truth) => truth.hdus.map((hdu) => ({ file: truth.file, hdu })));
    // If a quantised NaN is written without ZBLANK, astropy reads it as a number.
    const quirk = "synthetic/quirk_nan_as_intmin_no_zblank.fits";
    const astropyIsRight = images.filter(
      ({ file, hdu: { image } }) =>
        file !== quirk &&
        image?.zscale_astropy?.limits &&
        !image.known &&
        (image.reference ?? "astropy") === "astropy",
    );

    it.each(astropyIsRight.map((each) => [`${each.file}[${each.hdu.index}]`, each] as const))(
      "%s",
      async (_, { file, hdu }) => {
        const bytes = readFileSync(`${data}/${file}`);
        const options = { hdu: String(hdu.index), at: ["1,1"], sky: [] };
        const { image, samples } = await fitsReport(bytes, options);
        const [low = 0, high = 0] = hdu.image?.zscale_astropy?.limits ?? [];
        const scale = Math.max(Math.abs(low), Math.abs(high), high - low) * 1e-6;
        expect(Math.abs((image?.zscale?.[0] ?? Number.NaN) - low)).toBeLessThanOrEqual(scale);
        expect(Math.abs((image?.zscale?.[1] ?? Number.NaN) - high)).toBeLessThanOrEqual(scale);
        expect(image?.valid).toBe(hdu.image?.stats?.nfinite);
        const first = hdu.wcs?.asis?.points?.find(({ pix0 }) => pix0[0] === 0 && pix0[1] === 0);
        const [ra, dec] = first?.icrs ?? [];
        if (ra === undefined || dec === undefined) return;
        const offMap = typeof ra !== "number";
        expect(samples?.[0]?.ra ?? null).toEqual(offMap ? null : expect.closeTo(ra, 8));
        expect(samples?.[0]?.dec ?? null).toEqual(offMap ? null : expect.closeTo(dec as number, 8));
      },
    );
  },
);
