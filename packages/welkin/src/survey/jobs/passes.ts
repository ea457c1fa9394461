import type { Source } from "../sources/registry.ts";
import type { ResultRow } from "./catalog.ts";
import type { SearchRequest } from "./request.ts";

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Sources searched in one pass: after the same revision, over the same span. */
export interface Pass {
  readonly since: number | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly sources: string[];
  readonly known: Map<string, ResultRow>;
}

/** The days of a source to search. */
export function spanOf(request: SearchRequest, held: Source["held"]): Span {
  const { first, last } = held;
  return {
    from: Math.max(first ?? Number.POSITIVE_INFINITY, request.from ?? Number.NEGATIVE_INFINITY),
    to: Math.min(last ?? Number.NEGATIVE_INFINITY, request.to ?? Number.POSITIVE_INFINITY),
  };
}

/** The passes that a search needs for the remaining sources, given what is known of each. */
export function passes(
  request: SearchRequest,
  known: ReadonlyMap<string, ResultRow>,
  sources: readonly string[],
): Pass[] {
  const found = new Map<string, Pass>();
  for (const name of sources) {
    const result = known.get(name);
    const since = result?.revision;
    // A result keeps covering its whole span, so that it can still serve requests for that.
    const from = result === undefined ? request.from : (result.mjd_from ?? undefined);
    const to = result === undefined ? request.to : (result.mjd_to ?? undefined);
    const id = [since, from, to].join();
    const pass: Pass = found.get(id) ?? { since, from, to, sources: [], known: new Map() };
    found.set(id, pass);
    pass.sources.push(name);
    if (result !== undefined) pass.known.set(name, result);
  }
  return [...found.values()];
}
