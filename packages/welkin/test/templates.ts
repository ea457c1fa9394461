import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for things that a test run creates once and all its processes copy; removed when the run ends. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "welkin-templates-"));
  process.env["WELKIN_TEST_TEMPLATES"] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
