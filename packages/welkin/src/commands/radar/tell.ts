import type { inspectLevel2, Level3Report } from "@welkin/nexrad";
import { tellTable } from "../../terminal.ts";

/** A volume for people: one line, and a table of its sweeps. */
export function tellVolume(volume: ReturnType<typeof inspectLevel2>): void {
  const { site, time, vcp, latitude, longitude, sweeps, incomplete } = volume;
  const place =
    latitude === undefined || longitude === undefined
      ? "at an unknown place"
      : `at ${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  process.stdout.write(
    `NEXRAD Level II, ${site || "unnamed radar"} ${place}, ${time}, VCP ${vcp ?? "unknown"}\n`,
  );
  tellTable(
    ["sweep", "angle", "time", "radials", "nyquist", "moments"],
    sweeps.map((sweep) => [
      sweep.index,
      sweep.elevation.toFixed(2),
      sweep.time.slice(11, 19),
      sweep.radials,
      sweep.nyquist?.toFixed(1),
      Object.entries(sweep.moments)
        .map(([name, moment]) => `${name} ${moment.gates}×${moment.gateSpacing} m`)
        .join(", "),
    ]),
  );
  for (const reason of incomplete ?? []) process.stdout.write(`incomplete: ${reason}\n`);
}

/** A Level III product for people. */
export function tellProduct(product: Level3Report): void {
  const { site, time, name, productCode, layers = [], text } = product;
  const what = [site, time, productCode, name].filter((part) => part !== undefined && part !== "");
  process.stdout.write(`NEXRAD Level III, ${what.join(", ")}\n`);
  const grids = layers.filter((layer) => "total" in layer);
  if (grids.length > 0) {
    tellTable(
      ["layer", "size", "gates with values", "min", "max"],
      grids.map((grid) => [
        grid.kind,
        grid.kind === "radial" ? `${grid.radials}×${grid.bins}` : `${grid.rows}×${grid.columns}`,
        grid.valid,
        grid.min ?? undefined,
        grid.max ?? undefined,
      ]),
    );
  }
  for (const layer of layers) {
    if ("count" in layer) process.stdout.write(`${layer.count} ${layer.kind}\n`);
  }
  if (text) process.stdout.write(`${text}\n`);
}
