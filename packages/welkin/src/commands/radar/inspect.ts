import { decodeLevel2, decodeLevel3, inspectLevel2, inspectLevel3, isLevel3 } from "@welkin/nexrad";
import { WelkinError } from "../../errors.ts";
import { tellJson } from "../../terminal.ts";
import { readInput } from "../files.ts";
import { wrongUse } from "../options.ts";
import { tellProduct, tellVolume } from "./tell.ts";

interface Options {
  readonly json?: boolean;
  readonly volume?: boolean;
  readonly checksums?: boolean;
  readonly at: readonly string[];
}

/** `welkin radar inspect`: the contents of files, as tables or as the JSON specified in ARCHITECTURE.md. */
export async function inspect(files: readonly string[], options: Options): Promise<void> {
  const at = options.at.map(readPoint);
  const groups = options.volume ? [files] : files.map((file) => [file]);
  const found = [];
  for (const group of groups) found.push(await inspectOne(group, options.checksums ?? false, at));

  if (options.json) {
    tellJson(found.length === 1 ? found[0] : found);
    return;
  }
  for (const [index, one] of found.entries()) {
    const group = groups[index] ?? [];
    const more = group.length > 1 ? ` and ${group.length - 1} more` : "";
    process.stdout.write(`${index > 0 ? "\n" : ""}${group[0]}${more}\n`);
    if (one.format === "level2") tellVolume(one);
    else tellProduct(one);
  }
}

async function inspectOne(
  files: readonly string[],
  checksums: boolean,
  at: readonly (readonly number[])[],
) {
  const inputs = await Promise.all(files.map(readInput));
  const [first] = inputs;
  const alone = inputs.length === 1 ? first : undefined;
  if (alone && isLevel3(alone)) {
    const places = at.map(([radial, bin, more]): [number, number] => {
      if (radial !== undefined && bin !== undefined && more === undefined) return [radial, bin];
      throw new WelkinError("WRONG_USE", `${files[0]} is Level III: --at takes RADIAL,BIN.`);
    });
    return inspectLevel3(decodeLevel3(alone), { checksums, at: places });
  }
  if (at.some((place) => place.length !== 3)) {
    throw new WelkinError("WRONG_USE", `${files[0]} is Level II: --at takes SWEEP,RADIAL,GATE.`);
  }
  return inspectLevel2(await decodeLevel2(alone ?? inputs), { checksums, at });
}

function readPoint(text: string): number[] {
  const numbers = text.split(",").map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : -1));
  if (numbers.some((number) => number < 0)) {
    throw wrongUse("--at", text, "must be whole numbers, counted from 0, separated by commas");
  }
  return numbers;
}
