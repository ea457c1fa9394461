import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** An in-memory disk small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  resize(megabytes: number): Promise<void>;
  unmount(): Promise<void>;
}

/** Mounts one if we may (Linux, as root); undefined if not. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "welkin-disk-"));
  const mount = (options: string) => run("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]);
  try {
    await mount(`size=${megabytes}m`);
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    resize: async (size) => {
      await mount(`remount,size=${size}m`);
    },
    unmount: async () => {
      await run("umount", [folder]);
      await rm(folder, { recursive: true });
    },
  };
}
