import type { Insertable } from "kysely";
import { basenameOf, digest } from "../names.ts";
import type { FileFacts } from "./facts.ts";
import { boundingCircle } from "./sky.ts";
import type { FramesTables } from "./tables.ts";

/** A file of a local archive before it is read. */
export interface FoundFile {
  /** The path below the folder, or the key in the bucket. */
  readonly key: string;
  readonly size: number;
  readonly modified: Date;
  /** Changes when the bytes do. */
  readonly version: string;
}

/** The row of a file: its facts, or why it was set aside. */
export function rowOf(
  archive: string,
  file: FoundFile,
  read: { readonly facts: FileFacts } | { readonly reason: string },
): Insertable<FramesTables["frames_files"]> {
  const facts = "facts" in read ? read.facts : null;
  const filename = file.key.slice(file.key.lastIndexOf("/") + 1);
  const observed = facts?.observedAt === undefined ? null : new Date(facts.observedAt);
  const circle = facts?.footprint && boundingCircle(facts.footprint);
  return {
    archive,
    key: file.key,
    // Never only digits: those are the ids of an OCS archive.
    id: `f${digest(file.key)}`,
    basename: basenameOf(filename),
    filename,
    version: file.version,
    size: file.size,
    modified: file.modified,
    reason: "reason" in read ? read.reason : null,
    observed_at: observed,
    at: observed ?? file.modified,
    filter: facts?.filter ?? null,
    target: facts?.target ?? null,
    request_id: facts?.requestId ?? null,
    reduction_level: facts?.reductionLevel ?? null,
    x: circle?.vector[0] ?? null,
    y: circle?.vector[1] ?? null,
    z: circle?.vector[2] ?? null,
    radius: circle?.radius ?? null,
    facts,
  };
}
