import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where real frames and what is known of them lie, if they are here. */
export const frameData = `${
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../../shared/data", import.meta.url))
}/fits`;

export const hasFrameData = existsSync(`${frameData}/truth`);

/** The file itself, or the same pixels packed; undefined where it is not here. */
export function frameFile(name: string): string | undefined {
  return [name, `${name}.fz`]
    .map((each) => `${frameData}/${each}`)
    .find((path) => existsSync(path));
}
