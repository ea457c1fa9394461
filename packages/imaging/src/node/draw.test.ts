import { crc32 } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { ImagingError } from "../errors.ts";
import { avmPacket } from "../frames/avm.ts";
import { renderFrame } from "../frames/render.ts";
import { drawOn } from "./draw.ts";
import { type EncodeOptions, encodePicture, pictureTypes } from "./encode-picture.ts";

const plane = {
  data: new Uint16Array(90_000).fill(500),
  width: 300,
  height: 300,
  cd: [-1 / 3600, 0, 0, 1 / 3600] as const,
};
const picture = renderFrame(plane, { min_cut: 0, max_cut: 1000 });

/** Pixels of a part of the picture that something was drawn on. */
function drawnIn(
  data: Uint8Array,
  left: number,
  top: number,
  width: number,
  height: number,
): number {
  let count = 0;
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) {
      if (data[y * 300 + x] !== picture.data[y * 300 + x]) count++;
    }
  }
  return count;
}

/** The box of what was drawn on the picture. */
function inkOf(data: Uint8Array) {
  const box = { left: 300, right: -1, top: 300, bottom: -1 };
  for (let i = 0; i < data.length; i++) {
    if (data[i] === picture.data[i]) continue;
    const [x, y] = [i % 300, Math.floor(i / 300)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

describe("drawOn", () => {
  it("draws each thing in its corner, and leaves the picture handed in", async () => {
    const before = picture.data.slice();
    const target = { x: 150, y: 149 };
    const options = {
      label: "M 51 αβ Ж",
      compass: true,
      scaleBar: true,
      coordinates: "+47",
      target,
    };
    const { data } = await drawOn(picture, options, plane.cd);
    for (const [left, top] of [
      [0, 0],
      [200, 0],
      [0, 200],
      [200, 200],
      [100, 100],
    ] as const) {
      expect(drawnIn(data, left, top, 100, 100)).toBeGreaterThan(20);
    }
    // The middle of the mark is free.
    expect(drawnIn(data, 147, 147, 7, 7)).toBe(0);
    expect(picture.data).toEqual(before);
  });

  it("draws white words with a dark outline", async () => {
    const { data } = await drawOn(picture, { label: "HHHH", textSize: 30 });
    const label = data.subarray(300 * 240);
    expect(Math.max(...label)).toBe(255);
    expect(Math.min(...label)).toBeLessThan(60);
  });

  it("makes a long label fit", async () => {
    const { data } = await drawOn(picture, { label: "A & B <i>? ".repeat(60) });
    expect(drawnIn(data, 298, 0, 2, 300)).toBe(0);
  });

  it("draws nothing far outside, nor control characters, nor without a sky", async () => {
    const { data } = await drawOn(
      picture,
      { label: "\u0000\u0007 ", compass: true, scaleBar: true, target: { x: 1e12, y: Number.NaN } },
      [0, 0, 0, 0],
    );
    expect(data).toEqual(picture.data);
  });

  it("draws a label as fits2image: letters of 20 pixels, 4 from the corner, smaller to fit", async () => {
    const tall = await drawOn(picture, { label: "HHH", labelAs: "upstream" });
    const rows = inkOf(tall.data);
    // Capitals of DejaVu Sans Mono are 0.73 of the letters' height; the outline is a pixel and a half at most.
    expect(rows.bottom - rows.top).toBeGreaterThanOrEqual(14);
    expect(rows.bottom - rows.top).toBeLessThanOrEqual(19);
    expect(Math.abs(rows.bottom - 295)).toBeLessThanOrEqual(2);
    expect(Math.abs(rows.left - 4)).toBeLessThanOrEqual(2);
    const long = inkOf(
      (await drawOn(picture, { label: "H".repeat(40), labelAs: "upstream" })).data,
    );
    expect(long.bottom - long.top).toBeLessThan(13);
    expect(long.right).toBeLessThanOrEqual(298);
    expect(long.right).toBeGreaterThan(250);
  });

  it("refuses a label of 10 000 letters", async () => {
    await expect(drawOn(picture, { label: "x".repeat(10_000) })).rejects.toThrow(ImagingError);
    await expect(drawOn(picture, { label: "x", textSize: 1e9 })).rejects.toThrow(ImagingError);
  });
});

describe("encodePicture", () => {
  it("writes every format with the place on the sky in it", async () => {
    const xmp = avmPacket(picture, {
      cd: plane.cd,
      ra: 202.47,
      dec: 47.195,
      title: "M51 & <5195>",
    });
    expect(xmp).toContain("M51 &amp; &lt;5195&gt;");
    expect(xmp).toContain("<avm:Spatial.ReferencePixel><rdf:Seq><rdf:li>150.5</rdf:li>");
    for (const format of Object.keys(pictureTypes) as (keyof typeof pictureTypes)[]) {
      const { bytes, contentType } = await encodePicture(picture, { format, xmp });
      const metadata = await sharp(bytes).metadata();
      expect([metadata.width, metadata.height]).toEqual([300, 300]);
      expect(contentType).toBe(`image/${format === "jpg" ? "jpeg" : format}`);
      // Readers of AVM look for the packet among the bytes.
      expect(Buffer.from(bytes).includes("<avm:Spatial.ReferenceValue>")).toBe(true);
      // libvips reads it where the format says that it lies, of PNG where libvips itself would put it.
      if (format !== "png") expect(metadata.xmp?.toString()).toContain("Spatial.ReferenceValue");
    }
  });

  it("writes XMP into PNG as a text that is not packed, and the picture stays whole", async () => {
    const xmp = avmPacket(picture, { cd: plane.cd, ra: 10, dec: -20, title: "α" });
    const png = Buffer.from((await encodePicture(picture, { format: "png", xmp })).bytes);
    const plain = (await encodePicture(picture, { format: "png" })).bytes;
    const chunks = chunksOf(png);
    expect(chunks.map(({ type }) => type).slice(0, 2)).toEqual(["IHDR", "iTXt"]);
    for (const { type, data, crc } of chunks) {
      expect(crc32(Buffer.concat([Buffer.from(type), data])), type).toBe(crc);
    }
    const text = chunks[1]?.data.toString() ?? "";
    expect(text.slice(0, 22)).toBe("XML:com.adobe.xmp\0\0\0\0\0");
    expect(text.slice(22)).toBe(xmp);
    expect(await sharp(png).raw().toBuffer()).toEqual(await sharp(plain).raw().toBuffer());
  });

  it("writes grey as one component, or as three", async () => {
    const channels = async (options: EncodeOptions) =>
      (await sharp((await encodePicture(picture, options)).bytes).metadata()).channels;
    expect(await channels({})).toBe(3);
    expect(await channels({ grey: true })).toBe(1);
    expect(await channels({ format: "png" })).toBe(1);
  });
});

function chunksOf(png: Buffer) {
  const chunks = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    chunks.push({ type, data, crc: png.readUInt32BE(at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}
