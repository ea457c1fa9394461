import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OcsServer } from "./frames/ocs-server.ts";
import { type House, openHouse } from "./house.ts";

const data = `${
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../shared/data", import.meta.url))
}/fits`;

interface Truth {
  readonly args: Record<string, string | number | boolean>;
  readonly src: string | readonly string[];
}

/** Grey levels that pictures may differ by on average: for other versions of libjpeg. */
const TOLERANCE = 0.5;
/** Letters have a different font, are white where upstream's are red, and have an outline. */
const LABELLED = 2;

const recorded: readonly (readonly [name: string, truth: Truth])[] = existsSync(
  `${data}/truth/pictures.json`,
)
  ? Object.entries(
      JSON.parse(readFileSync(`${data}/truth/pictures.json`, "utf8")) as Record<string, Truth>,
    )
  : [];

/** Upstream's service aligns colours, which these calls of its library did not. */
const aligned: Readonly<Record<string, string>> = {
  color_500: "color_aligned_500",
  color_median_500: "color_aligned_median_500",
  color_label_500: "color_aligned_500",
};

/**
 * The cases that the service supports and whose files are available. Only upstream's library has manual limits; for the
 * frame with four amplifiers it showed the first.
 */
const pictures = recorded.filter(
  ([name, { args, src }]) =>
    !("zmin" in args) &&
    name !== "lco_mef_500" &&
    [src].flat().every((file) => sourceOf(file) !== undefined),
);

/** The file itself, or the same pixels packed. */
function sourceOf(file: string): string | undefined {
  return [file, `${file}.fz`].map((name) => `${data}/${name}`).find((path) => existsSync(path));
}

describe.skipIf(pictures.length === 0)(
  "pictures that fits2image made (skipped without the files of WELKIN_TEST_DATA)",
  () => {
    const server = new OcsServer();
    let house: House;
    beforeAll(async () => {
      await server.start();
      house = await openHouse({ settings: { WELKIN_FRAMES_ARCHIVE: server.url } });
    });
    afterAll(async () => {
      await house?.close();
      await server.stop();
    });

    it.each(pictures)("%s", async (name, { args, src }) => {
      const files = [src].flat();
      const filters = ["R", "V", "B"];
      server.clear();
      for (const [index, file] of files.entries()) {
        const id = 1 + index + 10 * pictures.findIndex(([one]) => one === name);
        const basename = `frame-${id}`;
        server.add({
          record: {
            ...{ id, basename, filename: `${basename}.fits.fz`, configuration_type: "EXPOSE" },
            ...{ request_id: 7, proposal_id: "P", reduction_level: 91 },
            primary_optical_element: filters[index],
          },
          file: sourceOf(file) ?? "",
        });
      }
      const first = 1 + 10 * pictures.findIndex(([one]) => one === name);
      const { label_text, ...rest } = args;
      const query = new URLSearchParams({
        ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, String(value)])),
        ...(label_text !== undefined && { label: String(label_text) }),
        // The recorded version did not rotate anything.
        orient: "legacy",
        image: "1",
      });
      const answer = await fetch(`${house.url}/thumbnails/${first}/?${query}`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
      const ours = await grey(Buffer.from(await answer.arrayBuffer()));
      const theirs = await grey(
        readFileSync(`${data}/truth/pics/truth_${aligned[name] ?? name}.jpg`),
      );
      expect([ours.info.width, ours.info.height]).toEqual([theirs.info.width, theirs.info.height]);
      const off = difference(ours.data, theirs.data);
      expect(off).toBeLessThan(label_text === undefined ? TOLERANCE : LABELLED);
    });
  },
);

function grey(file: Buffer) {
  return sharp(file)
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
}

function difference(one: Buffer, other: Buffer): number {
  return one.reduce((sum, value, i) => sum + Math.abs(value - (other[i] ?? 0)), 0) / one.length;
}
