import { LRUCache } from "lru-cache";

/** What an answer is good for: as long as all of it is the same. */
export interface Standing {
  readonly identity: string;
  readonly revision: number;
  /** The sources as they were read. */
  readonly sources: unknown;
}

interface Answer extends Standing {
  readonly body: string;
}

const MEMORY = 8 * 1024 ** 2;
const ADDRESSES = 1000;

/**
 * Answers to addresses that are asked again and again, for as long as no observation is added. What is asked for the first
 * time is only noted, so that it costs nothing more.
 */
export class RepeatedAnswers {
  readonly #seen = new LRUCache<string, true>({ max: ADDRESSES });
  readonly #answers = new LRUCache<string, Answer>({
    maxSize: MEMORY,
    maxEntrySize: MEMORY / 8,
    sizeCalculation: ({ body }, url) => body.length + url.length + 200,
  });

  /** @param standing How things stand; asked only of what was asked for before. */
  async answer(
    url: string,
    standing: () => Promise<Standing>,
    make: () => Promise<string>,
  ): Promise<string> {
    if (!this.#seen.has(url)) {
      this.#seen.set(url, true);
      return await make();
    }
    // Before the answer is made: what is added meanwhile makes it old, never the other way round.
    const now = await standing();
    const kept = this.#answers.get(url);
    if (kept !== undefined && isSame(kept, now)) return kept.body;
    const body = await make();
    this.#answers.set(url, { ...now, body });
    return body;
  }
}

function isSame(one: Standing, other: Standing): boolean {
  return (
    one.revision === other.revision &&
    one.identity === other.identity &&
    one.sources === other.sources
  );
}
