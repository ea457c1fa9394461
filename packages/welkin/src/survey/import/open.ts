import { stat } from "node:fs/promises";
import { WelkinError } from "../../errors.ts";
import { isFitsName } from "../../frames/index.ts";
import { fitsBelow, fitsRecords } from "./fits.ts";
import { labelRecords, labelsBelow, labelsOfList } from "./pds4/files.ts";
import type { FileRecord } from "./record.ts";
import { fileRecords, firstLine } from "./records.ts";

/** Rows, and the kind of file they come from: labels name their sources themselves. */
export interface OpenedRecords {
  readonly kind: "table" | "labels" | "frames";
  readonly records: AsyncIterable<FileRecord>;
}

/**
 * The rows at a path: a table (CSV, JSON lines, a JSON document), a PDS4 label, a list of labels, a FITS file; or a
 * folder of labels or, if it has none, of FITS files.
 *
 * @throws WelkinError NOT_FOUND
 */
export async function openRecords(path: string): Promise<OpenedRecords> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return folderRecords(path);
  if (!found?.isFile()) throw new WelkinError("NOT_FOUND", `There is no file ${path}.`);
  if (isFitsName(path)) return frames([path]);
  const first = (await firstLine(path))?.trim() ?? "";
  if (first.startsWith("<")) return labels([path]);
  if (/\.xml$/i.test(first) || pathAlone.test(first)) return labels(labelsOfList(path));
  return { kind: "table", records: fileRecords(path) };
}

/** The first line of a list of an archive's whole content, which need not be a label. */
const pathAlone = /^[^,"{}[\]]*[\\/][^,"{}[\]]*\.\w+$/;

type Paths = AsyncIterable<string> | Iterable<string>;

const labels = (paths: Paths) => ({ kind: "labels", records: labelRecords(paths) }) as const;
const frames = (paths: Paths) => ({ kind: "frames", records: fitsRecords(paths) }) as const;

async function folderRecords(folder: string): Promise<OpenedRecords> {
  if ((await firstOf(labelsBelow(folder))) !== undefined) return labels(labelsBelow(folder));
  if ((await firstOf(fitsBelow(folder))) !== undefined) return frames(fitsBelow(folder));
  throw new WelkinError(
    "NOT_FOUND",
    `The folder ${folder} has neither PDS4 labels nor FITS files.`,
  );
}

async function firstOf<Item>(items: AsyncIterable<Item>): Promise<Item | undefined> {
  for await (const item of items) return item;
  return undefined;
}
