import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { type ColorTable, parsePal } from "@welkin/imaging";
import { renderSweep } from "@welkin/imaging/node";
import { decodeLevel2, isLevel3, type MomentName } from "@welkin/nexrad";
import { WelkinError } from "../../errors.ts";
import { namedTable } from "../../radar/colors.ts";
import { Moment } from "../../radar/schema.ts";
import { fieldOf } from "../../radar/tasks.ts";
import { sizeText, tellJson } from "../../terminal.ts";
import { readInput, writeOutput } from "../files.ts";
import { readOption, wholeOption, wordOption, wrongUse } from "../options.ts";
import { renderProduct } from "./render-product.ts";

interface Options {
  readonly sweep: string;
  readonly moment: string;
  readonly width: string;
  readonly table?: string;
  readonly smooth?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

const formats = ["png", "webp"] as const;

/** `welkin radar render`: one sweep of a file, or a product, as a picture, beside the file or at `--out`. */
export async function render(files: readonly string[], options: Options): Promise<void> {
  const width = wholeOption("--width", options.width, 16, 8192);
  const sweep = wholeOption("--sweep", options.sweep, 0, 999);
  const moment = wordOption("--moment", options.moment, Moment.options);
  const table = options.table === undefined ? undefined : await readTable(options.table);
  const inputs = await Promise.all(files.map(readInput));
  const [file = "", alone] = [files[0], inputs.length === 1 ? inputs[0] : undefined];
  if (alone && isLevel3(alone)) {
    await renderProduct({ ...options, file: basename(file), bytes: alone, width, table });
    return;
  }
  const style = { width, table: table ?? namedTable(moment) };
  await renderVolume(basename(file), inputs, { ...options, ...style, sweep, moment });
}

async function renderVolume(
  file: string,
  inputs: readonly Uint8Array[],
  options: Pick<Options, "smooth" | "out" | "json"> & {
    readonly sweep: number;
    readonly moment: MomentName;
    readonly width: number;
    readonly table: ColorTable;
  },
): Promise<void> {
  const { sweep: index, moment: name, width, table } = options;
  const out = options.out ?? `${file}-${index}-${name}.png`;
  const format = formats.find((ending) => extname(out) === `.${ending}`);
  if (!format) throw wrongUse("--out", out, "must be a .png or a .webp");

  const input = inputs.length === 1 && inputs[0] ? inputs[0] : inputs;
  const volume = await decodeLevel2(input, { sweeps: [index], moments: [name] });
  const sweep = volume.sweeps.find((candidate) => candidate.index === index);
  const moment = sweep?.moments.get(name);
  if (!sweep || !moment) throw notThere(index, name, sweep && [...sweep.moments.keys()]);
  if (!volume.antenna) throw new WelkinError("RADAR_NO_POSITION");

  const { latitude, longitude, groundHeight, feedhornHeight } = volume.antenna;
  const site = { latitude, longitude, height: groundHeight + feedhornHeight };
  const field = fieldOf(site, sweep, moment);
  const smooth = options.smooth ?? false;
  const drawn = await renderSweep(field, { width, table, smooth, format, level: 6 });
  await writeOutput(out, drawn.bytes);

  const { west, south, east, north, height } = drawn.grid;
  if (options.json) {
    tellJson({
      file: out,
      site: volume.site,
      time: sweep.startTime.toISOString(),
      sweep: index,
      moment: name,
      elevation: sweep.elevation,
      width,
      height,
      bbox: [west, south, east, north],
      range: drawn.range ?? null,
    });
    return;
  }
  const corner = (value: number) => value.toFixed(5);
  process.stdout.write(
    `${out}  ${width}×${height}, ${sizeText(drawn.bytes.length)}\n` +
      `${volume.site} ${sweep.startTime.toISOString()} ${name} ${sweep.elevation.toFixed(2)}°\n` +
      `west ${corner(west)}  south ${corner(south)}  east ${corner(east)}  north ${corner(north)}\n`,
  );
}

function notThere(
  index: number,
  name: MomentName,
  has: readonly string[] | undefined,
): WelkinError {
  return has
    ? new WelkinError(
        "RADAR_MOMENT_NOT_FOUND",
        `Sweep ${index} has no ${name}; it has ${has.join(", ")}.`,
      )
    : new WelkinError("RADAR_SWEEP_NOT_FOUND", `The volume has no sweep ${index}.`);
}

async function readTable(name: string): Promise<ColorTable> {
  if (!name.toLowerCase().endsWith(".pal")) return readOption("--table", name, namedTable);
  await readInput(name);
  return parsePal(await readFile(name, "utf8"));
}
