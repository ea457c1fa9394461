/** A field of stars that is made up here, drawn as JPEG: `node draw-frame.ts frame.jpg`. */
import { writeFile } from "node:fs/promises";
import { type CdMatrix, formatSky, renderFrame } from "@welkin/imaging";
import { drawOn, encodePicture } from "@welkin/imaging/node";

const width = 600;
const height = 400;
const data = new Uint16Array(width * height);
for (let i = 0; i < data.length; i++) data[i] = 800 + 40 * Math.sin(i * i);
for (let star = 1; star <= 200; star++) {
  const [x, y] = [(star * 7919) % width, (star * 104_729) % height];
  for (let i = 0; i < data.length; i++) {
    const distance = Math.hypot((i % width) - x, Math.floor(i / width) - y);
    if (distance < 9)
      data[i] = (data[i] as number) + (60_000 / star) * Math.exp(-(distance ** 2) / 5);
  }
}

// 0.8 arcseconds a pixel, turned by 20 degrees.
const [cos, sin] = [Math.cos(0.35) * (0.8 / 3600), Math.sin(0.35) * (0.8 / 3600)];
const cd: CdMatrix = [-cos, sin, sin, cos];
const picture = renderFrame({ data, width, height, cd }, { orient: "exact", stretch: "asinh" });
const coordinates = formatSky(186.2656, 12.887);
const drawn = await drawOn(
  picture,
  { label: "Stars that are not there", compass: true, scaleBar: true, coordinates },
  cd,
);
const { bytes } = await encodePicture(drawn);
const file = process.argv[2] ?? "frame.jpg";
await writeFile(file, bytes);
console.log(`${file}: ${drawn.width} × ${drawn.height}`);
