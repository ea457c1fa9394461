import { closeSync, openSync, renameSync, rmSync, statfsSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Two segments of the write-ahead log: one to recover in, and one that PostgreSQL may prepare in advance. */
const RESERVE_BYTES = 32 << 20;

/**
 * Disk space reserved for reopening the data. If the write-ahead log finds no space, PostgreSQL gives up at once
 * (PANIC), and recovery needs space for that log above all.
 */
export class Reserve {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Reserves the space, if not yet done; returns whether it is reserved. */
  keep(): boolean {
    if (statSync(this.#path, { throwIfNoEntry: false })) return true;
    const draft = `${this.#path}.new`;
    try {
      if (freeBytes(dirname(this.#path)) > RESERVE_BYTES) {
        write(draft);
        renameSync(draft, this.#path);
        return true;
      }
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    rmSync(draft, { force: true });
    return false;
  }

  /** Gives the space up, if lack of space is the problem; returns whether it did. */
  release(): boolean {
    const held = statSync(this.#path, { throwIfNoEntry: false });
    if (!held || freeBytes(dirname(this.#path)) >= RESERVE_BYTES) return false;
    rmSync(this.#path);
    return true;
  }
}

/** Really written: a sparse file would reserve nothing. */
function write(path: string): void {
  const zeros = new Uint8Array(1 << 20);
  const file = openSync(path, "w");
  try {
    let left = RESERVE_BYTES;
    while (left > 0) left -= writeSync(file, zeros, 0, Math.min(left, zeros.length));
  } finally {
    closeSync(file);
  }
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function isFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");
}
