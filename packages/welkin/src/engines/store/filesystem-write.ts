import { type FileHandle, open } from "node:fs/promises";
import { type Body, chunksOf } from "./chunks.ts";
import { attempt } from "./filesystem-errors.ts";
import type { PutOptions } from "./store.ts";

/** Writes a body to a new file and waits until it is on disk. */
export async function writeFile(
  path: string,
  key: string,
  body: Body,
  options: PutOptions,
): Promise<void> {
  await using file = await attempt(key, open(path, "wx"));
  for await (const chunk of chunksOf(key, body, options)) await attempt(key, writeAll(file, chunk));
  // Without this, a power cut after the rename could leave the name with no content.
  await attempt(key, file.datasync());
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.byteLength; ) {
    const { bytesWritten } = await file.write(chunk, written);
    written += bytesWritten;
  }
}
