import { createHash } from "node:crypto";
import type { Target } from "../targets/target.ts";

/** A request to search for a moving target: JSON, kept with its answer. */
export interface SearchRequest {
  /** A name, or the name to give to the orbit or table. */
  readonly target?: string;
  /** An orbit in this project's JSON, or JPL SBDB's. */
  readonly orbit?: unknown;
  /** A table of the target's apparent positions. */
  readonly ephemeris?: unknown;
  readonly observer?: string;
  /** arcmin. */
  readonly padding: number;
  readonly uncertainty: boolean;
  /** MJD UTC. */
  readonly from?: number;
  readonly to?: number;
  readonly sources: readonly string[];
  readonly filters?: readonly string[];
  readonly maglimit?: number;
  readonly detectable?: boolean;
  /** Whether earlier results may be used. */
  readonly cached: boolean;
  /** Its place in a batch. */
  readonly index?: number;
  /** Submitted by CATCH's own route: its messages say how far the target moves. */
  readonly catch?: boolean;
}

/** Part of every key: to be changed when the same search of the same rows would find something else. */
const MANNER = 1;

/**
 * What a search's result depends on besides the observations: the complete orbit, so that a new solution means a new
 * search, and the search's options. Dates, filters and limits select from a result and are not part of it.
 */
export function resultKey(target: Target, request: SearchRequest): string {
  const { name: _name, source: _source, notes: _notes, ...what } = target;
  const { padding, uncertainty, observer = null } = request;
  const manner = [MANNER, Math.round(padding * 100), uncertainty, observer];
  const text = JSON.stringify([what, manner], plainArrays);
  return createHash("sha256").update(text).digest("base64url");
}

function plainArrays(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : value;
}
