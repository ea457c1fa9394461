import { tellTable } from "../../terminal.ts";
import type { FitsReport } from "./inspect.ts";

/** A FITS file for people: its HDUs, its image, and its position on the sky. */
export function tellFits(path: string, found: FitsReport): void {
  process.stdout.write(`${path}\n`);
  tellTable(
    ["hdu", "name", "type", "bitpix", "axes", "compression"],
    found.hdus.map((hdu) => [
      hdu.index,
      hdu.name,
      hdu.type,
      hdu.bitpix,
      hdu.axes.join("×"),
      hdu.compression,
    ]),
  );
  for (const hdu of found.hdus) {
    for (const { keyword, value, comment } of hdu.cards ?? []) {
      const shown = value === undefined ? "" : ` = ${JSON.stringify(value)}`;
      process.stdout.write(`${hdu.index}  ${keyword}${shown}${comment ? ` / ${comment}` : ""}\n`);
    }
  }
  const { image, wcs, samples, pixels, warnings } = found;
  if (image) {
    const { width, height, valid, min, max, mean, std, zscale } = image;
    process.stdout.write(
      `image of HDU ${image.hdu}: ${width}×${height}, ${valid} values from ${min} to ${max}, mean ${mean}, σ ${std}\n` +
        `zscale ${zscale ? `${zscale[0]} to ${zscale[1]}` : "none"}\n`,
    );
  }
  if (wcs) {
    const centre =
      wcs.centre?.map((degrees) => degrees.toFixed(6)).join(", ") ?? "not on the frame's map";
    process.stdout.write(
      `${wcs.projection}, ${wcs.pixelScale.toFixed(4)}″ a pixel, centre ${centre} (ICRS)\n`,
    );
  }
  for (const { x, y, value, ra, dec } of samples ?? []) {
    process.stdout.write(`pixel ${x}, ${y}: ${value ?? "no value"}  ${ra ?? "-"}, ${dec ?? "-"}\n`);
  }
  for (const { ra, dec, x, y } of pixels ?? []) {
    process.stdout.write(`sky ${ra}, ${dec}: pixel ${x ?? "-"}, ${y ?? "-"}\n`);
  }
  for (const warning of warnings ?? []) process.stdout.write(`warning: ${warning}\n`);
}
