import { WelkinError } from "../../errors.ts";
import type { Statistics, SurveyCatalog } from "../catalog.ts";
import { ProductRules } from "./addresses.ts";
import { catchSources } from "./catch.ts";
import type { SourceDefinition } from "./definition.ts";

/** A known source, with statistics of what is held of it. */
export interface Source {
  readonly definition: SourceDefinition;
  readonly rules: ProductRules;
  readonly builtIn: boolean;
  readonly held: Omit<Statistics, "name" | "definition">;
}

const nothing = { count: 0, nights: 0, first: null, last: null, updated: null };

/** Milliseconds for which definitions are cached. */
const FRESH = 1000;

/** The known sources: the built-in ones in their order, then users' own by name. */
export class SourceRegistry {
  readonly #catalog: SurveyCatalog;
  readonly #builtIn = new Set(catchSources.map(({ name }) => name));
  #kept = { all: new Map<string, Source>(), at: Number.NEGATIVE_INFINITY };

  constructor(catalog: SurveyCatalog) {
    this.#catalog = catalog;
  }

  async all(): Promise<Map<string, Source>> {
    const rows = new Map((await this.#catalog.statistics()).map((row) => [row.name, row]));
    const own = [...rows.values()].flatMap(({ name, definition }) =>
      definition === null || this.#builtIn.has(name) ? [] : [definition],
    );
    return new Map(
      [...catchSources, ...own].map((definition) => {
        const { name } = definition;
        const { count, nights, first, last, updated } = rows.get(name) ?? nothing;
        const held = { count, nights, first, last, updated };
        const rules = new ProductRules(definition);
        return [name, { definition, rules, builtIn: this.#builtIn.has(name), held }];
      }),
    );
  }

  /**
   * The sources with these names; all by default.
   *
   * @throws WelkinError SURVEY_SOURCE_UNKNOWN
   */
  async named(names: readonly string[] = []): Promise<Map<string, Source>> {
    return chosen(await this.all(), names);
  }

  /**
   * The same as `named`, but up to a second old: for callers that do not need the statistics.
   *
   * @param needed Names that must be among the known ones.
   * @throws WelkinError SURVEY_SOURCE_UNKNOWN
   */
  async known(
    names: readonly string[] = [],
    needed: readonly string[] = [],
  ): Promise<ReadonlyMap<string, Source>> {
    const { all, at } = this.#kept;
    const isFresh =
      performance.now() - at < FRESH && [...names, ...needed].every((name) => all.has(name));
    if (!isFresh) {
      const read = await this.all();
      this.#kept = { all: read, at: performance.now() };
      return chosen(read, names);
    }
    return chosen(all, names);
  }

  /** Adds a user's own source, or changes it; the built-in ones stay as they are. */
  async define(definition: SourceDefinition): Promise<void> {
    if (this.#builtIn.has(definition.name)) {
      throw new WelkinError("BAD_REQUEST", `The source ${definition.name} is built in.`);
    }
    await this.#catalog.define(definition);
    this.#kept = { all: new Map(), at: Number.NEGATIVE_INFINITY };
  }
}

/** @throws WelkinError SURVEY_SOURCE_UNKNOWN */
function chosen(all: Map<string, Source>, names: readonly string[]): Map<string, Source> {
  const unknown = names.find((name) => !all.has(name));
  if (unknown === undefined) {
    return names.length === 0 ? all : new Map(names.map((name) => [name, all.get(name)!]));
  }
  throw new WelkinError(
    "SURVEY_SOURCE_UNKNOWN",
    `There is no source "${unknown}". There are ${[...all.keys()].join(", ")}.`,
  );
}
