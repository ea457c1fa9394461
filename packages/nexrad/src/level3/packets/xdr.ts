import type { Reader } from "../reader.ts";

/** External data representation (RFC 4506): everything is a multiple of four bytes. */
export class XdrReader {
  readonly #reader: Reader;
  readonly #tally: (items: number) => void;

  /** @param tally called with the number of entries of each array before they are read */
  constructor(reader: Reader, tally: (items: number) => void) {
    this.#reader = reader;
    this.#tally = tally;
  }

  get reader(): Reader {
    return this.#reader;
  }

  int(): number {
    return this.#reader.i32();
  }

  uint(): number {
    return this.#reader.u32();
  }

  float(): number {
    return this.#reader.f32();
  }

  double(): number {
    return this.#reader.f64();
  }

  /** Characters, preceded by their number, padded to four bytes. */
  string(): string {
    const length = this.#reader.u32();
    const text = this.#reader.text(length);
    this.#reader.claim(-length & 3);
    return text;
  }

  /**
   * Entries that the generic product format counts twice: in a field of their struct, and in the array itself, which
   * is omitted if the field is 0.
   */
  array<T>(bytesEach: number, read: () => T): T[] {
    const count = this.count(bytesEach);
    return Array.from({ length: count }, read);
  }

  /** Both counts of such an array: they must be equal, and the rest of the packet must have space for that many. */
  count(bytesEach: number): number {
    const count = this.#reader.i32();
    if (count <= 0) return 0;
    const again = this.#reader.i32();
    if (again !== count) {
      throw this.#reader.corrupt(`An array of ${count} entries counts itself as ${again}`);
    }
    if (count * bytesEach > this.#reader.remaining) {
      throw this.#reader.corrupt(`An array of ${count} entries does not fit its packet`);
    }
    this.#tally(count);
    return count;
  }
}
