import { basename } from "node:path";
import { readInput } from "../files.ts";
import type { Whom } from "./house.ts";

/** The target of a command: from its orbit file, or by name. */
export async function readWhom(
  name: string | undefined,
  { orbit: file }: { readonly orbit?: string },
): Promise<Whom> {
  if (file === undefined) return { name, orbit: undefined };
  const text = new TextDecoder().decode(await readInput(file));
  return { name, orbit: { text, file: basename(file) } };
}
