import type { SourceName } from "./settings.ts";

/** A file available from a source. */
export interface Offer {
  /** Its unique name within the source. */
  readonly key: string;
  /** The name under which it is ingested. */
  readonly name: string;
  readonly bytes: number;
  /** Changes when another file takes its place. */
  readonly version: string;
  /** When it was observed, if its name says. */
  readonly time?: Date;
  /** Why it should not be fetched. */
  readonly problem?: string;
}

/**
 * A place on the network or the disk where files appear. It is one entry in the list of sources; nothing else knows
 * about it.
 */
export interface Source {
  readonly name: SourceName;
  /** What is followed separately, each on its own schedule: radars, or folders. */
  readonly feeds: readonly string[];
  /** Parts of a feed that are listed separately, each starting from its own newest file. */
  readonly series: readonly string[];
  /**
   * Whether a list can start after a key, so that only newer files are requested. Otherwise everything is listed, and
   * files no longer listed are forgotten.
   */
  readonly incremental: boolean;
  /** Files of a time span, or all if it has no beginning. More may be listed than requested. */
  list(options: {
    readonly feed: string;
    readonly series: string;
    readonly from: Date | undefined;
    readonly to: Date;
    readonly signal: AbortSignal;
  }): AsyncIterable<Offer>;
  get(key: string, options: { maxBytes: number; signal: AbortSignal }): Promise<Uint8Array>;
}
