import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Folder of real frames and reference data, if available. */
export const frameData = `${
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../../shared/data", import.meta.url))
}/fits`;

export const hasFrameData = existsSync(`${frameData}/truth`);

/** The file itself, or the same pixels compressed; undefined if it is not available. */
export function frameFile(name: string): string | undefined {
  return [name, `${name}.fz`]
    .map((each) => `${frameData}/${each}`)
    .find((path) => existsSync(path));
}
