import { open, opendir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { codeOf } from "../../../errors.ts";
import { Rejection } from "../observation.ts";
import type { FileRecord } from "../record.ts";
import { fileLines } from "../records.ts";
import { LABEL_LIMIT, labelRow } from "./label.ts";

/** Labels read at a time. */
const TOGETHER = 32;
const DEPTH_LIMIT = 20;
/** Labels of collections and bundles lie among those of products, and describe no observation. */
const product = /^(?!collection|bundle).*\.xml$/i;

/** The rows of PDS4 labels, one per file. */
export async function* labelRecords(
  paths: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<FileRecord> {
  let line = 0;
  for await (const some of groups(paths, TOGETHER)) {
    const read = await Promise.all(some.map(readLabel));
    for (const record of read) yield { ...record, line: ++line };
  }
}

async function readLabel(file: string): Promise<Omit<FileRecord, "line">> {
  try {
    return { file, ...labelRow(await labelText(file)) };
  } catch (error) {
    if (error instanceof Rejection) return { file, values: {}, rejection: error };
    throw error;
  }
}

async function labelText(file: string): Promise<string> {
  const unreadable = (reason: string) => new Rejection("UNREADABLE", reason);
  const handle = await open(file).catch((error: unknown) => {
    throw unreadable(`The file cannot be opened (${codeOf(error) ?? "no reason given"}).`);
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw unreadable("It is not a file.");
    if (found.size > LABEL_LIMIT) throw unreadable("A label is not as large as that.");
    const bytes = new Uint8Array(found.size);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, bytesRead));
  } catch (error) {
    if (error instanceof TypeError) throw unreadable("It is not text in UTF-8.");
    throw error;
  } finally {
    await handle.close();
  }
}

/** The labels of products in a folder and its subfolders, in the order of their names. */
export async function* labelsBelow(folder: string, depth = DEPTH_LIMIT): AsyncGenerator<string> {
  const entries = [];
  for await (const entry of await opendir(folder)) entries.push(entry);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && product.test(entry.name)) yield path;
    else if (entry.isDirectory() && depth > 0) yield* labelsBelow(path, depth - 1);
  }
}

/**
 * The labels named in a list, one path per line, relative to the list; anything that is not a product's label is left
 * out.
 */
export async function* labelsOfList(list: string): AsyncGenerator<string> {
  const folder = dirname(resolve(list));
  for await (const { text = "" } of fileLines(list)) {
    const path = text.trim();
    if (product.test(path.split(/[\\/]/).at(-1) ?? "")) yield resolve(folder, path);
  }
}

async function* groups<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  size: number,
): AsyncGenerator<Item[]> {
  let group: Item[] = [];
  for await (const item of items) {
    if (group.push(item) < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
