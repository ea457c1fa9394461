import { createHash } from "node:crypto";
import type { Target } from "../targets/target.ts";

/** A search for a moving target as it was asked for: JSON, kept with its answer. */
export interface SearchRequest {
  /** A name, or what the orbit or table is to be called. */
  readonly target?: string;
  /** An orbit as this project's JSON has it, or JPL's SBDB. */
  readonly orbit?: unknown;
  /** Where the target is seen at some times. */
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
  /** Whether what was found before may be answered. */
  readonly cached: boolean;
  /** Its place in a batch. */
  readonly index?: number;
  /** Asked for by CATCH's own route: its messages tell how far the target moves. */
  readonly catch?: boolean;
}

/** A part of every key: to be changed when the same search of the same rows would find something else. */
const MANNER = 1;

/**
 * What a search's result depends on besides the observations: the orbit, all of it, so that a new solution is a new
 * search, and the manner of looking. Dates, filters and limits choose from a result and are not part of it.
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
